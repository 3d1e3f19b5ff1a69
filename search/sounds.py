"""How words sound: pinyin without tones, and without what many speakers do not tell apart (pure)."""

import re
from collections.abc import Iterable
from functools import cache

from search.synonyms import thesaurus, vocabulary

LATIN = re.compile(r"[a-z][a-z' ]*[a-z]")
ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
SHORTEST = 4  # letters
COMMON_WORDS = """
申请 办理 政策 规定 办法 条例 通知 文件 标准 条件 流程 材料 补贴 补助 名单 公示 公告 意见 方案 细则 解读 指南 电话 地址 预算 决算 规划 计划 教育 就业 医保
社保 住房 养老 户口 户籍 拆迁 征地 环保 税务 民政局 教育局 公安局 财政局 住建局 人社局 卫健委 发改委 政府信息公开
"""
LONGEST = 60


def sound(word: str) -> str:
    """zuidishenghuobaozhang as "zuidisenhuobaozan"."""
    from pypinyin import lazy_pinyin  # half a second that only searching needs

    return blurred("".join(lazy_pinyin(word, errors="ignore")))


sound_of = cache(sound)  # of words on the lists


def blurred(letters: str) -> str:
    for precise, vague in ALIKE:
        letters = letters.replace(precise, vague)
    return letters


@cache
def _by_sound() -> dict[str, str]:
    """Sound -> word: an official word before a citizen's one, both before other words."""
    known = thesaurus()
    found: dict[str, str] = {}
    for word in (
        *sorted(known.words),
        *sorted(known.same),
        *sorted(known.near),
        *vocabulary(),
        *COMMON_WORDS.split(),
    ):
        if len(word) > 1:
            found.setdefault(sound_of(word), word)
    return found


def like(word: str) -> str:
    """A known word of the same length that sounds the same, or ""."""
    found = _by_sound().get(sound(word), "")
    return found if len(found) == len(word) and found != word else ""


def spelt(letters: str) -> str:
    """Pinyin as the words it spells, or "" unless all of it does: "gongzufang shenqing" -> 公租房 申请."""
    compact = blurred(re.sub(r"[' ]", "", letters))
    if not SHORTEST <= len(compact) <= LONGEST:
        return ""
    return " ".join(_split(compact))


def _split(compact: str) -> Iterable[str]:
    """The fewest known words that make up the whole, or nothing."""
    best: list[list[str] | None] = [[]] + [None] * len(compact)
    known = _by_sound()
    for end in range(1, len(compact) + 1):
        ways = [
            [*best[start], known[compact[start:end]]]
            for start in range(max(0, end - 40), end)
            if best[start] is not None and compact[start:end] in known
        ]
        best[end] = min(ways, key=len) if ways else None
    return best[-1] or ()
