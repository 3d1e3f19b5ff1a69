"""What the text of an official document says of itself: its number, who signed it, and when (pure; GB/T 9704)."""

import re
from dataclasses import dataclass
from datetime import date

from publishing import captured, dates, typeset

HEAD = 8  # lines
NAMED = re.compile(
    rf"^((?:[{captured.HAN}]{{1,20}}?{captured.SUFFIX}[ 、]?){{1,8}}?)(?:关于|印发|办公室关于|令第?)"
)


@dataclass(frozen=True)
class Stated:
    number: str = ""
    issuer: str = ""
    dated: date | None = None


def stated(text: str, title: str = "") -> Stated:
    """The number at its head, the first signature and the date below it; else the issuer that its title begins with."""
    lines = captured.lines(text, title)
    number = next((line.strip("（()）") for line in lines[:HEAD] if typeset.NUMBER_LINE.match(line)), "")
    signers, day = _signature(lines)
    named = NAMED.match(title)
    return Stated(number, signers or (named[1].strip(" 、") if named else ""), day)


def _signature(lines: list[str]) -> tuple[str, date | None]:
    for place, line in enumerate(lines):
        if place and typeset.DATE.match(line) and typeset.SIGNER.match(lines[place - 1]):
            first = place - 1
            while first and typeset.SIGNER.match(lines[first - 1]) and len(lines[first - 1]) < typeset.SHORT:
                first -= 1
            return " ".join(lines[first:place]), dates.written(line)
    return "", None
