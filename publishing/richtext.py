"""The allow-list that every stored document passes, its page and its plain text."""

import hashlib
import re
from difflib import SequenceMatcher
from html import unescape

import nh3

from publishing import blocks, drawing, reading, typeset

TAGS = {
    "h2", "h3", "h4", "p", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "sup", "sub",
    "strong", "em",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"class", "id"},
}
CLASS = re.compile(r"^gw-[a-z0-9-]+$")
ANCHOR = re.compile(r"^s\d+$")
FILE = re.compile(r'(<img src=")(files/\d+/")')


def clean(html: str) -> str:
    """HTML that holds only what drawing.page writes; no script, style, event, frame or picture of another document."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if CLASS.match(word)) or None
    if name == "id":
        return value if ANCHOR.match(value) else None
    if tag == "img" and name == "src":
        return value if reading.PICTURE.fullmatch(value) else None
    return value


def body(html: str) -> str:
    """What is kept of the HTML of an editor or a clipboard: headings, paragraphs, lists, tables, links, pictures of its own."""
    return drawing.kept(reading.blocks(html))


def arranged(text: str, rich: str = "", *, title: str = "", doc_number: str = "") -> list[blocks.Block]:
    """The blocks of a document as page, Word file and PDF set them; `rich` is its kept HTML, if it has one."""
    if rich:
        return typeset.arranged(reading.blocks(rich), title, doc_number)
    return typeset.blocks(text, title, doc_number)


def compose(text: str, rich: str = "", *, title: str = "", doc_number: str = "") -> str:
    """The page's HTML of a document."""
    return clean(drawing.page(arranged(text, rich, title=title, doc_number=doc_number)))


def editable(text: str, rich: str, files: str = "") -> str:
    """The HTML that the editor opens; `files` leads from its page to the document's files."""
    html = rich or drawing.kept(typeset.as_written(text))
    return with_files(html, files)


def with_files(html: str, place: str) -> str:
    """The HTML with the addresses of its pictures, which stand below the document's own, led there from `place`."""
    return FILE.sub(lambda found: f"{found[1]}{place}{found[2]}", html)


def plain(html: str) -> str:
    """The text of an HTML document, one paragraph a line, tables as `| a | b |`."""
    return blocks.plain(reading.blocks(html))


def comparable(text: str, rich: str) -> str:
    """The text with the targets of its links written out: a link that leads elsewhere is a change, too.

    What stands before the words of `rich`, the fields of a record, stays as it is.
    """
    if "<a " not in rich:
        return text
    pieces = list(blocks.emitted(reading.blocks(rich)))
    fields, _, _ = text.rpartition("".join(piece for piece, _ in pieces))
    return fields + "".join(
        f"{piece}〔链接到 {span.href}〕" if span and span.href else piece for piece, span in pieces
    )


def changed(rich: str, change) -> str:
    """Kept HTML with its text changed by `change`, which keeps its length: links, tables and emphasis stay."""
    return drawing.kept(blocks.rewritten(reading.blocks(rich), change)) if rich else ""


def merged(rich: str, text: str) -> str:
    """Kept HTML after its plain text was edited by hand: paragraphs and tables that were not touched stay as they were."""
    old = reading.blocks(rich)
    lines = [(number, line) for number, block in enumerate(old) for line in blocks.plain([block]).split("\n")]
    new = [line.strip() for line in text.splitlines() if line.strip()]
    match = SequenceMatcher(None, [line for _, line in lines], new, autojunk=False)
    same = {b + i: a + i for a, b, size in match.get_matching_blocks() for i in range(size)}
    found, at, loose = [], 0, []
    while at < len(new):
        block = _whole(lines, same, at)
        if block is None:
            loose.append(new[at])
            at += 1
            continue
        found += [*typeset.as_written("\n".join(loose)), old[block]]
        loose = []
        at += sum(1 for number, _ in lines if number == block)
    return drawing.kept([*found, *typeset.as_written("\n".join(loose))])


def _whole(lines: list, same: dict[int, int], at: int) -> int | None:
    """The block whose lines all stand unchanged from the new line `at` on."""
    first = same.get(at)
    if first is None:
        return None
    block = lines[first][0]
    own = [number for number, (found, _) in enumerate(lines) if found == block]
    whole = own[0] == first and all(same.get(at + i) == number for i, number in enumerate(own))
    return block if whole else None


def digest(title: str, text: str, rich: str = "") -> str:
    """SHA-256 (hex) of title and text, and of the kept HTML where there is one: what a review looked at."""
    whole = f"{title}\n{text}\n{rich}" if rich else f"{title}\n{text}"
    return hashlib.sha256(whole.encode()).hexdigest()


def pictures(rich: str) -> dict[int, str]:
    """The document's own files that stand as pictures in its text: {pk: text alternative}."""
    shown = (block for block in reading.blocks(rich) if block.kind == "img") if "<img" in rich else ()
    return {int(block.src.split("/")[1]): block.text for block in shown}


def headings(html: str) -> list[tuple[str, str]]:
    """(anchor, text) of the headings that carry an anchor, for the page's table of contents."""
    found = re.findall(
        r'<(?:h2[^>]*id="(s\d+)"[^>]*>(.*?)</h2>|p[^>]*id="(s\d+)"[^>]*><strong>(.*?)</strong>)',
        html,
        re.DOTALL,
    )
    return [(a or b, unescape(re.sub(r"<[^>]+>", "", text or lead))) for a, text, b, lead in found]
