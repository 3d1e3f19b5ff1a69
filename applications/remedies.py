"""What a reply tells the applicant about review and court (复议法 20, 23, 24; 行诉法 45, 46; 法释〔2025〕8号).

Each row has its source and its date of effect; a reply of an earlier day takes the row of that day.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Remedy:
    """One wording. `kind` is the remedy of the outcome; `{body}` is the reviewing body."""

    kind: str
    since: date
    source: str
    text: str


TWO_WAYS = (
    "如对本{title}不服，可以自收到之日起六十日内向{body}申请行政复议，"
    "也可以自收到之日起六个月内直接向有管辖权的人民法院提起行政诉讼。"
)
REMEDIES: tuple[Remedy, ...] = (
    Remedy(
        "either",
        date(2019, 5, 15),
        "行政复议法（2017年修正）第九条；行政诉讼法第四十六条；政府信息公开条例第五十一条",
        TWO_WAYS,
    ),
    Remedy(
        "either",
        date(2024, 1, 1),
        "行政复议法第二十条；行政诉讼法第四十六条；政府信息公开条例第五十一条",
        TWO_WAYS,
    ),
    # Releasing is no refusal, so whoever is told of it need not go to review first (复议法 23 names 不予公开 alone).
    Remedy(
        "third_party",
        date(2024, 1, 1),
        "政府信息公开条例第五十一条；行政复议法第十一条第十四项、第二十条、第二十四条；行政诉讼法第四十六条",
        TWO_WAYS,
    ),
    Remedy(
        "review_first",
        date(2024, 1, 1),
        "行政复议法第二十条、第二十三条第一款第四项和第二款、第二十四条；行政诉讼法第四十五条",
        "如对本{title}不服，应当自收到之日起六十日内先向{body}申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向有管辖权的人民法院提起行政诉讼。",
    ),
    Remedy(
        "partial",
        date(2024, 1, 1),
        "行政复议法第二十条、第二十三条第一款第四项和第二款、第二十四条；行政诉讼法第四十五条、第四十六条",
        "如对本{title}中不予公开的部分不服，应当自收到之日起六十日内先向{body}申请行政复议；"
        "对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内向有管辖权的人民法院提起行政诉讼。"
        "如对其余内容不服，可以自收到之日起六十日内向{body}申请行政复议，"
        "也可以自收到之日起六个月内直接向有管辖权的人民法院提起行政诉讼。",
    ),
)

EARLIER = {"review_first": "either", "partial": "either", "third_party": "either"}
THIRD_PARTY = "third_party"


def row(kind: str, on: date) -> Remedy | None:
    """The wording in force on the day `on` (复议法 23 since 2024-01-01); None when nothing is to be told."""
    rows = [each for each in REMEDIES if each.kind == kind and each.since <= on]
    if rows:
        return max(rows, key=lambda each: each.since)
    return row(EARLIER[kind], on) if kind in EARLIER else None


def kind_of(outcome_code: str, remedy: str) -> str:
    """The wording for an outcome: a partial reply tells both ways (law of 复议法 23 applied to Art 37)."""
    return "partial" if outcome_code == "partial" else remedy


def body(agency) -> str:
    """The reviewing body as letters name it (复议法 24); in general words where it is not known."""
    return agency.reviewing_body() or "有权受理的行政复议机关"


def text(kind: str, *, title: str, body: str, on: date) -> str:
    """The paragraph for the letter (复议法 20, 23, 24; 行诉法 45, 46); "" for procedural notices."""
    found = row(kind, on)
    return found.text.format(title=title, body=body) if found else ""
