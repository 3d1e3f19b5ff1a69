"""Identity cards, bank cards and mobile numbers, however they are spaced or broken."""

import re
from datetime import date

from publishing.privacy import labels
from publishing.privacy.finding import Finding

GAP = r"[ \n-]{0,3}"  # what may stand between two digits of one number
FREE = r"(?<![0-9A-Za-z])"
ENDS = r"(?![0-9A-Za-z])"
# Overlapping on purpose: a row "1500 320506 19900307 1234" holds a card that begins at the second group.
ID18 = re.compile(rf"(?<![0-9])(?=([1-9](?:{GAP}\d){{16}}{GAP}[\dXx]){ENDS})")
ID20 = re.compile(rf"{FREE}([1-9]\d{{17}}[1-7][1-4])(?:B\d)?{ENDS}")
ID15 = re.compile(rf"{FREE}(?=([1-9](?:{GAP}\d){{14}}){ENDS})")
CARD = re.compile(rf"{FREE}(?=([2-69](?:{GAP}\d){{15,18}}){ENDS})")
MOBILE = re.compile(
    rf"{FREE}(?=((?:(?:\+|00)?86 ?-? ?|\(\+?86\) ?|\+86\n)?1{GAP}[3-9](?:{GAP}\d){{9}}){ENDS})"
)

