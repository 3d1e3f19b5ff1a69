"""Passports, permits of Hong Kong, Macao and Taiwan residents, and vehicle plates."""

import re

from publishing.privacy import labels
from publishing.privacy.finding import Finding

NUMBER = re.compile(r"(?<![0-9A-Za-z])([A-Za-z]{1,3}[ -]?\d(?:[ -]?\d){5,11})(?![0-9A-Za-z])")
TAIWAN = re.compile(
    r"(?:台湾居民来往大陆通行证|台胞证|来往大陆通行证|大陆通行证)[号码证件编为是()：:\s]{0,8}(\d{8}|\d{10}(?:\([A-Z]\))?)(?![0-9A-Za-z])"
)
OLD = re.compile(r"护照[号码证件编为是()：:\s]{0,8}((?:1[45]\d{7})|\d{8,9})(?![0-9A-Za-z])")
CHINESE = re.compile(r"(?:E[A-HJ-NP-Z]?|G)\d+")
STRONG = re.compile(r"护照|通行证|回乡证|台胞证|居留|passport|旅行证", re.I)


def passports(text: str):
    """Chinese passports and permits by their form, others by their label; a label must stand before or over them."""
    for match in NUMBER.finditer(text):
        if _is_passport(text, match.start(1), re.sub(r"[ -]", "", match[1]).upper()):
            yield Finding("passport", *match.span(1))
    for pattern in (TAIWAN, OLD):
        for match in pattern.finditer(text):
            yield Finding("passport", *match.span(1))


def _is_passport(text, start, value) -> bool:
    said = labels.says(text, start, labels.PASSPORT)
    if said is False or text[max(0, start - 1) : start] == "字":
        return False
    if _permit_form(value):
        return said is True or (bool(CHINESE.fullmatch(value)) and labels.headed(text, start, STRONG))
    return said is True and bool(STRONG.search(labels.before(text, start))) and 7 <= len(value) <= 12


def _permit_form(value: str) -> bool:
    """E12345678, EA1234567, G, D, S, P and SE, DE, PE; H, M (回乡证), C, W, L, T (往来港澳台), K, KJ, MA (港澳护照)."""
    if re.fullmatch(r"(?:E[A-HJ-NP-Z]|SE|DE|PE|C[A-Z]|L[A-Z]|KJ|K|M[AB])\d{7}", value):
        return True
    return bool(re.fullmatch(r"[EGDSPCWLTKHM]\d{8}|[HM]\d{10}", value))


PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
PLATE = re.compile(
    rf"(?<![0-9A-Za-z])[{PROVINCE}][A-HJ-NP-Z][ ·.-]{{0,2}}"
    r"(?:[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学港澳领试超])(?![0-9A-Za-z(*-])"
)
SAMPLE = re.compile(r"样[例式本]|示例|例如|形如|譬如|比如")
OFFICIAL = re.compile(r"公务用?车|执法车|救护车|消防车|警车|公车")
RECORD = re.compile(r"号(?!牌|车|小|轿|货|客|的|挂|码)")


def plates(text: str):
    """Blue, yellow and new energy plates; not samples, not the registration numbers of lifts or licences."""
    for match in PLATE.finditer(text):
        if _is_plate(text, match.start(), match.end(), match[0]):
            yield Finding("plate", *match.span())


def _is_plate(text, start, end, value) -> bool:
    serial = re.sub(r"[ ·.-]", "", value)[2:]
    if sum(c.isdigit() for c in serial) < 2 or set(serial) <= set("0X"):
        return False
    words = labels.before(text, start, 10)
    if SAMPLE.search(words) or OFFICIAL.search(words) or re.search(r"[字第梯]$", words):
        return False
    return not RECORD.match(text, end)
