"""Personal data in a text, found before it is made public (政府信息公开条例 第十五条; 个人信息保护法).

find() points at what a reader should look at, mask() covers it. Both are pure; offsets are those of the text given.
"""

from publishing.privacy.addresses import addresses
from publishing.privacy.documents import passports, plates
from publishing.privacy.emails import emails
from publishing.privacy.finding import KINDS, Finding
from publishing.privacy.masks import mask
from publishing.privacy.numbers import bank_cards, id_cards, mobiles
from publishing.privacy.plain import plain

__all__ = ["KINDS", "Finding", "find", "mask"]

# Where two finders claim the same characters, the earlier one is right.
FINDERS = (id_cards, bank_cards, mobiles, passports, plates, emails)


def find(text: str) -> list[Finding]:
    """Every piece of personal data in text, in order, never overlapping (第十五条).

    Takes time in proportion to the length of the text. Values already masked (138****1234) are not found again.
    """
    flat = plain(text)
    taken: list[Finding] = []
    covered = bytearray(len(text))
    for finder in FINDERS:
        _add(taken, covered, finder(flat))
    people = [f.start for f in taken if f.kind in ("id_card", "mobile", "bank_card")]
    _add(taken, covered, addresses(flat, sorted(people)))
    return sorted(taken, key=lambda f: f.start)


def _add(taken: list[Finding], covered: bytearray, found) -> None:
    for new in found:
        if not any(covered[new.start : new.end]):
            covered[new.start : new.end] = b"\1" * (new.end - new.start)
            taken.append(new)
