"""Dates as official documents write them: 2026年3月1日, 二〇二六年三月一日 (GB/T 9704). Pure."""

import re
from datetime import date

DIGITS = dict(zip("零〇○ＯO一二三四五六七八九", (0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
PARTS = re.compile(r"^(.{4})年(.{1,3})月(.{1,3})日$")


def written(text: str) -> date | None:
    """The day that a line states, or None."""
    found = PARTS.match(text.strip())
    if not found:
        return None
    try:
        return date(*map(_number, found.groups()))
    except ValueError:
        return None


def _number(text: str) -> int:
    """2026, 二〇二六, 十二, 二十, 三十一; raises ValueError for anything else."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)
    if not text or any(letter not in DIGITS for letter in text):
        raise ValueError(text)
    return int("".join(str(DIGITS[letter]) for letter in text))
