"""HTML of an editor, of a clipboard or of a stored document -> blocks (pure).

What Word and WPS put on the clipboard is read for what it says: paragraphs, headings, tables and links stay, and so
do numbers that are written as text (一、 / （一）); styles, empty paragraphs, nested spans, deleted and hidden words
and comments go.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

import nh3
from lxml import html as markup

from publishing.blocks import Block, Cell, Span, words
from publishing.characters import printable

PARTS = {"div", "section", "article", "center", "blockquote", "main", "header", "footer", "figure", "body", "pre",
         "dl", "dt", "dd", "address", "aside", "figcaption"}  # fmt: skip
HEADINGS = {"h2": "h1", "h3": "h2", "h4": "h3"}
DEMOTED = {"h1": "h2", "h2": "h3", "h3": "h4"}
MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub"}
GONE = {"del", "s", "strike"}
TAGS = {*PARTS, *DEMOTED, "h4", "h5", "h6", *MARKS, *GONE, "p", "ins", "u", "span", "font", "a", "img", "br", "ul", "ol", "li",
        "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}  # fmt: skip
ATTRIBUTES = {
    "*": {"style", "class"}, "a": {"href"}, "img": {"src", "alt"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
}  # fmt: skip
DROPPED = {"script", "style", "xml", "title", "template", "noscript", "object", "iframe", "svg"}
BLANKS = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
EDGES = " \u3000"
PICTURE = re.compile(r"(?:^|/)(files/\d+/)$")
BULLETS = re.compile(r"font-family\s*:[^;]*(?:wingdings|symbol)", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
COMMENTS = re.compile(r"mso-element\s*:\s*comment|mso-special-character\s*:\s*comment", re.IGNORECASE)
BOLD = re.compile(r"(?<![-\w])font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
LIGHT = re.compile(r"(?<![-\w])font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
NUMBER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
LINK = re.compile(r"^(?:https?://|/(?!/))", re.IGNORECASE)
MOST = 200


def blocks(html: str) -> list[Block]:
    """The blocks of any HTML; kinds p, h1 to h3, table, img, ul and ol (one block an entry, its number as anchor)."""
    html = re.sub(r"<!--\[if !vml\]-->|<!\[[^>]*\]>|<\?[^>]*>", "", html)
    safe = nh3.clean(
        printable(html), tags=TAGS, attributes=ATTRIBUTES, clean_content_tags=DROPPED, link_rel=None,
        url_schemes={"http", "https"},
    )  # fmt: skip
    root = markup.fragment_fromstring(safe, create_parent="body")
    demote = root.find(".//h1") is not None
    reader = _Reader({old: HEADINGS.get(new) for old, new in DEMOTED.items()} if demote else HEADINGS)
    reader.flow(root, ())
    reader.end()
    return reader.found


class _Reader:
    """Walks elements; what is inline gathers in `line` until a paragraph ends."""

    def __init__(self, headings: dict) -> None:
        self.headings = headings
        self.found: list[Block] = []
        self.line: list[Span] = []
        self.kind = "p"

    def flow(self, element, marks: tuple[str, ...], href: str = "") -> None:
        self.say(element.text, marks, href)
        for child in element:
            if not _gone(child):
                self.child(child, marks, href)
            self.say(child.tail, marks, href)

    def child(self, child, marks: tuple[str, ...], href: str) -> None:
        tag = child.tag
        if tag == "br":
            self.end()
        elif tag == "img":
            self.picture(child)
        elif tag == "table":
            self.end()
            self.found += _table(child, self.headings)
        elif tag in ("ul", "ol"):
            self.entries(child, marks)
        elif tag in PARTS or tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.paragraph(child, self.headings.get(tag) or "p", marks)
        elif _numbers(child):
            self.say(child.text_content().strip(), marks, href)
        else:
            self.flow(child, _marks(child, marks), _link(child) or href)

    def paragraph(self, element, kind: str, marks: tuple[str, ...]) -> None:
        self.end()
        outer, self.kind = self.kind, kind if kind != "p" else self.kind
        self.flow(element, marks)
        self.end()
        self.kind = outer

    def entries(self, element, marks: tuple[str, ...]) -> None:
        self.end()
        number = 0
        for entry in element:
            before = len(self.found)
            self.paragraph(entry, "p", marks)
            new = self.found[before:]
            if new and new[0].kind == "p":
                number += 1
                self.found[before] = replace(new[0], kind=element.tag, anchor=str(number))

    def picture(self, element) -> None:
        """Only a file of the document itself; a picture on somebody's disk or on another site cannot come along."""
        if source := PICTURE.search(element.get("src") or ""):
            alt = _tidy(element.get("alt") or "")
            self.end()
            self.found.append(Block("img", alt, spans=(Span(alt),) if alt else (), src=source[1]))

    def say(self, text: str | None, marks: tuple[str, ...], href: str) -> None:
        if text:
            self.line.append(Span(BLANKS.sub(" ", text), marks, href))

    def end(self) -> None:
        """The paragraph that was gathered, if it says anything; a heading of its own needs no further emphasis."""
        spans = _joined(self.line)
        self.line = []
        if spans:
            self.found.append(Block(self.kind, words(spans), spans=spans))


