"""What a .docx says, as the HTML that is kept: headings, tables with merged cells, links, automatic numbers written out.

Deleted words and hidden ones stay out, inserted ones come in: what is read is what the final document shows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from zipfile import BadZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from accounts.verbs import Refused
from publishing import drawing, typeset
from publishing.blocks import Block, Cell, Span, words
from publishing.docxnumbers import Numbers

UNREADABLE = "读不了这个文件：请用 Word 或 WPS 另存为 .docx 后再试。"
HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
KINDS = {1: "h1", 2: "h2", 3: "h3"}
TITLES = ("Title", "标题", "Heading 1", "标题 1")
SKIPPED = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:pPr"),
    qn("w:txbxContent"),
    qn("w:instrText"),
    qn("w:delText"),
}
BLANKS = re.compile(r"[ \t\xa0]+")
PICTURES = "{*}blip"
CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"), qn("w:commentReference"))
MOST = 5000


@dataclass(frozen=True)
class Read:
    """A document read: `html` is what is kept of it; number and date where it states them.

    `pictures` stayed out; `changes` counts tracked changes and comments, of which only the final words came in.
    """

    title: str
    html: str
    number: str = ""
    dated: str = ""
    pictures: int = 0
    changes: int = 0


def read(upload) -> Read:
    """Reads an uploaded .docx; raises Refused with a sentence when it is not one."""
    try:
        document = Document(upload)
        numbers = Numbers(document)
        found = [
            block for part in document.iter_inner_content() for block in _blocks(document, part, numbers)
        ]
        title = title_of(document, found, numbers)
        pictures = sum(1 for _ in document.element.body.iterfind(f".//{PICTURES}"))
        changes = sum(1 for _ in document.element.body.iter(*CHANGES))
    except (BadZipFile, KeyError, ValueError, OSError, AttributeError, XMLSyntaxError) as error:
        raise Refused(UNREADABLE, {"word_file": UNREADABLE}) from error
    lines = [block.text for block in found if block.text]
    number = next((line for line in lines[:8] if typeset.NUMBER_LINE.match(line)), "")
    dates = [line for line in lines if typeset.DATE.match(line)]
    return Read(
        title, drawing.kept(_without_letterhead(found)), number, dates[0] if dates else "", pictures, changes
    )


def title_of(document, found: list[Block], numbers: Numbers) -> str:
    """The first centred or title-styled paragraphs, joined; at most three lines of it."""
    taken = []
    for paragraph in islice(
        (part for part in document.iter_inner_content() if isinstance(part, Paragraph)), 14
    ):
        text = words(_spans(paragraph._p)).strip()
        centred = _centred(paragraph)
        titled = numbers.style(paragraph) in TITLES
        if text and (centred or titled) and not text.endswith(("文件", "号")):
            taken.append(text)
        elif taken and text:
            break
    return "".join(taken[:3])[:300] or _plain_title(found)


def _plain_title(found: list[Block]) -> str:
    """The first line; where it only names who issued, the subject stands on the next."""
    lines = [block.text for block in found[:2]]
    two = len(lines) == 2 and typeset.SIGNER.match(lines[0]) and lines[1].startswith("关于")
    return "".join(lines if two else lines[:1])[:300]


def _centred(paragraph: Paragraph) -> bool:
    found = paragraph._p.pPr.jc if paragraph._p.pPr is not None else None
    return found is not None and found.get(qn("w:val")) == "center"


def _without_letterhead(found: list[Block]) -> list[Block]:
    """Lines above the title that only name the issuer's series (××文件) are the page's own."""
    return found[1:] if found and found[0].kind == "p" and found[0].text.endswith("文件") else found


def _blocks(document, part, numbers: Numbers) -> Iterator[Block]:
    if isinstance(part, Table):
        yield from _table(part, numbers)
        return
    for number, line in enumerate(_paragraph(part, numbers)):
        kind = _kind(part, numbers)
        entry = kind == "p" and number == 0 and numbers.bulleted(part)
        yield Block("ul" if entry else kind, words(line), spans=line)


def _kind(paragraph: Paragraph, numbers: Numbers) -> str:
    """A heading by the name of its style; the title of the whole document is none."""
    found = HEADING.match(numbers.style(paragraph))
    return KINDS.get(int(found[1]), "p") if found else "p"


def _paragraph(paragraph: Paragraph, numbers: Numbers) -> list[tuple[Span, ...]]:
    """The lines of a paragraph (a line break makes another), the automatic number before the first."""
    lines = _tidied(_spans(paragraph._p, paragraph.part))
    if lines and (number := numbers.before(paragraph)):
        lines[0] = (Span(number), *lines[0])
    heading = _kind(paragraph, numbers) != "p"
    return [tuple(Span(span.text, (), span.href) for span in line) if heading else line for line in lines]


def _spans(element, part=None, href: str = "") -> list[Span]:
    """The words of a paragraph in order; runs may stand inside links, insertions and content controls."""
    found: list[Span] = []
    for child in element:
        if child.tag in SKIPPED:
            continue
        if child.tag == qn("w:r"):
            found += _run(child, href)
        elif child.tag == qn("w:hyperlink"):
            found += _spans(child, part, _target(child, part))
        else:
            found += _spans(child, part, href)
    return found


def _target(link, part) -> str:
    known = part.rels.get(link.get(qn("r:id"))) if part is not None else None
    target = known.target_ref if known is not None and known.is_external else ""
    return target if target.startswith(("http://", "https://")) else ""


def _run(run, href: str) -> list[Span]:
    properties = run.find(qn("w:rPr"))
    if _on(properties, "w:vanish"):
        return []
    text = "".join(_said(child) for child in run)
    return [Span(text, _marks(properties), href)] if text else []


def _said(child) -> str:
    if child.tag == qn("w:t"):
        return child.text or ""
    return {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}.get(
        child.tag, ""
    )


def _marks(properties) -> tuple[str, ...]:
    """Bold inside a paragraph is an emphasis; how a whole paragraph is set is for the page to say."""
    raised = properties.find(qn("w:vertAlign")) if properties is not None else None
    found = {"superscript": "sup", "subscript": "sub"}.get(
        raised.get(qn("w:val")) if raised is not None else ""
    )
    return tuple(filter(None, ("strong" if _on(properties, "w:b") else "", found)))


def _on(properties, name: str) -> bool:
    found = properties.find(qn(name)) if properties is not None else None
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off", "none")


def _tidied(spans: list[Span]) -> list[tuple[Span, ...]]:
    """Lines without blanks at their edges; neighbours alike are one; wholly bold lines are set by their class."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = BLANKS.sub(" ", span.text).split("\n")
        _add(lines[-1], Span(first, span.marks, span.href))
        for text in rest:
            lines.append([])
            _add(lines[-1], Span(text, span.marks, span.href))
    return [line for line in map(_stripped, lines) if line]


