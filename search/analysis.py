"""Chinese into words, for the index and for a query (pure).

The index keeps every word and its parts (最低生活保障: 最低, 生活, 保障), and beside them one mark for each concept of
the thesaurus, so that 低保 and 最低生活保障 are the same thing to it.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from rjieba import Jieba

from search.script import fold
from search.synonyms import thesaurus, vocabulary

CONCEPT = "="
# Words that carry nothing in a question.
EMPTY_WORDS = """
的 了 吗 呢 吧 啊 是 在 和 与 及 或 等 要 能 会 可 可以 可不可以 能不能 怎么 怎么办 怎样 怎么样 如何 什么 啥 多少 多少钱 几 几点 几岁 哪里 哪儿
哪些 哪个 谁 要不要 是不是 有没有 算不算 算 有 没有 需要 需 应该 应 我 我们 你 您 他 想 想要 请问 请 给 被 让 把 从 到 对 就 也 都 还 一个 一 个
每 每个 月 一个月 每月 为什么 关于 家里 突然 别人 人家 这个 那个 出 不能 不 去 上 下 后 前 里 中 时 多久 多长时间 多大 最 来 用 过 得 着 之 其 以
于 因 为 因为 但 而 则 并 且 将 这 那 又 再 很 太 钱 能给 有关 进行 相关
"""
# Words that many documents share: they order the results but need not be there.
WEAK_WORDS = """
申请 办理 政策 规定 办法 条例 通知 文件 标准 条件 流程 材料 程序 要求 电话 网上 管理 处理 报销 补贴 补助 费用 服务 期限 时间 地址 发放 领取 对象 名单
公示 公告 意见 方案 工作 实施 细则 最新 今年 去年 情况 信息 查询 办事 指南 怎么办理 方面 问题 内容 资料 表 表格 单位 部门 机构 项目 同意 业主 转 知道
"""
EMPTY, WEAK = frozenset(EMPTY_WORDS.split()), frozenset(WEAK_WORDS.split())


@cache
def _jieba() -> Jieba:
    cutter = Jieba()
    for word in {*thesaurus().same, *thesaurus().near, *vocabulary()}:
        cutter.add_word(word, None, None)
    return cutter


def words(text: str) -> list[str]:
    """The words of a text in order, as they stand."""
    return [w for w in _jieba().cut(fold(text)) if w[0].isalnum()]


def is_word(word: str) -> bool:
    """Does the dictionary have it, or was it only guessed?"""
    return _jieba().has_word(word)


def index_text(text: str) -> str:
    """Words, their parts, then a mark for each concept named; with blanks between, as the index takes them."""
    found = _jieba().cut(fold(text))
    return "".join(map(_indexed.__getitem__, found)) + " ".join(filter(None, map(_marked().get, found)))


@cache
def _marked() -> dict[str, str]:
    """Word -> the mark of its concept."""
    return {word: CONCEPT + official for word, official in thesaurus().same.items()}


class _Indexed(dict):
    """A word -> the word behind its parts, each with a blank after it; "" for punctuation. Texts repeat their words: kept."""

    MOST = 100_000

    def __missing__(self, word: str) -> str:
        if len(self) >= self.MOST:
            self.clear()
        self[word] = made = _with_parts(word)
        return made


_indexed = _Indexed()


def _with_parts(word: str) -> str:
    if not word[0].isalnum():
        return ""
    known, size = _jieba().has_word, len(word)
    pairs = [word[at : at + 2] for at in range(size - 1)] if size > 2 else []
    threes = [word[at : at + 3] for at in range(size - 2)] if size > 3 else []
    return " ".join([*filter(known, pairs), *filter(known, threes), word, ""])


@dataclass(frozen=True)
class Clause:
    """One thing asked for. parts: the smaller words of a long one; concept, near: marks of the thesaurus;
    official: the smaller words of the concept; weak: need not be found; year: a year, which orders but need not be found."""

    word: str
    parts: tuple[str, ...] = ()
    concept: str = ""
    near: str = ""
    official: tuple[str, ...] = ()
    weak: bool = False
    year: bool = False


@dataclass(frozen=True)
class Asked:
    """A query understood: clauses in order, and every spelling to mark in a snippet."""

    clauses: tuple[Clause, ...] = ()
    marks: tuple[str, ...] = ()
    quoted: tuple[tuple[str, ...], ...] = field(default=())


QUOTED = re.compile(r"[\"“”「『]([^\"“”」』]{2,60})[\"“”」』]")
LIMIT = 200  # characters of a query that are read


def query_words(query: str) -> Asked:
    """What a query asks for; empty words are left out unless nothing else stands there."""
    flat = fold(query)[:LIMIT]
    found = list(dict.fromkeys(words(flat)))
    useful = [w for w in found if w not in EMPTY and not (len(w) == 1 and w.isascii())] or found
    clauses = tuple(_clause(w) for w in useful[:24])
    quoted = tuple(tuple(words(m[1])) for m in QUOTED.finditer(flat))
    return Asked(clauses, tuple(_marks(clauses)), quoted)


def _clause(word: str) -> Clause:
    known = thesaurus()
    concept, near = known.concept(word), known.near.get(word, "")
    year = bool(re.fullmatch(r"(?:19|20)\d\d", word))
    weak = year or word in WEAK or len(word) == 1 or bool(re.fullmatch(r"\d+年?", word))
    return Clause(word, _parts(word), concept, near, _parts(concept or near), weak, year)


def _parts(word: str) -> tuple[str, ...]:
    return tuple(p for p in _jieba().cut_for_search(word) if p != word and len(p) > 1) if word else ()


def _marks(clauses):
    known = thesaurus()
    for clause in clauses:
        yield clause.word
        official = clause.concept or clause.near
        if official:
            yield official
        if clause.concept:
            yield from (w for w in known.words.get(official, []) if known.same.get(w) == official)
        yield from clause.parts
