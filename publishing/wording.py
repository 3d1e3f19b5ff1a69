"""Wrong names, places, phrases and forms found by reviewed lists (国办秘函〔2019〕19号：严重表述错误单项否决). Pure.

The lists are data with a source (publishing.models.WordingRule); an outside proof-reader may be hooked in beside them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

KINDS = (
    ("name", "名称、职务、会议"),
    ("phrase", "规范表述"),
    ("place", "地名、涉港澳台"),
    ("banned", "不宜使用的称呼"),
    ("form", "常见错别字"),
)


@dataclass(frozen=True)
class Rule:
    """`wrong` is found unless it stands within one of `unless`; `severe`: it alone fails an inspection."""

    kind: str
    wrong: str
    right: str
    severe: bool = False
    unless: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Fault:
    """Characters start to end (not included) of the text, and the rule they break."""

    start: int
    end: int
    rule: Rule


def find(text: str, rules: Iterable[Rule]) -> list[Fault]:
    """Every fault in order; where two overlap, the longer one (国办秘函〔2019〕19号)."""
    found = [fault for rule in rules if rule.wrong for fault in _of(text, rule)]
    kept: list[Fault] = []
    for fault in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or fault.start >= kept[-1].end:
            kept.append(fault)
    return kept


def _of(text: str, rule: Rule) -> Iterable[Fault]:
    at = text.find(rule.wrong)
    while at >= 0:
        end = at + len(rule.wrong)
        if not any(_within(text, at, end, word) for word in rule.unless):
            yield Fault(at, end, rule)
        at = text.find(rule.wrong, end)


def _within(text: str, start: int, end: int, word: str) -> bool:
    """Whether these characters stand inside the given word."""
    first = max(0, end - len(word))
    at = text.find(word, first, start + len(word))
    while at >= 0:
        if at <= start and end <= at + len(word):
            return True
        at = text.find(word, at + 1, start + len(word))
    return False
