"""The two lines of a document that show why it was found, marked on the original text (pure)."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString, mark_safe

from search.script import fold

LENGTH = 110  # characters
NEAR = 3000  # characters that are looked at first: what a document is about stands at its beginning
SPOTS = 40  # places that are compared
STOPS = "。！？；\n"
CELLS = re.compile(r"[ \t]*\|[ \t|]*")  # what stands between two cells of a table
RULES = re.compile(r"^[ \t|:]*-{3,}[-|: \t]*$\n?", re.M)  # the line under the head of a table


def pattern(marks: Iterable[str]) -> re.Pattern | None:
    """Every spelling to mark, the longest first; None when there is nothing to mark."""
    words = sorted({fold(m) for m in marks if m.strip()}, key=len, reverse=True)[:80]
    return re.compile("|".join(map(re.escape, words))) if words else None


def marked(text: str, wanted: re.Pattern | None) -> SafeString:
    """text escaped for HTML, with <mark> around what was asked."""
    if wanted is None:
        return _marked(text, ())
    return _marked(text, [m.span() for m in wanted.finditer(fold(text))])


def snippet(text: str, wanted: re.Pattern | None, length: int = LENGTH) -> SafeString:
    """About two lines of text around the densest place, escaped, marked, with … where it was cut."""
    text = unruled(text)
    flat = fold(text[:NEAR])
    spans = _spans(flat, wanted)
    if wanted and not spans and len(text) > NEAR:
        flat = fold(text)
        spans = _spans(flat, wanted)
    start = _start(text, flat, spans, length)
    end = min(len(text), start + length)
    piece = text[start:end].rstrip()
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= start + len(piece)]
    body = _marked(re.sub(r"[\r\n\t]", " ", piece), inside)
    lead, tail = "…" if start else "", "…" if end < len(text) else ""
    return mark_safe(f"{lead}{body}{tail}")  # nosec B308 B703 - body is escaped


def _spans(flat: str, wanted: re.Pattern | None) -> list[tuple[int, int]]:
    return [m.span() for m in wanted.finditer(flat)][: SPOTS * 5] if wanted else []


def unruled(text: str) -> str:
    """The words of a text with its tables' cells joined by a blank."""
    return CELLS.sub(" ", RULES.sub("", text)) if "|" in text else text


def _marked(text: str, spans) -> SafeString:
    out, at = [], 0
    for start, end in spans:
        out += [html.escape(text[at:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        at = end
    out.append(html.escape(text[at:]))
    return mark_safe("".join(out))  # nosec B308 B703 - every piece is escaped


def _start(text: str, flat: str, spans, length: int) -> int:
    """Where the window with most different words begins, moved back to the beginning of its sentence if near."""
    if not spans:
        return 0
    best, worth = spans[0][0], -1
    for begin, value in _windows(flat, spans, length - 20):
        if value > worth:
            best, worth = begin, value
    opening = max(text.rfind(stop, max(0, best - 30), best) for stop in STOPS)
    return opening + 1 if opening >= 0 else max(0, best - 12)


def _windows(flat: str, spans, length: int) -> Iterator[tuple[int, int]]:
    """(beginning, worth) of the window that each of the first spans opens: different words, then their number."""
    held: Counter[str] = Counter()
    last = 0
    for first, (begin, end) in enumerate(spans[:SPOTS]):
        while last < len(spans) and (spans[last][1] <= begin + length or last == first):
            held[flat[slice(*spans[last])]] += 1
            last += 1
        yield begin, sum(map(len, held)) * 10 + last - first
        word = flat[begin:end]
        held[word] -= 1
        if not held[word]:
            del held[word]
