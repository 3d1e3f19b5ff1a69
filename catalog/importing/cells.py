"""The text of one cell: joined as found, and what looks broken in it. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from search.script import fold

_BLANKS = re.compile(r"[\s\u200b\u00ad\ufeff]+")
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z])[\s\u200b\u00ad\ufeff]+(?=[A-Za-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|_x000[dD]_")
DASHES = frozenset("-－–—─━―/／\\无")
SAME_AS_ABOVE = re.compile(r"(?:公?开)?(?:内容|依据|时限|主体|渠道)?(?:同上|同前|上同|〃|″)[。.]?")


@lru_cache(maxsize=65536)
def joined(text: str) -> str:
    """Blanks and line breaks taken out, but one kept between two Latin words."""
    text = _CONTROL.sub("", text)
    return _BLANKS.sub("", _BETWEEN_WORDS.sub("\u0001", text)).replace("\u0001", " ")


def without_dash(text: str) -> str:
    """ "" for a cell that only says that there is nothing (pitfall: a dash for no second level)."""
    return "" if text and all(char in DASHES for char in text) else text


def same_as_above(text: str) -> bool:
    return bool(SAME_AS_ABOVE.fullmatch(text))


_NUMBER_LOST = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{1,8})[〔\[(（﹝【]?(?P<year>(?:19|20)\d\d)(?P<serial>\d{1,4})号"
)
_MIXED = re.compile(r"[〔\[(（﹝【{]((?:19|20)\d\d)[〕\])）﹞】}](?=\d{1,4}号)")
_GOOD = re.compile(r"〔\d{4}〕|\[\d{4}\]|\(\d{4}\)|（\d{4}）|［\d{4}］|﹝\d{4}﹞|【\d{4}】")
_UNFILLED = re.compile(r"[×XxＸ]{2,}|某某|_{3,}|各省[“\"《]|〔图〕")
_DIGITS = re.compile(r"(?<!第)\d+")
_MASKED = re.compile(r"\*{2,}")
_STRAY = re.compile(r"(?<![A-Za-z])[A-Z](?=\d+个)|[\ufffd]|(?<=[\u4e00-\u9fff])[;；](?=[汗])")
_CENSORED = re.compile(
    r"(?<![公开合])示栏|主动开(?!展)|依申请开(?!展)|(?:予以|及时|长期|实时)开(?![展始发放])|政府报(?!告)|(?<!公)开事项|信息开(?![展始发放])"
)
_ONE_LINE = re.compile(r"^(?:1[.、．]|[①●◆■]|\(1\)|（1）|（一）)[^\d②●◆■]{1,40}$")
_LETTERED = re.compile(r"(?:7次沟中迁|电请流程|咨讯电话)")


@lru_cache(maxsize=65536)
def doubts(field: str, text: str) -> tuple[tuple[str, str], ...]:
    """(problem, proposal) of everything that looks broken in a cell; the proposal may be empty."""
    return tuple(_doubts(field, text)) if text else ()


def _doubts(field: str, text: str) -> Iterator[tuple[str, str]]:
    if "…" in text or text.endswith(("...", "..")):
        yield "文字不完整", ""
    if _UNFILLED.search(text):
        yield "占位文字没有填写", ""
    if _MASKED.search(text):
        yield "文字被遮盖", ""
    if _STRAY.search(text) or _LETTERED.search(text):
        yield "疑似识别错误", _STRAY.sub("", text).replace("7次沟中迁", "7.咨询电话").replace("电请", "申请")
    if _CENSORED.search(text):
        yield "疑似缺“公”字", censored(text)
    if field == "basis" and (fixed := doc_numbers(text)) != text:
        yield "文号括号缺失或混用", fixed
    if field == "basis" and text.count("《") != text.count("》"):
        yield "书名号不成对", ""
    if field == "content" and _ONE_LINE.match(text) and "2" not in text:
        yield "可能只留下第一行", ""


def doc_numbers(text: str) -> str:
    """国办发〔201680号 -> 国办发〔2016〕80号; swapped and mixed brackets become 〔〕."""

    def lost(match: re.Match) -> str:
        return f"{match['word']}〔{match['year']}〕{match['serial']}号"

    def mixed(match: re.Match) -> str:
        return match[0] if _GOOD.fullmatch(match[0]) else f"〔{match[1]}〕"

    text = re.sub(r"[〕﹞\])）]((?:19|20)\d\d)[〔﹝\[(（](?=\d{1,4}号)", r"〔\1〕", text)
    return _NUMBER_LOST.sub(lost, _MIXED.sub(mixed, text))


def censored(text: str) -> str:
    """The text with the 公 that a filter took out put back where it is certain."""
    text = re.sub(r"(?<![公开合])示栏", "公示栏", text)
    text = re.sub(r"(主动|依申请|予以|及时|长期|实时|信息)开(?![展始发放])", r"\1公开", text)
    return text.replace("政府报", "政府公报") if "政府报告" not in text else text


@lru_cache(maxsize=8192)
def simplified(text: str) -> str:
    """Traditional characters as simplified ones, all others as they are."""
    return "".join(fold(char) if "\u4e00" <= char <= "\u9fff" else char for char in text)


def counted_on(above: str, below: str) -> bool:
    """Whether two texts are the same but for one year or number of days that is one more below."""
    if above == below or _DIGITS.sub("#", above) != _DIGITS.sub("#", below):
        return False
    differing = [
        (a, b) for a, b in zip(_DIGITS.findall(above), _DIGITS.findall(below), strict=True) if a != b
    ]
    return (
        len(differing) == 1
        and int(differing[0][1]) - int(differing[0][0]) == 1
        and len(differing[0][0]) in (2, 4)
    )


def plain(text: str) -> str:
    """Half-width, without blanks: the spelling in which words are looked for."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))
