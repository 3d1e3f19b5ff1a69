"""The catalogue in the official layout: two rows of header, ticks, boxes. It imports again unchanged."""

import csv
import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.properties import PageSetupProperties

from catalog import elements
from catalog.models import Item

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}

TOP = ["序号", "公开领域", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "", "公开方式", "", "公开层级", "", ""]  # fmt: skip
BELOW = ["", "", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请", "县级", "乡级", "村级"]  # fmt: skip
MERGED = ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:I3", "J2:K2", "L2:M2", "N2:P2")
WIDTHS = (6, 14, 16, 20, 40, 40, 24, 20, 30, 8, 16, 8, 8, 8, 8, 8)
TICK = "√"
THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def rows(items: Iterable[Item]) -> Iterable[list[str]]:
    """One row of text for each item, below TOP and BELOW."""
    for number, item in enumerate(items, 1):
        yield [
            str(number),
            item.domain.name,
            item.level1,
            item.level2 or "—",
            item.content,
            item.basis,
            item.time_limit,
            item.publisher,
            " ".join(f"■{channel}" for channel in item.channels),
            *_audience(item.audience),
            *(
                TICK if method in item.method.split(";") else ""
                for method in (elements.ACTIVE, elements.ON_REQUEST)
            ),
            *(
                TICK if level in item.levels else ""
                for level in (elements.COUNTY, elements.TOWN, elements.VILLAGE)
            ),
        ]


def _audience(text: str) -> tuple[str, str]:
    """(全社会, 特定群体): a tick in the first, the group's words in the second."""
    everyone = TICK if elements.EVERYONE in text.split(";") else ""
    group = text.removeprefix(elements.EVERYONE).strip(";")
    bare = group.removeprefix("特定群体").lstrip(":：")
    return everyone, "" if not group else bare or TICK


def workbook(title: str, items: Iterable[Item]) -> bytes:
    """An .xlsx file: title, header, one row an item."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("标准目录")
    for column, width in zip("ABCDEFGHIJKLMNOP", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A4"
    _paper(sheet)
    for area in ("A1:P1", *MERGED):
        sheet.merged_cells.add(area)
    heading = WriteOnlyCell(sheet, title)
    heading.font, heading.alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    sheet.append([heading])
    for row in (TOP, BELOW):
        sheet.append([_bold(sheet, text) for text in row])
    look = _look(sheet)
    for place, row in enumerate(rows(items), 4):
        sheet.row_dimensions[place].height = _height(row)
        sheet.append([_literal(sheet, text, look) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _paper(sheet) -> None:
    """A3 pages, lying, as wide as the table, with the headings on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:3"


def _height(row: list[str]) -> int:
    """Points that the longest cell takes with its lines broken: not every program finds it by itself."""
    lines = max(-(-2 * len(text) // (width - 1)) for text, width in zip(row, WIDTHS, strict=True))
    return min(15 * max(lines, 1), 400)


def _look(sheet) -> StyleArray:
    """How every cell below the headings looks, worked out once for all of them: framed, its lines broken."""
    cell = WriteOnlyCell(sheet)
    cell.alignment, cell.border = Alignment(vertical="top", wrap_text=True), FRAME
    return cell._style


def _bold(sheet, text: str) -> Cell | None:
    if not text:
        return None
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.alignment = (
        Font(bold=True),
        Alignment(horizontal="center", vertical="center", wrap_text=True),
    )
    cell.border = FRAME
    return cell


def _literal(sheet, text: str, look: StyleArray) -> Cell:
    """Text that begins like a formula stays text."""
    cell = WriteOnlyCell(sheet, text or None)
    cell._style = look
    if text:
        cell.data_type = "s"
    return cell


def _harmless(text: str) -> str:
    """A spreadsheet takes no formula from a .csv file; the blank is left out again on the way in."""
    return f" {text}" if text[:1] in {"=", "+", "-", "@"} else text


def table(title: str, items: Iterable[Item]) -> bytes:
    """The same as .csv (UTF-8 with a mark, as spreadsheets expect)."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([title])
    lines.writerow(TOP)
    lines.writerow(BELOW)
    lines.writerows([_harmless(text) for text in row] for row in rows(items))
    return out.getvalue().encode("utf-8-sig")
