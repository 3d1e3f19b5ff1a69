"""What a document consists of: paragraphs and tables, with the words set apart inside them. Pure values."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

LABEL = 16  # characters of a heading above a column
FIGURE = re.compile(r"(?!(?:19|20)\d\d$)[\d.,，%％+-]+$")  # a year may stand above a column


@dataclass(frozen=True)
class Span:
    """Words of a paragraph: `marks` among strong, em, sup, sub; `href` where they are a link."""

    text: str
    marks: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a table: paragraphs of spans; how many columns and rows it stands over."""

    lines: tuple[tuple[Span, ...], ...] = ()
    columns: int = 1
    rows: int = 1
    heads: bool = False

    @property
    def text(self) -> str:
        return "\n".join(words(line) for line in self.lines)


@dataclass(frozen=True)
class Block:
    """One paragraph: `kind` is its class, `lead` the part set apart at its start.

    A table has `cells`; a picture has `src` and, as its text, what it shows; a paragraph with links or emphasis has
    `spans` beside its text.
    """

    kind: str
    text: str = ""
    lead: str = ""
    anchor: str = ""
    spans: tuple[Span, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    src: str = ""

    @property
    def content(self) -> tuple[Span, ...]:
        """The words after the lead, as spans."""
        return self.spans or ((Span(self.text),) if self.text else ())

    @property
    def labelled(self) -> "Block":
        """A table whose first column names what stands beside it."""
        return replace(self, cells=tuple((replace(r[0], heads=True), *r[1:]) for r in self.cells))

    @property
    def grid(self) -> tuple[tuple[Cell, ...], ...]:
        """A table's cells row by row; where none is marked as a heading, the first row is if it plainly is one."""
        rows = self.cells
        if any(cell.heads for row in rows for cell in row) or not _headed(rows):
            return rows
        deep = min(max(cell.rows for cell in rows[0]), len(rows) - 1)
        heads = (tuple(replace(cell, heads=True) for cell in row) for row in rows[:deep])
        return (*heads, *rows[deep:])


def _headed(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """A label above every column: no form to fill in, no title across the table, no first row of figures."""
    return len(rows) > 1 and len(rows[0]) > 1 and all(map(_labels, rows[0]))


def _labels(cell: Cell) -> bool:
    text = cell.text.strip()
    return 0 < len(text) <= LABEL and text[-1] not in "：:" and not FIGURE.match(text)


def headings(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many rows on top are headings throughout; none where nothing would stand below them."""
    deep = 0
    while deep < len(rows) and all(cell.heads for cell in rows[deep]):
        deep += max((cell.rows for cell in rows[deep]), default=1)
    return min(deep, len(rows))


def to_fill_in(rows: tuple[tuple[Cell, ...], ...]) -> set[int]:
    """The rows of a form, in which people write by hand: two cells of five or more are empty."""
    blank = {number: [not cell.text.strip() for cell in row] for number, row in enumerate(rows)}
    return {number for number, cells in blank.items() if cells and sum(cells) * 5 >= len(cells) * 2}


def words(spans: Iterable[Span]) -> str:
    return "".join(span.text for span in spans)


def cut(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The spans of the characters from start to end."""
    found, at = [], 0
    for span in spans:
        piece = span.text[max(0, start - at) : max(0, end - at)]
        if piece:
            found.append(replace(span, text=piece))
        at += len(span.text)
    return tuple(found)


def placed(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[tuple[int, int, Cell]]:
    """(row, column, cell) of each cell: where it stands once those above and before it have taken their room."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            deep = min(cell.rows, len(rows) - number)
            taken |= {(number + down, column + over) for down in range(deep) for over in range(cell.columns)}
            yield number, column, replace(cell, rows=deep)
            column += cell.columns


def width(rows: tuple[tuple[Cell, ...], ...]) -> int:
    """How many columns a table has."""
    return max((column + cell.columns for _, column, cell in placed(rows)), default=0)


def emitted(blocks: Iterable[Block]) -> Iterator[tuple[str, Span | None]]:
    """The plain text piece by piece, one paragraph a line, tables as `| a | b |`: (text, the span it is, or None between)."""
    for number, block in enumerate(blocks):
        if number:
            yield "\n", None
        if block.cells:
            yield from _emitted_table(block)
            continue
        if mark := LIST_MARKS.get(block.kind):
            yield mark.format(block.anchor), None
        for span in block.content:
            yield span.text, span


LIST_MARKS = {"ul": "• ", "ol": "{}. "}


def _emitted_table(block: Block) -> Iterator[tuple[str, Span | None]]:
    """A cell that stands over others is written once; the places it covers stay empty, so that columns keep theirs."""
    cells = block.grid
    at = {(row, column): cell for row, column, cell in placed(cells)}
    for row in range(len(cells)):
        yield ("\n|" if row else "|"), None
        for column in range(width(cells)):
            yield " ", None
            found = at.get((row, column), Cell())
            for number, line in enumerate(found.lines):
                if number:
                    yield " ", None
                for span in line:
                    yield span.text, span
            yield " |", None


def plain(blocks: Iterable[Block]) -> str:
    """The text of a document, one paragraph a line, tables as `| a | b |`."""
    return "".join(text for text, _ in emitted(blocks))


def rewritten(blocks: list[Block], change) -> list[Block]:
    """The blocks with their whole text changed by `change`, which must keep its length (masks do)."""
    pieces = list(emitted(blocks))
    text, at, new = change("".join(piece for piece, _ in pieces)), 0, []
    for piece, span in pieces:
        if span is not None:
            new.append(replace(span, text=text[at : at + len(piece)]))
        at += len(piece)
    given = iter(new)
    return [_refilled(block, given) for block in blocks]


def _refilled(block: Block, given: Iterator[Span]) -> Block:
    if block.cells:
        order = {}
        for row, column, cell in sorted(placed(block.cells), key=lambda found: found[:2]):
            lines = tuple(tuple(next(given) for _ in line) for line in cell.lines)
            order[row, column] = replace(cell, lines=lines)
        rows = [[] for _ in block.cells]
        for (row, _), cell in order.items():
            rows[row].append(cell)
        return replace(block, cells=tuple(tuple(row) for row in rows))
    spans = tuple(next(given) for _ in block.content)
    return replace(block, text=words(spans), spans=spans)
