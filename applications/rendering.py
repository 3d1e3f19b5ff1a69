"""Two renderers lay out every letter after GB/T 9704: .docx (python-docx) and PDF (typst)."""

import io
import json
from dataclasses import dataclass
from functools import cache
from threading import Lock
from urllib.parse import quote

import typst
from django.http import Http404, HttpResponse
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from applications import letters
from applications.models import Letter
from publishing.characters import printable

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
BODY, TITLE = "仿宋", "方正小标宋简体"
# The first of these that the machine has; a Chinese government machine has 仿宋, Debian has Noto.
BODY_FONTS = (
    "FangSong",
    "仿宋",
    "FangSong_GB2312",
    "仿宋_GB2312",
    "STFangsong",
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
)
TITLE_FONTS = ("FZXiaoBiaoSong-B05S", "STZhongsong", "SimSun", "Noto Serif CJK SC", "Noto Sans CJK SC")
LAST_FONT = "Libertinus Serif"  # always there; without Chinese characters
RIGHT_EDGE, EM = 210 - 26, letters.SIZE * 25.4 / 72  # mm: the right edge of the text, a character of it
CENTRED, RIGHT = {"issuer", "title", "number", "annex"}, {"sign", "date"}

TYPST = letters.TEMPLATES / "letter.typ"
SOURCE, TURN = TYPST.read_bytes(), Lock()


@dataclass(frozen=True)
class Place:
    """Where the seal belongs in the PDF: the page of so many, the signature's height in mm from the top edge, and the
    middle of the date in mm from the left edge."""

    page: int
    pages: int
    y: float
    x: float = 0


@cache
def fonts() -> typst.Fonts:
    """The machine's fonts, looked for once."""
    return typst.Fonts()


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps the fonts, and a letter takes milliseconds. One caller at a time (TURN)."""
    return typst.Compiler(font_paths=fonts())


@cache
def _families() -> frozenset[str]:
    return frozenset(fonts().families())


def _found(wanted: tuple[str, ...]) -> list[str]:
    return [name for name in wanted if name in _families()]


def can_pdf() -> bool:
    """Whether the machine has a Chinese font; without one only .docx and the page are offered."""
    return bool(_found(BODY_FONTS))


def pdf(paragraphs: list[dict]) -> bytes:
    """A4 with the margins of GB/T 9704, 三号, 28 points a line, page numbers — 1 —."""
    return compiled(SOURCE, _inputs(paragraphs))


def compiled(source: bytes, inputs: dict[str, str]) -> bytes:
    """A PDF of a typst source; the machine's fonts are told with `inputs`."""
    with TURN:
        return _compiler().compile(source, format="pdf", sys_inputs=_faces() | inputs)


def placed(paragraphs: list[dict]) -> tuple[bytes, Place]:
    """The PDF, and where the seal belongs: over the signature."""
    inputs = _faces() | _inputs(paragraphs)
    body = compiled(SOURCE, inputs)
    found = typst.query(SOURCE, "<at>", field="value", one=True, font_paths=fonts(), sys_inputs=inputs)
    return body, Place(**json.loads(found), x=RIGHT_EDGE - letters.seal_middle(*_signed(paragraphs)) * EM)


def _signed(paragraphs: list[dict]) -> tuple[str, str]:
    """(signature, date); "" where there is none."""
    texts = {each["style"]: each["text"] for each in paragraphs}
    return texts.get("sign", ""), texts.get("date", "")


def _inputs(paragraphs: list[dict]) -> dict[str, str]:
    texts = [each | {"text": printable(each["text"])} for each in paragraphs]
    sign, date = letters.closing(*_signed(paragraphs))
    kept = {"sign_gap": f"{sign}", "date_gap": f"{date}", "kept_from": f"{letters.kept_from(paragraphs)}"}
    return {"letter": json.dumps(texts, ensure_ascii=False), **kept}


def _faces() -> dict[str, str]:
    return {
        "body_fonts": json.dumps(_found(BODY_FONTS) or [LAST_FONT]),
        "title_fonts": json.dumps(_found(TITLE_FONTS) or [LAST_FONT]),
    }


def docx(paragraphs: list[dict]) -> bytes:
    """The same letter for the office's own word processor, with the fonts named by GB/T 9704."""
    document = Document()
    _page(document)
    signed = next((n for n, each in enumerate(paragraphs) if each["style"] == "sign"), len(paragraphs))
    kept, gaps = letters.kept_from(paragraphs), letters.closing(*_signed(paragraphs))
    for number, each in enumerate(paragraphs):
        gap = dict(zip(("sign", "date"), gaps, strict=True)).get(each["style"], 0)
        _paragraph(document, each["style"], each["text"], kept=kept <= number <= signed + 1, gap=gap)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(22)  # the number stands 7 mm below the text
    document.settings.odd_and_even_pages_header_footer = True
    _numbered(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _numbered(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _numbered(footer, side) -> None:
    """The page number between dashes, one character from the edge: odd pages right, even pages left."""
    footer.alignment = side
    footer.paragraph_format.left_indent = footer.paragraph_format.right_indent = Pt(14)
    set_font(footer.add_run("— "), "宋体", 14)
    _page_number(footer.add_run())
    set_font(footer.add_run(" —"), "宋体", 14)


def _page_number(run) -> None:
    set_font(run, "宋体", 14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _paragraph(document, style: str, text: str, *, kept: bool = False, gap: float = 0) -> None:
    """`kept`: on the page of the next one, so that a signature is never alone; `gap`: characters from the right edge."""
    paragraph = document.add_paragraph()
    _set_close(paragraph)
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control, shape.keep_with_next = True, kept
    shape.page_break_before = style == "annex"
    heading = style in ("issuer", "title")
    if heading:
        shape.line_spacing = Pt(34)
    if style in CENTRED:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape.space_after = Pt(28) if style == "number" else Pt(0)
    elif style in RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shape.right_indent = Pt(gap * letters.SIZE)
        shape.space_before = Pt(28) if style == "sign" else Pt(0)
    elif style != "to":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if style == "note" else WD_ALIGN_PARAGRAPH.JUSTIFY
        shape.first_line_indent = Pt(32)
        if style == "enclosure":
            shape.left_indent, shape.first_line_indent = Pt(104), Pt(-72)
    set_font(paragraph.add_run(printable(text)), TITLE if heading else BODY, 22 if heading else 16)


AFTER_SPACING = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _set_close(paragraph) -> None:
    """No gaps between Chinese and digits or Latin letters, as in the PDF."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        paragraph._p.get_or_add_pPr().insert_element_before(switch, *AFTER_SPACING)


def set_font(run, name: str, size: int) -> None:
    """Font and size (points) of a run, for Chinese too."""
    run.font.name, run.font.size = name, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    run._element.rPr.append(language)


def response(letter: Letter, form: str) -> HttpResponse:
    """The letter as a download. Raises Http404 for a PDF on a machine without a Chinese font."""
    refuse_without_font(form)
    body = pdf(letter.paragraphs) if form == "pdf" else docx(letter.paragraphs)
    return download(body, f"{letter.title}（{letter.number}）", form)


def refuse_without_font(form: str) -> None:
    """Raises Http404 for a PDF on a machine without a Chinese font."""
    if form == "pdf" and not can_pdf():
        raise Http404("这台服务器没有中文字体，请下载 .docx 文件。")


def download(body: bytes, name: str, form: str) -> HttpResponse:
    """A file to keep, by its Chinese name."""
    reply = HttpResponse(body, content_type=TYPES[form])
    reply["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return reply
