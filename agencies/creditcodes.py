"""统一社会信用代码: eighteen characters, the last of which checks the others (GB 32100). Pure."""

import re

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def compact(number: str) -> str:
    """A number as people type it, without spaces and hyphens, in half-width capitals."""
    wide = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in number)
    return re.sub(r"[\s\-－—]", "", wide).upper()


def credit_code_problem(code: str) -> str:
    """What is wrong with a 统一社会信用代码, in one sentence; "" when nothing (GB 32100)."""
    code = compact(code)
    if len(code) != 18 or not set(code) <= set(CREDIT_ALPHABET):
        return "统一社会信用代码是 18 位，由数字和大写字母组成（没有 I、O、S、V、Z）"
    total = sum(CREDIT_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(code[:17]))
    if CREDIT_ALPHABET[(31 - total % 31) % 31] != code[17]:
        return "统一社会信用代码有一位写错了，对照营业执照或者登记证书核对一下"
    return ""
