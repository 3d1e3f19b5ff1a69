"""Two renderers lay out a sheet: .docx (python-docx) and PDF (typst)."""

import io
import json
from dataclasses import asdict

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from applications import letters, rendering
from applications.sheets import Sheet
from publishing.characters import printable

SOURCE = (letters.TEMPLATES / "sheet.typ").read_bytes()
LABEL, TEXT = Mm(32), Mm(131)


def pdf(sheet: Sheet) -> bytes:
    """One table on A4."""
    told = {name: value for name, value in asdict(_clean(sheet)).items()}
    return rendering.compiled(SOURCE, {"sheet": json.dumps(told, ensure_ascii=False)})


def docx(sheet: Sheet) -> bytes:
    """The same table for the office's word processor."""
    sheet = _clean(sheet)
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin = Mm(25), Mm(22), Mm(25)
    _line(document.add_paragraph(), sheet.title, rendering.TITLE, 20, WD_ALIGN_PARAGRAPH.CENTER)
    _line(document.add_paragraph(), f"{sheet.agency}　　申请编号：{sheet.number}", rendering.BODY, 12)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for label, text in sheet.rows:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = LABEL, TEXT
        _line(cells[0].paragraphs[0], label, rendering.BODY, 12, WD_ALIGN_PARAGRAPH.CENTER)
        _line(cells[1].paragraphs[0], text, rendering.BODY, 12)
    for column, width in zip(table.columns, (LABEL, TEXT), strict=True):
        column.width = width
    _line(document.add_paragraph(), sheet.below, rendering.BODY, 12)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _line(paragraph, text: str, font: str, size: int, side=None) -> None:
    paragraph.alignment = side
    rendering.set_font(paragraph.add_run(text), font, size)


def _clean(sheet: Sheet) -> Sheet:
    rows = tuple((label, printable(text)) for label, text in sheet.rows)
    return Sheet(sheet.title, sheet.agency, sheet.number, rows, sheet.below)
