"""The cells of one data row, by field; and which rows are no data. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog import elements
from catalog.importing import marks
from catalog.importing.cells import joined, plain
from catalog.importing.grid import Grid
from catalog.importing.headers import GROUPS, Header

TEXTS = (
    "domain",
    "level1",
    "level2",
    "level3",
    "content",
    "basis",
    "time_limit",
    "publisher",
    "channels",
    "cycle",
)
_NUMBER = re.compile(r"[\d.、．()（）一二三四五六七八九十]*")
_NOTE = re.compile(
    r"^(?:注|备注|说明|填表|填报|联系人|审核人|制表|单位负责人|填写说明|第\d+页|共\d+页|\d+/\d+$|[—-]\d+[—-]$)"
)


@dataclass
class Cells:
    """`text`: field -> the cell as found (line breaks kept); `carried`: fields filled from a merge above;
    `ticks`: tick column -> its text; `collapsed`: the ticks cannot be told apart."""

    at: int
    number: int
    text: dict[str, str] = field(default_factory=dict)
    carried: set[str] = field(default_factory=set)
    ticks: dict[str, str] = field(default_factory=dict)
    channel_ticks: dict[int, str] = field(default_factory=dict)
    same_cell: bool = False

    def get(self, name: str) -> str:
        return self.text.get(name, "")

    def has_marks(self, name: str) -> bool:
        return any(self.ticks.get(sub, "").strip() for sub in GROUPS[name])


def cells_of(grid: Grid, header: Header, at: int) -> Cells:
    row = grid.rows[at]
    cells = Cells(at, grid.numbers[at])
    for name, column in header.columns.items():
        text = row[column] if column < len(row) else ""
        if grid.carried(at, column):
            cells.carried.add(name)
        if any(name in subs for subs in GROUPS.values()):
            cells.ticks[name] = text
        else:
            cells.text[name] = text
    cells.channel_ticks = {c: row[c] if c < len(row) else "" for c in header.channel_columns}
    return cells


def lost_merges(grid: Grid, header: Header) -> frozenset[str]:
    """Fields whose merged cells were flattened: empty below an empty first level, and nowhere else.

    Empty cells in a column that has some beside a first level too are really empty.
    """
    first = header.columns.get("level1")
    if first is None:
        return frozenset()
    lines = [row for row in grid.rows[header.last + 1 :] if len(row) == header.width and len(told(row)) > 2]
    heads = [row for row in lines if row[first].strip()]
    places = {
        name: [header.columns[name]]
        for name in ("basis", "time_limit", "publisher", "channels")
        if name in header.columns
    }
    for name, subs in GROUPS.items():
        if has := [header.columns[sub] for sub in (name, *subs) if sub in header.columns]:
            places[name] = has
    return frozenset(
        n for n, columns in places.items() if all(any(row[c].strip() for c in columns) for row in heads)
    )


def told(row: list[str]) -> list[str]:
    """Cells that say something, each text once."""
    return list(dict.fromkeys(text for cell in row if (text := joined(cell).strip("|"))))


def is_blank(row: list[str]) -> bool:
    return not any(cell.strip(" \t\r\n|　") for cell in row)


def is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(plain(text)))


def is_note(said: list[str]) -> bool:
    """Remarks below a table: one text, and it begins like one."""
    return bool(said) and len(said) <= 2 and bool(_NOTE.match(plain(said[0])))


def heading(grid: Grid, header: Header, at: int, said: list[str]) -> str:
    """The text of a row that is one heading over all columns, else ""."""
    row = grid.rows[at]
    said = [text for text in said if not is_number(text)] if len(said) < 3 else []
    if len(said) != 1:
        return ""
    filled = [i for i, cell in enumerate(row) if joined(cell) == said[0]]
    stretched = len(filled) > max(2, header.width // 2) and all(
        grid.origin.get((at, i), (at, i))[0] == at for i in filled
    )
    lone = len(filled) == 1 and (
        filled[0] == 0 or header.columns.get("level1") == filled[0] or filled[0] == header.columns.get("seq")
    )
    return said[0] if stretched or (lone and not grid.carried(at, filled[0])) else ""


def is_collapsed(cells: Cells, header: Header) -> bool:
    """√|√|√||| : ticks pushed to the left, so that nobody can say which column each stood in."""
    order = sorted(
        (header.columns[sub], sub) for subs in GROUPS.values() for sub in subs if sub in header.columns
    )
    values = [marks.ticked(cells.ticks.get(sub, ""), True) for _, sub in order]
    if None in values or sum(values) < 2:
        return False
    packed = values == sorted(values, reverse=True)
    names = [sub for _, sub in order]
    empty = [
        g
        for g, subs in GROUPS.items()
        if (has := [s for s in subs if s in names]) and not any(values[names.index(s)] for s in has)
    ]
    return packed and bool(empty) and not all(values)


def groups(cells: Cells, header: Header) -> Iterator[tuple[str, str]]:
    """(audience, method, level; its value) from tick columns and from cells of words."""
    yield "audience", _audience(cells, header)
    yield (
        "method",
        _ticked_words(
            cells, "method", {"active": elements.ACTIVE, "on_request": elements.ON_REQUEST}, marks.method_of
        ),
    )
    levels = {"county": elements.COUNTY, "town": elements.TOWN, "village": elements.VILLAGE}
    yield "level", _ticked_words(cells, "levels", levels, lambda words: ";".join(marks.levels_of(words)))


def _ticked_words(cells: Cells, name: str, values: dict[str, str], read) -> str:
    found = [value for sub, value in values.items() if _is_ticked(cells.ticks.get(sub, ""), value)]
    if not found and (words := cells.get(name).strip()):
        return read(marks.chosen_words(words))
    return ";".join(found)


def _is_ticked(text: str, value: str) -> bool:
    """A tick, or the column's own word in its cell ("主动公开", "县级")."""
    tick = marks.ticked(text, True)
    return (
        tick if tick is not None else bool(marks.method_of(text) == value or value in marks.levels_of(text))
    )


def _audience(cells: Cells, header: Header) -> str:
    found = []
    everyone, group = cells.ticks.get("everyone", ""), cells.ticks.get("group", "")
    tick = marks.ticked(everyone, True)
    if tick or (tick is None and "全社会" in marks.audience_of(joined(everyone))):
        found.append(elements.EVERYONE)
    if (tick := marks.ticked(group, True)) is not False:
        found.append("特定群体" if tick else marks.group(joined(group)))
    if not found and (words := cells.get("audience").strip()):
        return marks.audience_of(marks.chosen_words(words))
    return ";".join(found)


def unread_marks(cells: Cells) -> list[tuple[str, str]]:
    """(tick column, words) where a cell holds neither a tick nor the words of its column."""
    own = {
        "active": "主动",
        "on_request": "申请",
        "everyone": "社会",
        "county": "",
        "town": "",
        "village": "",
    }
    found = []
    for name, text in cells.ticks.items():
        if name == "group" or marks.ticked(text, True) is not None:
            continue
        words = joined(text)
        fits = own[name] in words if own[name] else bool(marks.levels_of(words))
        if not fits:
            found.append((name, words))
    return found
