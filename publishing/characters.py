"""Characters that no document holds: they break databases, Word files and feeds."""

import re

REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without control characters; tab and line breaks stay."""
    return REFUSED.sub("", text)


def is_printable(text: str) -> bool:
    """Whether it can stand in a stored text at all; what cannot need not be looked for."""
    return not REFUSED.search(text)
