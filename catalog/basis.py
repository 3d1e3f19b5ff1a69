"""公开依据 as documents and articles (国办发〔2019〕54号: the third element), read from the words of a cell. Pure.

What cites no document by its title stays in `rest`, word for word: nothing is lost and nothing is guessed.
"""

import re
from dataclasses import dataclass, replace

from catalog.wording import numeral

OPEN, CLOSE = "〔\\[［(（【﹝", "〕\\]］)）】﹞"
HAN = "\u3400-\u9fff"
FILE_NUMBER = re.compile(
    rf"(?:发文字号)?(?P<org>[{HAN}]{{1,16}}?)\s*[{OPEN}]\s*(?P<year>(?:19|20)\d\d)\s*[{CLOSE}]\s*第?\s*(?P<serial>\d{{1,5}})\s*号"
)
ORDER = re.compile(
    rf"(?:发文字号)?(?P<org>(?!日|发文)[{HAN}]{{0,20}}?(?:国务院|主席令|令|公告))\s*(?:(?:19|20)\d\d年)?\s*"
    rf"第?\s*[\d一二三四五六七八九十百]{{1,5}}\s*号"
    rf"|(?!日|发文)[{HAN}]{{2,20}}(?:19|20)\d\d年第\d{{1,5}}号令"
)
NUMERAL = "[零〇一二三四五六七八九十百]"
ARTICLE = re.compile(
    rf"第(?P<article>{NUMERAL}+|\d+)条(?:之{NUMERAL}+)?(?:第(?P<paragraph>{NUMERAL}+|\d+)款)?"
    rf"(?:第?[(（]?(?P<item>{NUMERAL}+|\d+)[)）]?项|第?[(（](?P<listed>{NUMERAL}+)[)）])?"
)
RANK = re.compile(rf"【([{HAN}]{{2,12}})】")
BULLET = re.compile(r"(?:^|(?<=[\s、；;。，,》）)]))\s*(?:[●•]|\d{1,2}\s*[.．、]?)\s*(?=《)")
CUT = re.compile(r"[、；;。\n●•]|\s(?=关于)")
VAGUE = re.compile(r"^其|相关|有关|各地|各省|系列|信息公开规定|等|同上")
NAMED = re.compile(
    rf"^[{HAN}〈〉<>（）()“”\s]*(?:法|条例|办法|规定|细则|规划|方案|规程|规范|意见|决定|通知|公告)$"
)
JOINING = re.compile(r"^[\s、，,；;。：:及和与]+|[\s、，,；;。：:及和与]+$")
FRAMED = re.compile(
    rf"(?P<before>[{HAN} ]*(?:印发|转发|批转|实施))\s*《(?P<inner>[^《》]+)》(?P<after>[{HAN}]*(?:的通知|办法|细则))?"
)
LEAD_IN = re.compile(r"^(?:\d{1,2}\s*[.．、])?\s*(?:根据|依据|按照)?\s*")


@dataclass(frozen=True)
class Article:
    """One 条 (款, 项) of a document. `text`: as written, without blanks."""

    article: int
    paragraph: int | None
    item: int | None
    text: str


@dataclass(frozen=True)
class Citation:
    """One document. `number`: 国办发〔2016〕80号 or 国务院令第711号; `rank`: 法律, 行政法规 where the cell says so;
    `note`: what else is said about it (when adopted, amended, a quotation)."""

    title: str
    number: str = ""
    articles: tuple[Article, ...] = ()
    rank: str = ""
    note: str = ""

    def as_dict(self) -> dict:
        articles = [article.text for article in self.articles]
        return {"title": self.title, "number": self.number, "articles": articles}


@dataclass(frozen=True)
class Basis:
    """`rest`: words that name no document ("及相关规定"). `broken`: a title whose 《》 do not close."""

    citations: tuple[Citation, ...] = ()
    rest: tuple[str, ...] = ()
    broken: bool = False


def parse_basis(text: str) -> Basis:
    """The documents and articles that a cell of 公开依据 names, in its order; the same one is not said twice."""
    text = FRAMED.sub(_framed, BULLET.sub("、", text or "").strip())
    titles, broken = _titles(text)
    found: list[Citation] = []
    rest: list[str] = []
    before = text[: titles[0][0]] if titles else text
    rank = _outside(before, found, rest)
    for at, (_, end, title) in enumerate(titles):
        until = titles[at + 1][0] if at + 1 < len(titles) else len(text)
        tail = text[end:until]
        own, left = _own(tail)
        found.append(_citation(title, own, rank))
        rank = _outside(left, found, rest)
    return Basis(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(rest)), broken)


def _framed(match: re.Match) -> str:
    """ "关于印发《…》的通知", "某省实施《…》办法" written without their own marks are one document."""
    if not match["after"] and not match["inner"].endswith("的通知"):
        return match[0]
    before = match["before"].lstrip()
    inner = match["inner"] if not match["after"] else f"〈{match['inner']}〉"
    return f"《{before}{inner}{match['after'] or ''}》"


def same_titles(title: str) -> set[str]:
    """The spellings under which a document of this title may be kept: with or without 中华人民共和国, any inner marks."""
    plain = re.sub(r"\s+", "", title)
    short = plain.removeprefix("中华人民共和国")
    marked = {plain, short, f"中华人民共和国{short}"}
    pairs = (("《", "》"), ("〈", "〉"), ("<", ">"))
    return {re.sub(r"[〉>》]", c, re.sub(r"[〈<《]", o, one)) for one in marked for o, c in pairs}


