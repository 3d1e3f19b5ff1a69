"""Traditional to simplified, full width to half width: one character for one, so that offsets stay true (pure)."""

import re
import unicodedata

from opencc import OpenCC

MORE = {"衞": "卫", "痺": "痹"}  # variants that the converter leaves alone


def _simplified() -> dict[str, str]:
    """Every Chinese character whose simplified form is another one; a text as a whole might change its length."""
    convert = OpenCC("t2s").convert
    found = {chr(code): convert(chr(code)) for code in range(0x3400, 0xA000)}
    return {a: found.get(b, b) for a, b in found.items() if a != b and len(b) == 1} | MORE


def _table() -> dict[str, str]:
    table = _simplified()
    for code in [
        *range(0xFF10, 0xFF1A),
        *range(0xFF21, 0xFF3B),
        *range(0xFF41, 0xFF5B),
        *range(0xF900, 0xFA6E),
    ]:
        simple = unicodedata.normalize("NFKC", chr(code))
        table[chr(code)] = table.get(simple, simple.lower())
    table |= {chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    return table | {blank: " " for blank in "\u3000\u00a0\u200b\ufeff\t"}


TABLE = _table()
FOREIGN = re.compile(f"[{''.join(TABLE)}]")


def fold(text: str) -> str:
    """text as the index reads it: simplified, half width, lower case; as long as the original. Punctuation stays."""
    return FOREIGN.sub(_simple, text)


def _simple(match: re.Match) -> str:
    return TABLE[match[0]]
