"""The text of a .docx, one paragraph a line, tables as `| a | b |`, automatic numbers written out."""

from collections.abc import Iterator
from zipfile import BadZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from accounts.verbs import Refused

UNREADABLE = "读不了这个文件：请用 Word 或 WPS 另存为 .docx 后再试。"
DIGITS = "零一二三四五六七八九"
CHINESE_FORMATS = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional"}


def read(upload) -> tuple[str, str]:
    """(title, text) of an uploaded .docx; raises Refused with a sentence when it is not one."""
    try:
        document = Document(upload)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise Refused(UNREADABLE, {"word_file": UNREADABLE}) from error
    lines = list(_lines(document))
    return title_of(document, lines), "\n".join(lines)


def title_of(document, lines: list[str]) -> str:
    """The first centred or title-styled paragraphs, joined; at most three lines of it."""
    taken = []
    for paragraph in document.paragraphs[:12]:
        text = paragraph.text.strip()
        centred = paragraph.alignment is not None and int(paragraph.alignment) == 1
        titled = paragraph.style is not None and paragraph.style.name in (
            "Title",
            "标题",
            "Heading 1",
            "标题 1",
        )
        if text and (centred or titled) and not text.endswith(("文件", "号")):
            taken.append(text)
        elif taken and text:
            break
    return "".join(taken[:3])[:300] or (lines[0][:300] if lines else "")


def _lines(document) -> Iterator[str]:
    counters: dict[tuple[str, int], int] = {}
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "| " + " | ".join(" ".join(cell.text.split()) for cell in row.cells) + " |"
        elif text := block.text.strip():
            yield from (f"{_number(document, block, counters)}{text}").split("\n")


def _number(document, paragraph: Paragraph, counters: dict) -> str:
    """The automatic number before a paragraph, e.g. 一、 or （一）; empty when there is none."""
    properties = paragraph._p.pPr
    found = properties.numPr if properties is not None else None
    if found is None or found.numId is None or not found.numId.val:
        return ""
    level = found.ilvl.val if found.ilvl is not None else 0
    number_id = str(found.numId.val)
    counters[number_id, level] = counters.get((number_id, level), 0) + 1
    for deeper in [key for key in counters if key[0] == number_id and key[1] > level]:
        del counters[deeper]
    kind, pattern = _format(document, number_id, level)
    if kind == "bullet":
        return ""
    return pattern.replace(f"%{level + 1}", _written(counters[number_id, level], kind))


def _format(document, number_id: str, level: int) -> tuple[str, str]:
    """(number format, pattern such as "%1、") of one level of a list."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return "bullet", ""
    for number in root.findall(qn("w:num")):
        if number.get(qn("w:numId")) != number_id:
            continue
        abstract_id = number.find(qn("w:abstractNumId")).get(qn("w:val"))
        for abstract in root.findall(qn("w:abstractNum")):
            if abstract.get(qn("w:abstractNumId")) == abstract_id:
                return _level_format(abstract, level)
    return "bullet", ""


def _level_format(abstract, level: int) -> tuple[str, str]:
    for found in abstract.findall(qn("w:lvl")):
        if found.get(qn("w:ilvl")) == str(level):
            kind, pattern = found.find(qn("w:numFmt")), found.find(qn("w:lvlText"))
            if kind is not None and pattern is not None:
                return kind.get(qn("w:val")), pattern.get(qn("w:val")) or ""
    return "bullet", ""


def _written(number: int, kind: str) -> str:
    if kind not in CHINESE_FORMATS or number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
