"""A table as it was read: rows of text, and which cells a merge has filled. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class Unreadable(Exception):
    """A file that cannot be read; `message` is a sentence for the person who sent it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass
class Grid:
    """`rows`: text of every cell, `numbers`: the row numbers of the source, counted from 1.

    `origin`: cell (row, column) -> the cell whose text a merge repeats here. `before`: words that stood above the
    table. `ragged`: rows may have lost cells, so that a place in a row says nothing.
    """

    name: str
    rows: list[list[str]]
    numbers: list[int]
    origin: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    before: str = ""
    ragged: bool = False

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def merges_below(self, last: int) -> bool:
        """Whether cells are merged downwards in the rows below the header."""
        return any(row != at and at > last for (row, _), (at, _) in self.origin.items())

    def carried(self, row: int, column: int) -> bool:
        """Whether the cell repeats one of a row above."""
        return self.origin.get((row, column), (row, column))[0] < row


@dataclass(frozen=True)
class Flag:
    """What a person must look at. `proposal`: a repair to be confirmed, or empty."""

    row: int
    column: str
    problem: str
    text: str = ""
    table: str = ""
    proposal: str = ""

    def as_dict(self) -> dict:
        return {
            "row": self.row,
            "column": self.column,
            "problem": self.problem,
            "text": self.text,
            "table": self.table,
            "proposal": self.proposal,
        }
