"""The reviewed lists of citizens' words and official ones (search/data); pure apart from reading them once."""

import csv
import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "synonyms.csv"
WORDS = Path(__file__).parent / "data" / "words.txt"


@dataclass
class Thesaurus:
    """same: word -> the official word it stands for, both ways found; near: word -> an official word worth trying."""

    same: dict[str, str] = field(default_factory=dict)
    near: dict[str, str] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)

    def concept(self, word: str) -> str:
        """The official word, or ""."""
        return self.same.get(word, "")

    def others(self, word: str) -> list[str]:
        """Other words for the same, for the page that found nothing."""
        official = self.same.get(word) or self.near.get(word)
        return [w for w in [official, *self.words.get(official, [])] if w and w != word] if official else []


@cache
def thesaurus() -> Thesaurus:
    found = Thesaurus()
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            word, official = row["word"], row["official"]
            found.same.setdefault(official, official)
            (found.same if row["relation"] == "same" else found.near)[word] = official
            found.words.setdefault(official, []).append(word)
    return found


@cache
def vocabulary() -> tuple[str, ...]:
    """Words of public affairs beside the thesaurus (search/data/words.txt)."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def digest() -> str:
    """Changes with the lists: an index made with others is made again."""
    return hashlib.sha256(FILE.read_bytes() + WORDS.read_bytes()).hexdigest()[:12]