def _add(line: list[Span], span: Span) -> None:
    if not span.text:
        return
    if line and (line[-1].marks, line[-1].href) == (span.marks, span.href):
        line[-1] = Span(line[-1].text + span.text, span.marks, span.href)
    else:
        line.append(span)


def _stripped(line: list[Span]) -> tuple[Span, ...]:
    while line and not line[0].text.strip():
        line = line[1:]
    while line and not line[-1].text.strip():
        line = line[:-1]
    if not line:
        return ()
    line[0] = Span(line[0].text.lstrip(), line[0].marks, line[0].href)
    line[-1] = Span(line[-1].text.rstrip(), line[-1].marks, line[-1].href)
    bold = all("strong" in span.marks for span in line)
    return tuple(
        Span(s.text, tuple(m for m in s.marks if m != "strong"), s.href) if bold else s for s in line
    )


def _table(table: Table, numbers: Numbers) -> Iterator[Block]:
    """A table as it is seen: a merged cell once, with what it stands over; its first rows are headings if Word says so."""
    rows, open_cells = [], {}
    for number, row in enumerate(table._tbl.tr_lst[:MOST]):
        cells, column = [], row.grid_before
        for cell in row.tc_lst:
            over = max(cell.grid_span, 1)
            if cell.vMerge == "continue" and column in open_cells:
                at, place = open_cells[column]
                rows[at][place][1] = number - at + 1
            else:
                open_cells[column] = (number, len(cells))
                cells.append([cell, 1, over, _heads(row)])
            column += over
        rows.append(cells)
    drawn = tuple(
        tuple(Cell(_lines(cell, table, numbers), over, down, head) for cell, down, over, head in row)
        for row in rows
    )
    if any(cell.text for row in drawn for cell in row):
        yield Block("table", cells=drawn)


def _heads(row) -> bool:
    return _on(row.trPr, "w:tblHeader")


def _lines(cell, table: Table, numbers: Numbers) -> tuple[tuple[Span, ...], ...]:
    paragraphs = (Paragraph(found, table) for found in cell.iterfind(f".//{qn('w:p')}"))
    return tuple(line for paragraph in paragraphs for line in _paragraph(paragraph, numbers))
