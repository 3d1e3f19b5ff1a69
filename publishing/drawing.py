"""Blocks -> HTML: as a page shows a document, and as the editor and the database keep it (pure)."""

from collections.abc import Iterable
from html import escape
from itertools import groupby

from publishing.blocks import Block, Cell, Span, headings

TAGS = {"h1": "h2", "chapter": "h2", "annex-title": "h2", "h2": "h3", "h3": "h4"}
CLASSES = {
    "zs": "gw-to",
    "fj": "gw-annex",
    "annex": "gw-annex-head",
    "fj-next": "gw-annex-next",
    "annex-title": "gw-title",
    "fz": "gw-note",
}
LISTS = ("ul", "ol")


def page(found: Iterable[Block]) -> str:
    """The HTML of a page, with the classes of an official document and anchors; every text is escaped here."""
    return "\n".join(_drawn(found, _page_block))


def kept(found: Iterable[Block]) -> str:
    """The HTML that is stored and edited: no class, no anchor, nothing that a reader of blocks would not find again."""
    return "\n".join(_drawn(found, _kept_block))


def _drawn(found: Iterable[Block], draw) -> Iterable[str]:
    """Entries of one list stand together."""
    for kind, group in groupby(found, key=lambda block: block.kind):
        if kind in LISTS:
            entries = "".join(f"<li>{_spans(block.content)}</li>" for block in group)
            yield f"<{kind}>{entries}</{kind}>"
        else:
            yield from map(draw, group)


def _page_block(block: Block) -> str:
    if block.kind == "table":
        return _page_table(block)
    if block.kind == "img":
        return f'<p class="gw-plain"><img src="{escape(block.src)}" alt="{escape(block.text)}"></p>'
    tag = TAGS.get(block.kind, "p")
    anchor = f' id="{block.anchor}"' if block.anchor else ""
    name = CLASSES.get(block.kind, f"gw-{block.kind}")
    cls = "" if block.kind == "p" else f' class="{name}"'
    lead = f"<strong>{escape(block.lead)}</strong>" if block.lead else ""
    gap = "\u3000" if block.kind == "article" and block.text else ""
    return f"<{tag}{cls}{anchor}>{lead}{gap}{_spans(block.content)}</{tag}>"


def _kept_block(block: Block) -> str:
    if block.kind == "table":
        rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in block.cells)
        return f"<table><tbody>{rows}</tbody></table>"
    if block.kind == "img":
        return f'<img src="{escape(block.src)}" alt="{escape(block.text)}">'
    tag = TAGS.get(block.kind, "p")
    return f"<{tag}>{_spans(block.content)}</{tag}>"


def _page_table(block: Block) -> str:
    """Rows of headings on top, then the others."""
    rows = block.grid
    deep = headings(rows)
    drawn = [f"<tr>{''.join(_cell(cell, scope=True) for cell in row)}</tr>" for row in rows]
    head = f"<thead>{''.join(drawn[:deep])}</thead>" if deep else ""
    return f'<table class="gw-table">{head}<tbody>{"".join(drawn[deep:])}</tbody></table>'


def _cell(cell: Cell, *, scope: bool = False) -> str:
    tag = "th" if cell.heads else "td"
    over = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    down = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    said = ""
    if scope and cell.heads:
        said = ' scope="colgroup"' if cell.columns > 1 else ' scope="col"'
    lines = [_spans(line) for line in cell.lines]
    inside = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
    return f"<{tag}{said}{over}{down}>{inside}</{tag}>"


def _spans(spans: Iterable[Span]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = escape(span.text)
    for mark in reversed(span.marks):
        text = f"<{mark}>{text}</{mark}>"
    return f'<a href="{escape(span.href)}">{text}</a>' if span.href else text
