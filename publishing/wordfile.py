"""A publication as a .docx to download: A4, margins and type sizes of GB/T 9704."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.image.exceptions import UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from publishing.blocks import LIST_MARKS, Block, Span, headings, placed, to_fill_in, width
from publishing.characters import printable
from publishing.layout import Room, spaced

SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体", "仿宋"
LEADS = {"h1-run": HEI, "h2-run": KAI, "h3-run": FANG, "article": HEI}
FONTS = {"h1": HEI, "h2": KAI, "chapter": HEI, "annex": HEI, "annex-title": SONG, "tz": KAI}
TEXT_WIDTH = Mm(156)
EMPTY: Mapping[str, bytes] = MappingProxyType({})
CENTRED = {"chapter", "annex-title", "tz"}
TO_WRITE_IN = Mm(11)  # a row of a form
FLUSH = {"zs", "annex", "bj", *CENTRED}


def write(
    title_lines: list[str], doc_number: str, blocks: list[Block], pictures: Mapping[str, bytes] = EMPTY
) -> bytes:
    """The file's bytes. `blocks` as richtext.arranged gives them; `pictures` by their address in the text."""
    document = Document()
    _page(document.sections[0])
    for line in title_lines:
        _paragraph(document, line, SONG, 22, centred=True)
    if doc_number:
        _paragraph(document, doc_number, FANG, 16, centred=True)
    document.add_paragraph()
    for block, room in spaced(blocks):
        for _ in range(room.lines):
            _paragraph(document, "", FANG, 16)
        if block.kind == "table":
            _table(document, block)
        elif block.kind == "img":
            _picture(document, block, pictures.get(block.src))
        else:
            _block(document, block, room)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _block(document, block: Block, room: Room) -> None:
    font = FONTS.get(block.kind, FANG)
    size = 22 if block.kind == "annex-title" else 16
    paragraph = _paragraph(document, "", font, size, centred=block.kind in CENTRED)
    layout = paragraph.paragraph_format
    layout.page_break_before, layout.keep_with_next = room.page or None, room.sticks or None
    if block.kind == "ls":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        layout.right_indent = Pt(64)
    elif block.kind == "fj-next":
        layout.left_indent = Pt(80)
    elif block.kind not in FLUSH:
        layout.first_line_indent = Pt(32)
    if mark := LIST_MARKS.get(block.kind):
        _run(paragraph, mark.format(block.anchor), font, size)
    if block.lead:
        gap = "\u3000" if block.kind == "article" else ""
        _run(paragraph, block.lead + gap, LEADS.get(block.kind, font), size)
    _spans(paragraph, block.content, font, size)


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


def _spans(paragraph, spans: Iterable[Span], font: str, size: int) -> None:
    for span in spans:
        run = _run(paragraph, span.text, font, size)
        run.bold = "strong" in span.marks or None
        run.italic = "em" in span.marks or None
        run.font.superscript = "sup" in span.marks or None
        run.font.subscript = "sub" in span.marks or None
        if span.href.startswith("http"):
            _link(paragraph, run, span.href)


def _link(paragraph, run, href: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


def _picture(document, block: Block, content: bytes | None) -> None:
    """The picture as wide as the text, or smaller; where its file cannot be set, what it shows in words."""
    paragraph = _paragraph(document, "", FANG, 16, centred=True)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    try:
        shape = paragraph.add_run().add_picture(io.BytesIO(content or b""))
    except (UnrecognizedImageError, UnexpectedEndOfFileError, ValueError, ZeroDivisionError):
        _run(paragraph, f"［图：{block.text}］", FANG, 16)
        return
    if shape.width > TEXT_WIDTH:
        shape.width, shape.height = TEXT_WIDTH, int(shape.height * TEXT_WIDTH / shape.width)
    shape._inline.docPr.set("descr", printable(block.text))


def _run(paragraph, text: str, font: str, size: int):
    run = paragraph.add_run(printable(text))
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _table(document, block: Block) -> None:
    """Cells that stand over several columns or rows do so in the file, too; headings stand again on every page."""
    rows, columns = block.grid, width(block.grid)
    # All cells at once: asked for one, python-docx goes through the whole table.
    table = document.add_table(rows=len(rows), cols=columns, style="Table Grid")
    _rows(table, headings(rows), to_fill_in(rows))
    places = table._cells
    for row, column, cell in placed(rows):
        target = places[row * columns + column]
        if cell.columns > 1 or cell.rows > 1:
            target.merge(places[(row + cell.rows - 1) * columns + column + cell.columns - 1])
        target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for number, line in enumerate(cell.lines):
            paragraph = target.add_paragraph() if number else target.paragraphs[0]
            if cell.heads:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                line = tuple(replace(span, marks=(*span.marks, "strong")) for span in line)
            _spans(paragraph, line, FANG, 12)


def _rows(table, heads: int, tall: set[int]) -> None:
    """Rows that are headings say so, rows to be filled in by hand are high enough for it."""
    for number, row in enumerate(table.rows):
        if number < heads:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        if number in tall:
            row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, TO_WRITE_IN