def _titles(text: str) -> tuple[list[tuple[int, int, str]], bool]:
    """(start, end, title) of every outermost 《》, those inside brackets after a title left out; and whether one is open."""
    found, at, broken = [], 0, False
    while (start := text.find("《", at)) >= 0:
        end = _closing(text, start)
        if end is None:
            broken = True
            end = _next_opening(text, start)
            found.append((start, end, _clean(text[start + 1 : end])))
        else:
            found.append((start, end, _clean(text[start + 1 : end - 1])))
        at = _after_brackets(text, end)
    return [one for one in found if one[2]], broken or text.endswith("…")


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for at in range(start, len(text)):
        depth += {"《": 1, "》": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return None


def _next_opening(text: str, start: int) -> int:
    """Where a title that is never closed ends: before the next title, or at the end."""
    end = text.find("《", start + 1)
    return end if end >= 0 else len(text)


def _after_brackets(text: str, at: int) -> int:
    """Past the brackets that stand right after a title, whose own titles only tell its history."""
    match = re.match(r"\s*[（(]", text[at:])
    if not match:
        return at
    depth, start = 0, at + match.end() - 1
    for end in range(start, len(text)):
        depth += {"（": 1, "(": 1, "）": -1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return end + 1
    return at


def _clean(title: str) -> str:
    """A title without the blanks of wrapped lines; between the names of two bodies one blank stays."""
    title = title.strip().rstrip("…，、；。")
    return re.sub(
        r"\s+", lambda m: " " if re.search(r"[部局委厅院办会府]$", title[: m.start()]) else "", title
    )


def _own(tail: str) -> tuple[str, str]:
    """What follows a title as (what belongs to it, the rest): brackets, numbers and articles, not what a comma parts."""
    end = _after_brackets(tail, 0)
    match = FILE_NUMBER.match(tail.lstrip("、 "), 0) if not end else None
    if match:
        end = len(tail) - len(tail.lstrip("、 ")) + match.end()
    while article := re.match(r"[\s、，,和及：:]*(?=第)", tail[end:]):
        found = ARTICLE.match(tail, end + article.end())
        if not found:
            break
        end = found.end()
    quoted = _quotation(tail, end)
    return tail[: end + quoted], tail[end + quoted :]


def _quotation(tail: str, end: int) -> int:
    """How far the words of the article, quoted after it or after a colon, run on: to a full stop before the next title."""
    left = tail[end:]
    if left[:1] in "、；;，,及和等" or not (ARTICLE.search(tail[:end]) or left[:1] in "：:"):
        return 0
    rank = RANK.search(left)
    return rank.start() if rank else len(left)


def _citation(title: str, own: str, rank: str) -> Citation:
    number = ""
    if match := FILE_NUMBER.search(own):
        number = f"{match['org']}〔{match['year']}〕{int(match['serial'])}号"
    elif match := ORDER.search(own):
        number = re.sub(r"\s+", "", match[0]).removeprefix("发文字号")
    articles = tuple(_article(found) for found in ARTICLE.finditer(_outside_titles(own)))
    return Citation(title, number, articles, rank, _note(own, number, articles))


def _outside_titles(own: str) -> str:
    return re.sub(r"《[^》]*》", "", own)


def _article(found: re.Match) -> Article:
    item = found["item"] or found["listed"]
    return Article(
        _number(found["article"]) or 0,
        _number(found["paragraph"]),
        _number(item),
        re.sub(r"\s+", "", found[0]),
    )


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else numeral(word)


def _note(own: str, number: str, articles: tuple[Article, ...]) -> str:
    """What is said of the document besides its number and articles."""
    said = FILE_NUMBER.sub("", own) if "〔" in number else ORDER.sub("", own, count=1) if number else own
    said = ARTICLE.sub("", said) if articles else said
    said = re.sub(r"[（(]\s*[）)]", "", said)
    said = JOINING.sub("", re.sub(r"\s+", " ", said).strip())
    inner = re.fullmatch(r"[（(]([^（）()]*)[）)]?", said)
    return JOINING.sub("", inner[1]) if inner else said


def _outside(words: str, found: list[Citation], rest: list[str]) -> str:
    """Takes in what stands outside 《》: a document named without them, or words that name none.

    Returns the rank (【法律】) said of the next title.
    """
    rank = RANK.search(words)
    words = RANK.sub("", words)
    for part in CUT.split(words):
        said = LEAD_IN.sub("", JOINING.sub("", part))
        number = FILE_NUMBER.search(said)
        title = said[: number.start()].strip() if number else said
        if title and NAMED.match(title) and not VAGUE.search(title):
            found.append(_citation(_clean(title), said[len(title) :], ""))
        elif number and not title and found:
            found[-1] = _numbered(found[-1], said)
        elif said and re.search(rf"[{HAN}]", said) and said != "号":
            rest.append(said)
    return rank[1] if rank else ""


def _numbered(citation: Citation, said: str) -> Citation:
    """A number that stands apart from its title; one more where the document has several."""
    numbers = [one for one in (citation.number, _citation("", said, "").number) if one]
    return replace(citation, number="、".join(numbers))
