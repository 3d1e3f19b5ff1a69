"""Which agencies of a government a kind of agency means ("自然资源主管部门" -> its 自然资源局). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

TOWNSHIP = "township"
ALL_TOWNSHIPS = "各乡镇人民政府、街道办事处"


class AnAgency(Protocol):
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True)
class PublisherKind:
    """`words`: an agency of `agency_kind` is meant when its name holds one of them (no words: all of them)."""

    kind: str
    agency_kind: str
    words: tuple[str, ...] = ()

    def means(self, agency: AnAgency) -> bool:
        name = agency.name.replace("人民政府", "")  # which holds 民政
        named = not self.words or any(word in name for word in self.words)
        return agency.kind == self.agency_kind and named


@dataclass(frozen=True)
class Match:
    """`agencies` in the order of the words; `text`: the publisher as this government would print it."""

    agencies: tuple[AnAgency, ...]
    text: str


def match(publisher: str, kinds: Iterable[PublisherKind], agencies: Sequence[AnAgency]) -> Match:
    """Agencies meant by a cell of kinds joined with 、; words that mean no agency stay as they are."""
    by_kind = {kind.kind: kind for kind in kinds}
    found: list[AnAgency] = []
    said: list[str] = []
    for word in publisher.split("、"):
        kind = by_kind.get(word.rstrip("…"))
        meant = [a for a in agencies if kind and kind.means(a)]
        found += [a for a in meant if a not in found]
        said += [name for name in _names(word, kind, meant) if name and name not in said]
    return Match(tuple(found), "、".join(said))


def _names(word: str, kind: PublisherKind | None, meant: Sequence[AnAgency]) -> list[str]:
    if not meant:
        return [word]
    if kind.agency_kind == TOWNSHIP:
        return [ALL_TOWNSHIPS]
    if not kind.words and len(meant) > 1:
        return [f"县政府{word}" if word == "各部门" else word]
    return [agency.short_name for agency in meant]
