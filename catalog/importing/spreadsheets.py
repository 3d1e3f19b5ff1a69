"""Workbooks (.xlsx): every visible sheet as a grid, merged cells filled."""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from catalog.importing.grid import Grid, Unreadable
from catalog.importing.safety import MAX_ROWS, check_rows, unpacked

MAX_CELLS = 4_000_000
_FILLED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>')


def grids(data: bytes) -> list[Grid]:
    safe = unpacked(data, "xlsx")
    _refuse_far_cells(safe)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(safe))
        sheets = [book.get_sheet_by_name(sheet.name) for sheet in book.sheets_metadata if _is_shown(sheet)]
        return [grid for sheet in sheets if (grid := _grid(sheet)).rows]
    except calamine.CalamineError as error:
        raise Unreadable("文件已损坏，读不出工作表。请用 Excel 或 WPS 打开后另存一份再试。") from error


def _is_shown(sheet) -> bool:
    return (
        sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
    )


def _refuse_far_cells(data: bytes) -> None:
    """A parser makes room for every cell up to the farthest one; a stray cell must not cost gigabytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                _refuse_far(package.read(name))


def _refuse_far(xml: bytes) -> None:
    rows, columns, count = 0, 0, set()
    for found in _FILLED.finditer(xml):
        letters, number = found.groups()
        count.add(number)
        if len(count) > MAX_ROWS:  # enough is known; the rest is only counted
            check_rows(max(len(count), xml.count(b"<row ")))
        rows = max(rows, int(number))
        columns = max(columns, _column(letters))
    check_rows(len(count))
    if rows * columns > MAX_CELLS:
        raise Unreadable("表格之外很远的地方还有内容（例如最后一行或者最后一列）。请删去后再试。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _grid(sheet) -> Grid:
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    origin = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _fill(rows, origin, top, left, bottom, right)
    return Grid(sheet.name, rows, list(range(1, len(rows) + 1)), origin)


def _fill(rows: list[list[str]], origin: dict, top: int, left: int, bottom: int, right: int) -> None:
    """Repeats the text of a merged cell in every cell it covers."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in range(top, min(bottom, len(rows) - 1) + 1):
        for column in range(left, min(right, len(rows[row]) - 1) + 1):
            rows[row][column] = rows[top][left]
            origin[row, column] = (top, left)


def _text(value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)
