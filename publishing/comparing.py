"""Two texts compared paragraph by paragraph, and within a changed paragraph character by character (pure)."""

from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, IN = "same", "out", "in"
ALIKE = 0.4


@dataclass(frozen=True)
class Line:
    """One paragraph: pieces of (kind, text), kind SAME, OUT (taken out) or IN (put in)."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def changed(self) -> bool:
        return any(kind != SAME for kind, _ in self.pieces)


def lines(old: str, new: str) -> list[Line]:
    """Every paragraph of both texts in order."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for step, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            found += [Line(((SAME, text),)) for text in before[a:b]]
        else:
            found += _changed(before[a:b], after[c:d])
    return found


def _changed(before: list[str], after: list[str]) -> list[Line]:
    """Paragraphs in the same place that are alike are one changed paragraph; the others went or came whole."""
    found = []
    for number in range(max(len(before), len(after))):
        old = before[number] if number < len(before) else ""
        new = after[number] if number < len(after) else ""
        match = SequenceMatcher(None, old, new, autojunk=False)
        if old and new and match.ratio() >= ALIKE:
            found.append(Line(tuple(_pieces(old, new, match))))
        else:
            found += [Line(((kind, text),)) for kind, text in ((OUT, old), (IN, new)) if text]
    return found


def _pieces(old: str, new: str, match: SequenceMatcher):
    for step, a, b, c, d in match.get_opcodes():
        if step == "equal":
            yield SAME, old[a:b]
            continue
        if a < b:
            yield OUT, old[a:b]
        if c < d:
            yield IN, new[c:d]