PROVINCES = frozenset(
    re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283")
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
UNITS = re.compile(r" ?(?:元|万元|亿元|万人|人次|人民币|平方米|㎡|立方米|吨|千瓦|公里|亩|美元|万吨|公顷|%)")
MONEY = re.compile(
    r"(?:[¥￥$]|RMB|人民币|金额|合计|总计|小计|共计|总额|收入|支出|投资|资金|面积|人口)[^，。；,;\n]{0,4}$"
)
LINK = re.compile(r"(?:https?:|www\.|\.(?:com|cn|net|org)|[?&]\w{1,20}=)[\w./?&=%:#-]*$", re.I | re.A)
PART = re.compile(r"\.\d{1,4}(?!\d)")
LONG = "0123456789"
GAPS = str.maketrans("", "", " -\n")


def id_cards(text: str):
    """18 digits with a true check digit, any century; 15 digits and wrong check digits only where the label says so."""
    for match in ID20.finditer(text):
        if labels.headed(text, match.start(1), labels.IDENTITY, 40) and id_problem(match[1][:18]) == "":
            yield Finding("id_card", *match.span(1))
    for match in ID18.finditer(text):
        if _id18(text, match):
            yield Finding("id_card", *match.span(1))
    for match in ID15.finditer(text):
        if _id15(text, match):
            yield Finding("id_card", *match.span(1))


def _id18(text, match) -> bool:
    if len(match[1]) > 23 and not _boxed(match[1]):
        return False
    start, digits = match.start(1), squeeze(match[1])
    problem = id_problem(digits)
    if problem not in ("", "check") or not _one_gap(match[1]) or not _letters_before(text, start):
        return False
    said = labels.says(text, start, labels.IDENTITY)
    if problem == "check":
        return said is True and _plainly_labelled(text, start) and digits == match[1].upper()
    return said is not False


def _id15(text, match) -> bool:
    if len(match[1]) > 18:
        return False
    start, digits = match.start(1), squeeze(match[1])
    if not _one_gap(match[1]) or digits[:2] not in PROVINCES or not _is_date("19" + digits[6:12]):
        return False
    said = labels.says(text, start, labels.IDENTITY)
    return said is True or (said is None and labels.headed(text, start, labels.IDENTITY))


def _boxed(piece: str) -> bool:
    """One digit to a box of a form: "3 2 0 5 …", with the century where it belongs."""
    return len(piece) == 35 and piece[12:15] in ("1 8", "1 9", "2 0")


def _plainly_labelled(text, start) -> bool:
    return bool(re.search(r"(?:身份证|公民身份)[^，。；\n]{0,6}$", labels.before(text, start)))


def _letters_before(text, start) -> bool:
    """Letters may stand before a card only as ID, No or the G, J, L of a school register number."""
    word = re.search(r"[A-Za-z.]*$", text[max(0, start - 6) : start])[0].strip(".").upper()
    if word in ("G", "J", "L"):
        return "学籍" in labels.before(text, start)
    return word in ("", "ID", "NO", "SFZ", "SFZH", "CARD")


def id_problem(digits: str) -> str:
    """ "" for a valid 18-digit number, else the first thing wrong: "place", "date" or "check"."""
    if digits[:2] not in PROVINCES:
        return "place"
    if digits[6:8] not in ("18", "19", "20") or not _is_date(digits[6:14]):
        return "date"
    total = sum(int(d) * w for d, w in zip(digits[:17], WEIGHTS, strict=True))
    return "" if "10X98765432"[total % 11] == digits[17] else "check"


def _is_date(digits: str) -> bool:
    try:
        return bool(date(int(digits[:4]), int(digits[4:6]), int(digits[6:])))
    except ValueError:
        return False


def bank_cards(text: str):
    """16 to 19 digits, Luhn, with the beginning of an issuer that is known in China."""
    for match in CARD.finditer(text):
        span = _longest_card(text, match)
        if span:
            yield Finding("bank_card", *span)


def _longest_card(text, match):
    """The row "6212 2680 6072 9145 645 1500" holds 19 digits of a card, then an amount: try whole groups, longest first."""
    start, chunk = match.span(1)[0], match[1]
    for end in _group_ends(text, start, start + len(chunk)):
        piece = text[start:end]
        if _is_card(text, start, end, squeeze(piece), piece):
            return start, end
    return None


def _group_ends(text, start, end):
    """Ends after each digit group within start..end, the last first; none that would cut a number in two."""
    for at in range(end, start + 15, -1):
        if text[at - 1] in LONG and at - start <= 24 and (at == len(text) or not _word(text[at])):
            yield at


def _word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _is_card(text, start, end, digits, piece) -> bool:
    said = labels.says(text, start, labels.ACCOUNT)
    if said is False or PART.match(text, end) or not luhn(digits) or not _one_gap(piece):
        return False
    if said is None and UNITS.match(text, end) and text[end : end + 1] != " ":
        return False  # an amount
    named = said is True or labels.headed(text, start, labels.ACCOUNT, 60)
    return _issuer(digits, named) and (digits == piece or _card_groups(piece))


def _issuer(digits: str, named: bool) -> bool:
    length = len(digits)
    if digits[:2] in ("62", "60"):
        return length in (16, 17, 19) or named
    if not named:
        return False
    if (
        digits[0] == "4"
        or digits[:2] in ("51", "52", "53", "54", "55", "35")
        or "2221" <= digits[:4] <= "2720"
    ):
        return length == 16
    return digits[:3] in ("955", "940", "968", "984", "990", "998", "900") and length >= 16


def _card_groups(piece: str) -> bool:
    """Blanks or dashes stand after every fourth digit, or once after the sixth; a line may break anywhere."""
    groups = [len(g) for g in re.split(r"[ -]+", re.sub(r" ?\n ?", "", piece))]
    return len(groups) == 1 or set(groups[:-1]) == {4} or (groups[0] == 6 and len(groups) == 2)


def luhn(digits: str) -> bool:
    """The check digit of bank cards."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(digits)) > 2


def mobiles(text: str):
    """11 digits beginning with 13 to 19, also 3-4-4, full-width, broken over a line, after +86."""
    for match in MOBILE.finditer(text):
        if _is_mobile(text, *match.span(1)):
            yield Finding("mobile", *match.span(1))


def _is_mobile(text, start, end) -> bool:
    said = labels.says(text, start, labels.PHONE)
    if said is False or UNITS.match(text, end) or PART.match(text, end) or _fraction(text, start):
        return False
    if re.match(r" ?@", text[end : end + 2]) or LINK.search(text[max(0, start - 60) : start]):
        return False
    piece = re.sub(r"^(?:\(?(?:\+|00)?86\)?[ \n]?-? ?)(?=1)", "", text[start:end])
    if piece != squeeze(piece) and not _mobile_groups(text, start, end, piece, said):
        return False
    if piece.isdigit() and re.match(r"号(?!码)", text[end : end + 2]) and said is not True:
        return False  # "第13800138001号" is a certificate
    return said is True or not MONEY.search(text[max(0, start - 8) : start])


def _mobile_groups(text, start, end, piece, said) -> bool:
    if "\n" in piece:
        return _broken_line(text, start, end, said) and len(re.findall(r"[ -]?\n", piece)) == 1
    groups = tuple(len(g) for g in re.split(r"[ -]+", piece))
    if set(groups) == {1}:
        return said is True and _one_gap(piece)  # the boxes of a form
    if groups not in (
        (3, 4, 4),
        (3, 3, 5),
        (3, 5, 3),
        (4, 3, 4),
        (4, 4, 3),
        (5, 6),
        (3, 8),
        (7, 4),
    ) or not _one_gap(piece):
        return False
    return said is True or (groups == (3, 4, 4) and not _in_a_row(text, start, end, piece))


def _broken_line(text, start, end, said) -> bool:
    """A wrapped number has words on its line; two bare numbers under each other are a column of a table."""
    words_before = start > 0 and text[start - 1] != "\n"
    words_after = end < len(text) and text[end] != "\n"
    return said is True or words_before or words_after


def _in_a_row(text, start, end, piece) -> bool:
    """Does the number stand in a longer row of groups, as a code or a line of figures?"""
    gap = "-" if "-" in piece else " "
    return bool(
        re.search(rf"[\dA-Za-z]{gap}$", text[max(0, start - 2) : start])
        or re.match(rf"{gap}\d", text[end : end + 2])
    )


def _fraction(text, start) -> bool:
    """118.13812345678 is a coordinate; "1.13812345678" at the head of a line is the first entry of a list."""
    if not re.search(r"\d\.$", text[max(0, start - 2) : start]):
        return False
    return not re.search(r"(?:^|[\n，。；;、\s])\d{1,2}\.$", text[max(0, start - 4) : start])


def _one_gap(piece: str) -> bool:
    """One number is broken by one kind of gap, and by at most one line end."""
    gaps = re.findall(r"[ \n-]+", piece)
    kinds = {"-" if "-" in g else " " for g in gaps if "\n" not in g}
    return len(kinds) <= 1 and sum("\n" in g for g in gaps) <= 1


def squeeze(piece: str) -> str:
    """Only the digits (and the X)."""
    return piece.translate(GAPS).upper()
