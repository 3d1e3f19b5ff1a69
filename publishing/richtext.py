"""The allow-list that every stored document passes, and its plain text."""

import hashlib
import re
from html import unescape

import nh3

from publishing import typeset

TAGS = {
    "h2", "h3", "h4", "p", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "caption",
    "blockquote", "a", "img", "sup", "sub", "strong", "em", "br", "span", "div", "figure", "figcaption",
    "dl", "dt", "dd",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "*": {"class", "id"},
}
CLASS = re.compile(r"^gw-[a-z0-9-]+$")
ANCHOR = re.compile(r"^s\d+$")


def clean(html: str) -> str:
    """HTML that holds only what an official document needs; no script, style, event, frame or outside picture."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if CLASS.match(word)) or None
    if name == "id":
        return value if ANCHOR.match(value) else None
    if tag == "img" and name == "src":
        return value if value.startswith("/") and not value.startswith("//") else None
    return value


def compose(text: str, *, title: str = "", doc_number: str = "") -> str:
    """The page's HTML of a text written one paragraph a line."""
    return clean(typeset.html(typeset.blocks(text, title, doc_number)))


def plain(html: str) -> str:
    """The text of an HTML document, one paragraph a line, tables as `| a | b |`."""
    html = re.sub(r"\s+", " ", html)
    html = re.sub(r"</t[dh]>\s*<t[dh][^>]*>", " | ", html)
    html = re.sub(r"<tr[^>]*>\s*<t[dh][^>]*>", "\n| ", html)
    html = re.sub(r"</t[dh]>\s*</tr>", " |\n", html)
    html = re.sub(r"<br\s*/?>|</(?:p|h[1-6]|li|div|dt|dd|caption|figcaption|blockquote)>", "\n", html)
    lines = (line.strip() for line in unescape(re.sub(r"<[^>]+>", "", html)).split("\n"))
    return "\n".join(line for line in lines if line)


def digest(title: str, text: str) -> str:
    """SHA-256 (hex) of title and text: what a review looked at and what the register shows."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()


def headings(html: str) -> list[tuple[str, str]]:
    """(anchor, text) of the headings that carry an anchor, for the page's table of contents."""
    found = re.findall(
        r'<(?:h2[^>]*id="(s\d+)"[^>]*>(.*?)</h2>|p[^>]*id="(s\d+)"[^>]*><strong>(.*?)</strong>)',
        html,
        re.DOTALL,
    )
    return [(a or b, unescape(re.sub(r"<[^>]+>", "", text or lead))) for a, text, b, lead in found]
