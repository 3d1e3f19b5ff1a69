"""Word files (.docx): every table as a grid, merged cells filled, with the paragraph above it."""

import io
import zipfile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from catalog.importing.grid import Grid, Unreadable
from catalog.importing.safety import check_rows, unpacked

# Boxes and ticks of the Wingdings fonts, as Word writes them: code point -> the character meant.
SYMBOLS = {
    "FE": "☑",
    "FC": "√",
    "52": "☑",
    "50": "√",
    "A8": "□",
    "6F": "□",
    "A3": "□",
    "6E": "■",
    "A7": "■",
    "6C": "●",
    "FD": "☒",
    "54": "☒",
}


def grids(data: bytes) -> list[Grid]:
    safe = unpacked(data, "docx")
    try:
        body = Document(io.BytesIO(safe)).element.body
    except (KeyError, ValueError, XMLSyntaxError, PackageNotFoundError, zipfile.BadZipFile) as error:
        raise Unreadable("文件已损坏，读不出内容。请用 Word 或 WPS 打开后另存一份再试。") from error
    found, above = [], ""
    for block in _blocks(body):
        if block.tag == qn("w:tbl"):
            found.append(_grid(block, f"表{len(found) + 1}", above))
        elif text := _text(block).strip():
            above = text
    check_rows(sum(len(grid.rows) for grid in found))
    if not found and (lines := [text for block in _blocks(body) if (text := _text(block).strip())]):
        found = [Grid("正文", [[line] for line in lines], list(range(1, len(lines) + 1)), ragged=True)]
    return found


def _blocks(body: _Element) -> list[_Element]:
    """Paragraphs and tables in order, those in content controls too."""
    found = []
    for child in body:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            found.append(child)
        elif child.tag == qn("w:sdt") and (content := child.find(qn("w:sdtContent"))) is not None:
            found += _blocks(content)
    return found


def _grid(table: _Element, name: str, above: str) -> Grid:
    rows: list[list[str]] = []
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(table.iter(qn("w:tr"))):
        if next(row.iterancestors(qn("w:tbl"))) is not table:
            continue
        at = len(rows)
        rows.append(_row(row, at, rows, origin))
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    return Grid(name, rows, list(range(1, len(rows) + 1)), origin, before=above)


def _row(row: _Element, at: int, rows: list[list[str]], origin: dict) -> list[str]:
    cells = [""] * _grid_before(row)
    for cell in _cells(row):
        span, merge = _properties(cell)
        column = len(cells)
        if merge == "continue" and rows and column < len(rows[-1]):
            source = origin.get((at - 1, column), (at - 1, column))
            text = rows[-1][column]
        else:
            source, text = (at, column), _text(cell)
        for i in range(column, column + span):
            cells.append(text)
            if span > 1 or merge:
                origin[at, i] = source
    return cells


def _cells(row: _Element) -> list[_Element]:
    found = []
    for child in row:
        if child.tag == qn("w:tc"):
            found.append(child)
        elif child.tag == qn("w:sdt") and (content := child.find(qn("w:sdtContent"))) is not None:
            found += content.findall(qn("w:tc"))
    return found


def _grid_before(row: _Element) -> int:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return int(before.get(qn("w:val"), "0")) if before is not None else 0


def _properties(cell: _Element) -> tuple[int, str]:
    """(columns it spans, "restart", "continue" or "" of a merge downwards)."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return 1, ""
    span = properties.find(qn("w:gridSpan"))
    merge = properties.find(qn("w:vMerge"))
    columns = min(int(span.get(qn("w:val"), "1")), 200) if span is not None else 1
    return columns, "" if merge is None else merge.get(qn("w:val"), "continue")


def _text(element: _Element) -> str:
    """The words of a paragraph or cell: paragraphs and breaks as line breaks, deleted text left out."""
    lines = [_line(p) for p in element.iter(qn("w:p"))] if element.tag != qn("w:p") else [_line(element)]
    return "\n".join(lines).strip("\n")


def _line(paragraph: _Element) -> str:
    parts = []
    for node in paragraph.iter(
        qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:sym"), qn("w:drawing"), qn("w:pict")
    ):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag == qn("w:sym"):
            parts.append(SYMBOLS.get(node.get(qn("w:char"), "")[-2:].upper(), "?"))
        elif node.tag in (qn("w:drawing"), qn("w:pict")):
            parts.append("〔图〕")
        else:
            parts.append("\n" if node.tag == qn("w:br") else " ")
    return "".join(parts)
