"""Tables 3 and 4 as a workbook in the shape of the official form (国办公开办函〔2021〕30号)."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports import rows

THREE, FOUR = "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HEADINGS = 3  # columns of headings at the left of table 3
FIRST = 5  # the sheet's row of table 3's first row of figures
THIN = Side(style="thin")
WIDTHS = {"A": 9, "B": 15, "C": 44} | dict.fromkeys("DEFGHIJ", 10)
LINE = 16  # points; a row of several lines is given their height, for not every program finds it by itself


def workbook(agency: str, year: int, three: rows.Table, four: rows.Table, note: str) -> bytes:
    """The two tables, a sheet each; `note` stands under both (version, signing, digest)."""
    book = Workbook()
    first = book.active
    first.title = "表三"
    _three(first, agency, year, three, note)
    _four(book.create_sheet("表四"), agency, year, four, note)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _three(sheet: Worksheet, agency: str, year: int, table: rows.Table, note: str) -> None:
    width = HEADINGS + len(rows.COLUMN_NAMES)
    _title(sheet, f"{agency}{year}年度　{THREE}", width)
    _put(sheet, 2, 1, CORNER, to=(4, HEADINGS))
    _put(sheet, 2, HEADINGS + 1, "申请人情况", to=(2, width))
    _put(sheet, 3, HEADINGS + 1, "自然人", to=(4, HEADINGS + 1))
    _put(sheet, 3, HEADINGS + 2, "法人或其他组织", to=(3, width - 1))
    _put(sheet, 3, width, "总计", to=(4, width))
    for place, (_, name) in enumerate(rows.COLUMNS[1:]):
        _put(sheet, 4, HEADINGS + 2 + place, name)
    sheet.row_dimensions[4].height = 2 * LINE
    for row, cells in zip(rows.ROWS, table, strict=True):
        _headings(sheet, row)
        for place, number in enumerate(cells):
            _put(sheet, _at(row.number), HEADINGS + 1 + place, number)
    _frame(sheet, width, _at(len(rows.ROWS)))
    _note(sheet, _at(len(rows.ROWS)) + 1, width, note)
    for letter, size in WIDTHS.items():
        sheet.column_dimensions[letter].width = size
    _paper(sheet)


def _at(number: int) -> int:
    return FIRST + number - 1


def _headings(sheet: Worksheet, row: rows.Row) -> None:
    """The merged headings at the left: the part over its rows, the group over its rows, the row's own name."""
    at = _at(row.number)
    if not row.part:
        _put(sheet, at, 1, row.name, to=(at, HEADINGS), left=True)
        return
    if first := rows.opens(row, "part"):
        _put(sheet, at, 1, row.part, to=(at + first - 1, 1))
    if not row.group:
        _put(sheet, at, 2, row.name, to=(at, HEADINGS), left=True)
        return
    if first := rows.opens(row, "group"):
        _put(sheet, at, 2, row.group, to=(at + first - 1, 2))
    _put(sheet, at, HEADINGS, row.name, left=True)
    if len(row.name) * 2 > WIDTHS["C"]:
        sheet.row_dimensions[at].height = 2 * LINE


def _four(sheet: Worksheet, agency: str, year: int, table: rows.Table, note: str) -> None:
    names = [*rows.RESULT_NAMES.values()]
    width = len(names) * len(rows.GROUPS)
    _title(sheet, f"{agency}{year}年度　{FOUR}", width)
    _put(sheet, 2, 1, "行政复议", to=(3, len(names)))
    _put(sheet, 2, len(names) + 1, "行政诉讼", to=(2, width))
    for place, (_, name, _) in enumerate(rows.GROUPS[1:], 1):
        _put(sheet, 3, place * len(names) + 1, name, to=(3, (place + 1) * len(names)))
    for place in range(width):
        _put(sheet, 4, place + 1, names[place % len(names)])
        _put(sheet, 5, place + 1, table[place // len(names)][place % len(names)])
    for place in range(width):
        sheet.column_dimensions[get_column_letter(place + 1)].width = 10
    _frame(sheet, width, 5)
    _note(sheet, 6, width, note)
    _paper(sheet)


def _put(
    sheet: Worksheet, row: int, column: int, value, *, to: tuple[int, int] | None = None, left=False
) -> None:
    cell = sheet.cell(row, column, value)
    cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)
    cell.font = Font(name="宋体", size=11)
    if to and to != (row, column):
        sheet.merge_cells(start_row=row, start_column=column, end_row=to[0], end_column=to[1])


def _title(sheet: Worksheet, text: str, width: int) -> None:
    _put(sheet, 1, 1, text, to=(1, width))
    sheet.cell(1, 1).font = Font(name="黑体", size=14)
    sheet.row_dimensions[1].height = 30


def _note(sheet: Worksheet, row: int, width: int, text: str) -> None:
    _put(sheet, row, 1, text, to=(row, width), left=True)
    sheet.cell(row, 1).font = Font(name="宋体", size=9)
    sheet.row_dimensions[row].height = 30


def _frame(sheet: Worksheet, width: int, last: int) -> None:
    border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
    for cells in sheet.iter_rows(min_row=2, max_row=last, max_col=width):
        for cell in cells:
            cell.border = border


def _paper(sheet: Worksheet) -> None:
    """One A4 page, lying."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 1
