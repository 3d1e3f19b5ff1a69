"""A publication as a .docx to download: A4, margins and type sizes of GB/T 9704."""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from publishing import typeset
from publishing.characters import printable

SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体", "仿宋"
LEADS = {"h1-run": HEI, "h2-run": KAI, "h3-run": FANG, "article": HEI}
FONTS = {"h1": HEI, "h2": KAI, "chapter": HEI, "annex": HEI, "annex-title": SONG, "tz": KAI}
CENTRED = {"chapter", "annex-title", "tz"}
FLUSH = {"zs", "annex", "bj", *CENTRED}


def write(title_lines: list[str], doc_number: str, blocks: list[typeset.Block]) -> bytes:
    """The file's bytes. `blocks` as typeset.blocks gives them."""
    document = Document()
    _page(document.sections[0])
    for line in title_lines:
        _paragraph(document, line, SONG, 22, centred=True)
    if doc_number:
        _paragraph(document, doc_number, FANG, 16, centred=True)
    document.add_paragraph()
    for block in blocks:
        _table(document, block.rows) if block.kind == "table" else _block(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _block(document, block: typeset.Block) -> None:
    font = FONTS.get(block.kind, FANG)
    size = 22 if block.kind == "annex-title" else 16
    paragraph = _paragraph(document, "", font, size, centred=block.kind in CENTRED)
    if block.kind == "ls":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(64)
    elif block.kind not in FLUSH:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    if block.lead:
        gap = "\u3000" if block.kind == "article" else ""
        _run(paragraph, block.lead + gap, LEADS.get(block.kind, font), size)
    _run(paragraph, block.text, font, size)


def _paragraph(document, text: str, font: str, size: int, *, centred: bool = False):
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(36 if size > 16 else 28)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if text:
        _run(paragraph, text, font, size)
    return paragraph


def _run(paragraph, text: str, font: str, size: int) -> None:
    run = paragraph.add_run(printable(text))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(document, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows), style="Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            _run(cell.paragraphs[0], text, FANG, 12)
