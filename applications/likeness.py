"""How alike two requests are, to point out a repeat to the clerk (Art 36(6)); whether it is one, a person decides. Pure."""

import re

ALIKE = 0.6


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters, without blanks and punctuation."""
    bare = re.sub(r"\W+", "", text.lower())
    return {bare[n : n + 2] for n in range(len(bare) - 1)} or ({bare} if bare else set())


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same, or the shorter is contained in the longer)."""
    first, second = pairs(one), pairs(other)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def alike(one: str, other: str) -> bool:
    """Whether they look like the same request (Art 36(6))."""
    return likeness(one, other) >= ALIKE
