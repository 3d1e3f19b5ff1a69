"""Where an official document on paper wants blank lines and a new page (GB/T 9704-2012, 7.3); pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from publishing.blocks import Block

LISTED = ("fj", "fj-next")
CLOSING = {"fj": 1, "ls": 2, "bj": 1}  # blank lines before the first of a run


class Room(NamedTuple):
    """What stands before a block: a new page or not, how many blank lines; `sticks`: the next belongs to it."""

    page: bool = False
    lines: int = 0
    sticks: bool = False


def spaced(blocks: Iterable[Block]) -> Iterator[tuple[Block, Room]]:
    """Each block with the room before it; a document passed on and every annex begin a page of their own."""
    found = list(blocks)
    kinds = ["", *(block.kind for block in found), ""]
    for block, before, after in zip(found, kinds, kinds[2:], strict=False):
        yield block, _room(block.kind, before)._replace(sticks=block.kind == after == "ls")


def _room(kind: str, before: str) -> Room:
    if kind == "annex":
        return Room(page=bool(before))
    if kind == "annex-title":
        opens = before not in ("", "annex", "annex-title")
        return Room(page=opens, lines=int(before == "annex"))
    if before == "annex-title" and kind != "tz":
        return Room(lines=1)
    return Room(lines=0 if kind == before else CLOSING.get(kind, 0))