def _gone(element) -> bool:
    """Deleted or hidden words, comments, and the bullet that Word draws in a symbol font."""
    style = element.get("style") or ""
    bullet = _numbers(element) and _drawn(element)
    return element.tag in GONE or bool(HIDDEN.search(style) or COMMENTS.search(style) or bullet)


def _numbers(element) -> bool:
    """Whether Word wrote here the automatic number or bullet of a list entry."""
    return bool(NUMBER.search(element.get("style") or ""))


def _drawn(element) -> bool:
    styles = [each.get("style") or "" for each in (element, element.getparent(), *element)]
    return any(BULLETS.search(style) for style in styles) or element.text_content().strip() in {
        "·",
        "•",
        "●",
        "o",
        "§",
    }


def _marks(element, marks: tuple[str, ...]) -> tuple[str, ...]:
    style = element.get("style") or ""
    wanted = {MARKS[element.tag]} if element.tag in MARKS else set()
    if LIGHT.search(style):
        wanted.discard("strong")
    if BOLD.search(style):
        wanted.add("strong")
    if raised := RAISED.search(style):
        wanted.add("sup" if raised[1].lower() == "super" else "sub")
    return tuple(sorted({*marks, *wanted}))


def _link(element) -> str:
    href = (element.get("href") or "").strip() if element.tag == "a" else ""
    return href if LINK.match(href) else ""


def _tidy(text: str) -> str:
    return BLANKS.sub(" ", text).strip(EDGES)


def _joined(line: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one kind as one; blanks at the edges and doubled ones gone."""
    spans: list[Span] = []
    for span in line:
        before = spans[-1].text if spans else " "
        text = span.text.lstrip(" ") if before.endswith(" ") else span.text
        text = text.lstrip(EDGES) if not spans else text
        if not text:
            continue
        if spans and (spans[-1].marks, spans[-1].href) == (span.marks, span.href):
            spans[-1] = replace(spans[-1], text=spans[-1].text + text)
        else:
            spans.append(replace(span, text=text))
    while spans and not spans[-1].text.rstrip(EDGES):
        spans.pop()
    if spans:
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip(EDGES))
    return tuple(spans)


def _table(table, headings: dict) -> list[Block]:
    """The caption as a paragraph, then the table; one that holds nothing is left out."""
    found = []
    for caption in table.findall("caption"):
        found += _inside(caption, headings)
    rows = tuple(
        tuple(_cell(cell, headings) for cell in row if cell.tag in ("td", "th"))
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    )
    rows = tuple(row for row in rows if row)
    if any(cell.text for row in rows for cell in row):
        found.append(Block("table", cells=_trimmed(rows)))
    return found


def _inside(element, headings: dict) -> list[Block]:
    reader = _Reader(headings)
    reader.flow(element, ())
    reader.end()
    return reader.found


def _cell(cell, headings: dict) -> Cell:
    lines: list[tuple[Span, ...]] = []
    for block in _inside(cell, headings):
        nested = [line for row in block.cells for each in row for line in each.lines]
        lines += nested if block.kind == "table" else [block.spans] if block.kind != "img" else []
    return Cell(tuple(lines), _count(cell, "colspan"), _count(cell, "rowspan"), cell.tag == "th")


def _count(cell, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), MOST) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _trimmed(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """A cell reaches no further down than the table."""
    last = len(rows)
    return tuple(
        tuple(replace(cell, rows=min(cell.rows, last - number)) for cell in row)
        for number, row in enumerate(rows)
    )
