"""“您是不是要找”: a slip in a word that is known, a word that sounds like one, pinyin (pure)."""

from collections.abc import Callable, Iterator
from functools import cache

from search import sounds
from search.analysis import EMPTY, is_word, words
from search.script import fold
from search.synonyms import thesaurus, vocabulary

SHORTEST, LONGEST = 3, 8


@cache
def _holed() -> dict[str, str]:
    """Known words with each character in turn left open (公□房 -> 公租房) and, if long enough, left out."""
    known = thesaurus()
    found: dict[str, str] = {}
    everything = {*known.same, *known.near, *vocabulary()}
    for word in sorted(everything, key=lambda w: (w not in known.words, w)):
        if SHORTEST <= len(word) <= LONGEST:
            for place in range(len(word)):
                found.setdefault(f"{word[:place]}□{word[place + 1 :]}", word)
                if len(word) > SHORTEST:
                    found.setdefault(word[:place] + word[place + 1 :], word)
    return found


def corrected(query: str, occurs: Callable[[str], bool]) -> str:
    """The query with its first slip put right, or ""; occurs(word): does the word stand anywhere in the index?

    A slip tears a word into single characters (公 祖 房): only runs of whole words with such a piece are looked at.
    """
    flat = fold(query)
    for start, piece in _latin(flat):
        word = sounds.spelt(piece)
        if word and not occurs(piece):
            return flat[:start] + word + flat[start + len(piece) :]
    for start, piece in _torn(words(flat), flat):
        word = _known_near(piece)
        if word and not occurs(piece):
            return flat[:start] + word + flat[start + len(piece) :]
    return ""


def _latin(flat: str) -> Iterator[tuple[int, str]]:
    """(offset, letters) for each run of letters that may be pinyin."""
    return ((match.start(), match[0]) for match in sounds.LATIN.finditer(flat[:200]))


def _torn(pieces: list[str], flat: str) -> Iterator[tuple[int, str]]:
    """(offset, run of words) for each run that stands together and holds a single character, the longest first."""
    places, at = [], 0
    for piece in pieces[:60]:
        at = flat.index(piece, at)
        places.append((at, piece))
        at += len(piece)
    runs = [places[i:j] for i in range(len(places)) for j in range(i + 1, min(i + LONGEST, len(places)) + 1)]
    for run in sorted(runs, key=lambda run: -sum(len(p) for _, p in run)):
        start, text = run[0][0], "".join(p for _, p in run)
        if _is_torn(run) and flat.startswith(text, start) and 2 <= len(text) <= LONGEST:
            yield start, text


def _is_torn(run) -> bool:
    """A single character or a word that no dictionary has; and nothing in it that is understood as it is."""
    known = thesaurus()
    pieces = [piece for _, piece in run]
    understood = any(p in EMPTY or p in known.same or p in known.near for p in pieces)
    return not understood and any(len(p) == 1 or not is_word(p) for p in pieces)


def _known_near(piece: str) -> str:
    """A word that sounds the same; for longer pieces also one that differs in one character."""
    known = thesaurus()
    if not all("\u4e00" <= c <= "\u9fff" for c in piece) or piece in known.same or piece in known.near:
        return ""
    if alike := sounds.like(piece):
        return alike
    return _one_slip(piece) if len(piece) >= SHORTEST else ""


def _one_slip(piece: str) -> str:
    """One character is another, is missing, or is too many."""
    for place in range(len(piece)):
        word = _holed().get(f"{piece[:place]}□{piece[place + 1 :]}")
        if word:
            return word
    if word := _holed().get(piece):
        return word
    shorter = [piece[:place] + piece[place + 1 :] for place in range(len(piece))]
    known = thesaurus()
    return next((w for w in shorter if len(w) >= SHORTEST and (w in known.same or w in known.near)), "")
