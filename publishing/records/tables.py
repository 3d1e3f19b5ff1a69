"""A table of records as people send it: columns found by their heading words, rows as raw values with their numbers. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.importing.grid import Grid, Unreadable
from publishing.records.kinds import Field, Record

MOST_ROWS = 500
END = "公示截止日期"
SEARCHED = 10  # rows from the top in which a head may stand
ENDS_ON = Field("ends_on", END, also=("公示截止期", "公示期限"))


@dataclass(frozen=True)
class Row:
    """`number`: the row in the file, from 1; `raw`: what stood under each field's heading."""

    number: int
    raw: dict[str, str]


def read(record: Record, grids: list[Grid]) -> list[Row]:
    """The rows of the first table that has a head for this kind of record. Raises Unreadable with a sentence."""
    for grid in grids:
        for at, cells in enumerate(grid.rows[:SEARCHED]):
            columns = heads(record, cells)
            if len(columns) >= max(2, len(record.required) // 2):
                return _rows(record, grid, at, columns)
    wanted = "、".join(record.field(name).heading for name in record.required[:6])
    raise Unreadable(f"没有找到表头：第一行要写列名，例如 {wanted}。可以先下载空白表格。")


def heads(record: Record, cells: list[str]) -> dict[int, str]:
    """Column number -> field name, for the cells that are words of a heading; the first of equal ones."""
    known = {}
    for field in (*record.fields, ENDS_ON):
        for word in (field.heading, field.label, *field.also):
            known.setdefault(_bare(word), field.name)
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        name = known.get(_bare(cell)) or known.get(_bare(re.sub(r"[（(].*[)）]$", "", cell)))
        if name and name not in found.values():
            found[place] = name
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\s*＊:：（）()]", "", text)


def _rows(record: Record, grid: Grid, at: int, columns: Mapping[int, str]) -> list[Row]:
    missing = [record.field(name).heading for name in record.required if name not in columns.values()]
    if missing:
        raise Unreadable(f"表里缺少这些列：{'、'.join(missing)}。")
    found = []
    for place in range(at + 1, len(grid.rows)):
        cells = grid.rows[place]
        raw = {name: cells[column].strip() for column, name in columns.items() if column < len(cells)}
        if any(raw.values()) and not _is_example(raw):
            found.append(Row(grid.numbers[place], raw))
    if not found:
        raise Unreadable("表头下面没有数据。")
    if len(found) > MOST_ROWS:
        raise Unreadable(f"一次最多导入 {MOST_ROWS} 条，这张表有 {len(found)} 条，请分成几个文件。")
    return found


def _is_example(raw: Mapping[str, str]) -> bool:
    """The row of explanations in the empty table that the portal gives out."""
    return any(value.startswith("填写说明") for value in raw.values())
