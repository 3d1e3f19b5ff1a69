"""Document numbers in every spelling people use, brought to one form (pure).

国办发〔2019〕6号, 国办发(2019)6号, 国办发2019 6号, 国办发6号, [2019]6 and 国务院令第746号 all become a Number.
"""

import re
from dataclasses import dataclass

from search.script import fold

ORG = r"[\u4e00-\u9fff]{1,20}?"
YEAR = r"(?:19|20)\d\d"
OPEN, CLOSE = r"[〔\[(【〈《﹝｛{（［]", r"[〕\])】〉》﹞｝}）］]"
ENDING = "发函字令规办通复批告电政任干议"
BRACKETS = re.compile(rf"{OPEN}\s*(?P<year>{YEAR})\s*年?\s*{CLOSE}\s*第?\s*(?P<num>\d{{1,6}})?(?!\d)\s*号?")
DECREE = re.compile(r"令\s*第?\s*(?P<num>\d{1,5})\s*号")
LETTERS = re.compile(r"[\u4e00-\u9fff]{1,20}\s*$")
SPOKEN = re.compile(
    rf"(?P<org>[\u4e00-\u9fff]{{2,20}}?)\s*(?P<year>{YEAR})\s*年?\s*(?:第|,|-|\s)?\s*(?P<num>\d{{1,5}})\s*(?:号|$)"
)
ORDER = re.compile(rf"(?P<org>[\u4e00-\u9fff]{{0,20}}[{ENDING}])\s*第?\s*(?P<num>\d{{1,5}})\s*号")
BARE = re.compile(rf"^\s*(?P<year>{YEAR})(?:\s*年\s*第?|\s+|\s*第)\s*(?P<num>\d{{1,5}})\s*号?(?:文件?)?\s*$")
NOISE = re.compile(r"^(?:中华人民共和国|关于|根据|依据|按照|贯彻|落实|查询?|找|文号)+")

SERIAL_NAME = re.compile(r"^\s*(?:(?:信息)?索引号|(?:统一)?登记(?:编)?号)[\s:：]*")


@dataclass(frozen=True)
class Number:
    """org: the letters, "" if left out; year: 0 if left out; num: 0 if left out."""

    org: str
    year: int
    num: int

    def tokens(self) -> list[str]:
        """Every form under which a document of this number may be asked for."""
        year, num = str(self.year or ""), str(self.num or "")
        forms = {f"{self.org}|{year}|{num}", f"{self.org}||{num}", f"|{year}|{num}", f"{self.org}|{year}|"}
        return sorted(form for form in forms if form.count("||") < 2 and not form.endswith("||"))

    def token(self) -> str:
        """The form as it was asked."""
        return f"{self.org}|{self.year or ''}|{self.num or ''}"

    def shorter(self) -> list["Number"]:
        """The same with the first letters left out, for "请示国发〔2019〕5号" in running text."""
        return [Number(self.org[cut:], self.year, self.num) for cut in range(1, max(1, len(self.org) - 1))][
            :12
        ]


def numbers(text: str) -> list[Number]:
    """The document numbers in a text, where brackets or the words 令第…号 make them certain."""
    flat = fold(text)
    found = [_number(m, _letters(flat, m.start())) for m in BRACKETS.finditer(flat) if m["num"]]
    return found + [_number(m, _letters(flat, m.start() + 1)) for m in DECREE.finditer(flat)]


def serial(text: str) -> str:
    """The mark of an index or registration number: GF-2026-0001 in any width, case and punctuation; "" without digits."""
    kept = "".join(filter(str.isalnum, SERIAL_NAME.sub("", fold(text))))
    return f"#{kept}" if sum(map(str.isdigit, kept)) >= 4 else ""


def _letters(flat: str, end: int) -> str:
    """The letters of an office that stand right before a place."""
    match = LETTERS.search(flat[max(0, end - 22) : end])
    return match[0].strip() if match else ""


def asked(query: str) -> tuple[Number | None, str]:
    """(the number in a query, what else was asked); shorter spellings are accepted than in a text."""
    flat = fold(query).strip()
    bracket = BRACKETS.search(flat)
    if bracket:
        org = _letters(flat, bracket.start())
        found = _number(bracket, org)
        start = flat.rfind(org, 0, bracket.start()) if org else bracket.start()
        return (found, _rest(flat, start, bracket.end())) if found.org or found.num else (None, query)
    for pattern in (SPOKEN, ORDER, BARE):
        match = pattern.search(flat)
        if match and _credible(pattern, match):
            return _number(match, match.groupdict().get("org") or ""), _rest(flat, match.start(), match.end())
    return None, query


def _rest(flat: str, start: int, end: int) -> str:
    """What was asked beside the number."""
    return re.sub(r"^(?:文件?|的)|文件?$", "", f"{flat[:start]} {flat[end:]}".strip()).strip()


def _credible(pattern, match) -> bool:
    return pattern is not SPOKEN or match["org"][-1] in ENDING or match[0].endswith("号")


def _number(match, org: str) -> Number:
    found = match.groupdict()
    org = NOISE.sub("", org.strip().removesuffix("第"))
    return Number(org.replace("人民政府", "政府"), int(found.get("year") or 0), int(found.get("num") or 0))
