"""Saved web pages (.html): every table as a grid, spans filled, with the words above it."""

import re

from lxml import html
from lxml.etree import ParserError, XMLSyntaxError

from catalog.importing.grid import Grid, Unreadable
from catalog.importing.plaintext import decoded, lines_grid
from catalog.importing.safety import check_rows

_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?\s*([\w-]+)""", re.I)
_BREAKS = {"br", "p", "div", "li", "tr"}
_UNSEEN = {"script", "style", "noscript", "template", "head"}
MAX_SPAN = 2000


def grids(data: bytes) -> list[Grid]:
    named = _CHARSET.search(data[:4096])
    text = decoded(data, named[1].decode("ascii", "ignore") if named else "")
    try:
        page = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(huge_tree=False)
        )
    except (ParserError, XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "网页文件是空的，或者读不出内容。请在浏览器里另存为“网页，仅 HTML”后再试。"
        ) from error
    tables = [table for table in page.iter("table") if not table.xpath(".//table")]
    found = [_grid(table, f"表{i}", _above(table)) for i, table in enumerate(tables, 1)]
    check_rows(sum(len(grid.rows) for grid in found))
    return [grid for grid in found if grid.rows] or lines_grid(_words(page), "网页")


def _grid(table, name: str, above: str) -> Grid:
    rows: list[list[str]] = []
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    waiting: dict[int, tuple[int, str, tuple[int, int]]] = {}
    for row in table.iter("tr"):
        rows.append(_row(row, len(rows), waiting, origin))
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    return Grid(name, rows, list(range(1, len(rows) + 1)), origin, before=above)


def _row(row, at: int, waiting: dict, origin: dict) -> list[str]:
    """`waiting`: column -> (rows still covered, text, the cell it comes from)."""
    cells: list[str] = []
    for cell in row.iterchildren("td", "th"):
        _take_waiting(cells, at, waiting, origin)
        across, down, text, source = (
            _span(cell, "colspan"),
            _span(cell, "rowspan"),
            _words(cell).strip(),
            (at, len(cells)),
        )
        for column in range(len(cells), len(cells) + across):
            cells.append(text)
            if across > 1 or down > 1:
                origin[at, column] = source
            if down > 1:
                waiting[column] = (down - 1, text, source)
    _take_waiting(cells, at, waiting, origin)
    return cells


def _take_waiting(cells: list[str], at: int, waiting: dict, origin: dict) -> None:
    """Cells of rows above that reach down to here."""
    while (column := len(cells)) in waiting:
        left, text, source = waiting.pop(column)
        cells.append(text)
        origin[at, column] = source
        if left > 1:
            waiting[column] = (left - 1, text, source)


def _span(cell, name: str) -> int:
    value = cell.get(name, "1").strip()
    return (
        min(max(int(value), 1), MAX_SPAN if name == "rowspan" else 100)
        if value.isascii() and value.isdigit()
        else 1
    )


def _words(element) -> str:
    """The visible words: blocks and <br> as line breaks, pictures by their alternative text."""
    if (
        not isinstance(element.tag, str)
        or element.tag in _UNSEEN
        or "display:none" in element.get("style", "").replace(" ", "")
    ):
        return ""
    parts = [_collapsed(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            if child.tag in _BREAKS:
                parts.append("\n")
            parts.append((child.get("alt") or "〔图〕") if child.tag == "img" else _words(child))
        parts.append(_collapsed(child.tail))
    return "".join(parts)


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _above(table) -> str:
    """The nearest words before the table: a caption, a heading, or the title of the page."""
    if (caption := table.find("caption")) is not None:
        return _words(caption).strip()
    for node in table.iterancestors():
        for sibling in node.itersiblings(preceding=True):
            if sibling.tag in {"p", "h1", "h2", "h3", "h4", "div", "strong"} and (
                text := _words(sibling).strip()
            ):
                return text[-200:]
        before = [
            s
            for s in node.iterchildren()
            if s.tag in {"p", "h1", "h2", "h3", "h4"} and not s.xpath(".//table")
        ]
        if before and (text := _words(before[0]).strip()):
            return text[-200:]
    title = table.getroottree().find(".//title")
    return _words_of_title(title)


def _words_of_title(title) -> str:
    return (title.text or "").strip() if title is not None else ""
