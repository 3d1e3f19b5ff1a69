"""A text as a page, a PDF or an earlier site gave it -> its lines (pure).

A capture may have lost line breaks, broken the name of a chapter at its wide blanks or kept the numbers of the pages.
What the text itself tells of its lines is put right here; no word is added, and none goes but the page numbers.
"""

import re

from catalog.wording import numeral

CHINESE = "一二三四五六七八九十百零〇○"
HAN = r"\u3400-\u9fff"
SUFFIX = "(?:政府|办公厅|办公室|委员会|委|局|厅|部|署|院|会|中心|大队|海关|管委会|指挥部|领导小组)"
OPEN, CLOSE = r"〔﹝\[［(（【", r"〕﹞\]］)）】"
NUMBER = rf"[{HAN}]{{1,16}}\s*[{OPEN}]\s*(?:19|20)\d\d\s*[{CLOSE}]\s*\d+\s*号"
DAY = r"(?:\d{4}|[二一〇○零ＯO三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
ADDRESSEES = re.compile(
    r"^(?!为|根据|按照|依照|经|现将|鉴于|关于).{0,190}[府局委办厅院校位门构司会区县市处室团社厂行业员表们）)][：:]$"
)
HEAD_NUMBER = re.compile(
    rf"^(?:({NUMBER})(?=各|有关|[{HAN}]{{2,30}}(?:{SUFFIX}|单位)(?:[，、：]|$))|([（(]{NUMBER}[）)]))(?=.)"
)
HEAD_TITLE = re.compile(r"^(.{0,100}》?的(?:通知|意见|决定|公告|函))(?=各|有关)")
HEAD_ADDRESSEES = re.compile(r"^([^。：:]{2,190}[：:])(.{12,})$")
SIGNED = re.compile(rf"^([{HAN}（）()、]{{2,80}}{SUFFIX})({DAY})$")
CHAPTER_LINE = re.compile(
    rf"(?m)^[ \t\u3000]*(第[{CHINESE}]+[编章节])([{HAN}、]*[ \u3000][{HAN}、 \u3000]{{1,40}})$"
)
SHORT_CHAPTER = re.compile(rf"(第[{CHINESE}]+[编章节])[ \u3000]*([总附罚分细])[ \u3000]+则")
NOTES = re.compile(
    r"(?<=通过|修正|修订|批准|公布|发布|施行)(?=(?:根据)?(?:19|20)\d\d年\d{1,2}月\d{1,2}日)"
)  # one amendment of a rule ends, the next begins
DATED = re.compile(r"^[（(]?(?:根据)?(?:19|20)\d\d年")
PAGE_LINE = re.compile(r"^[—–-]+\s*\d{1,3}\s*[—–-]+$")
PAGE_WITHIN = re.compile(r"(?<=\S) [—–] \d{1,3} [—–](?: |$)")
ARTICLE = re.compile(
    rf"(?:(?<=[。；：！？）)\s])|(?P<chapter>第[{CHINESE}]{{1,4}}章[\s\u3000]?(?:(?!第[{CHINESE}]{{1,4}}章)[{HAN}、]){{2,20}}?)"
    rf"|(?P<opening>(?<=[^》照据录])))"
    rf"第(?P<number>[{CHINESE}]{{1,5}})条(?!规定|所|第|、|和|至|的|款|中(?!华)|之|或|，|）)"
)  # fmt: skip
FEWEST = 3  # articles that make a row
GAP = 3  # articles in a row that a capture may hide
TOLD = re.compile(r"。|[：:]$|^\|")  # where the text itself begins
LONG = 300
HEAD = 8


def lines(text: str, title: str = "") -> list[str]:
    """Trimmed, non-empty lines; a line in which many paragraphs were captured as one is cut before its headings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\xa0", " ")
    text = SHORT_CHAPTER.sub(r"\1 \2则", CHAPTER_LINE.sub(_chapter, text))
    text = PAGE_WITHIN.sub("", re.sub(r"\u3000{2,}", "\n", text))
    first, *rest = text.lstrip().split("\n")
    text = "\n".join(
        [_cut(first, title), *(_cut(line, title) if len(line) > LONG else line for line in rest)]
    )
    found = [re.sub(r"[ \t\u3000]{2,}", " ", line).strip(" \t\u3000") for line in text.split("\n")]
    return _opened([line for line in found if line and not PAGE_LINE.match(line)])


def _chapter(found: re.Match) -> str:
    """第一章　总　　则 as 第一章 总则: the blanks of its name are there for the look."""
    name = re.sub("[ \u3000]", "", found[2])
    return f"{found[1]} {name}"


def _opened(found: list[str]) -> list[str]:
    """Number, title and addressees at the head of a paragraph, and the date behind a signature, as lines of their own."""
    told = next((n for n, line in enumerate(found[:HEAD]) if TOLD.search(line)), HEAD)
    opened = [piece for line in found[: told + 1] for piece in _opening(line)]
    return [piece for line in [*opened, *found[told + 1 :]] for piece in _signed(line)]


def _opening(line: str) -> list[str]:
    if DATED.match(line):
        return NOTES.split(line)
    if match := HEAD_NUMBER.match(line):
        return [match[0].strip("（()）") if match[2] else match[0], *_opening(line[match.end() :])]
    if match := HEAD_TITLE.match(line):
        return [match[1], *_opening(line[match.end() :])]
    match = HEAD_ADDRESSEES.match(line)
    return [match[1], match[2].strip()] if match and ADDRESSEES.match(match[1]) else [line]


def _signed(line: str) -> list[str]:
    match = SIGNED.match(line)
    return [match[1], match[2]] if match else [line]


def _cut(text: str, title: str) -> str:
    """Line breaks after number and title, before the headings and around the signature of a text in one piece."""
    text = re.sub(
        rf"^\s*((?!依|根据|按|贯彻|落实)[{HAN}]{{1,16}}[{OPEN}]\d{{4}}[{CLOSE}]\d+号)(?!文|办理|执行|[），、的和精])",
        r"\1\n",
        text,
    )
    before, found, _ = text[:200].partition(title) if title else (text, "", "")
    if found and not re.search("[，。；：,;:]", before):  # at the head, not named within a sentence
        text = text.replace(title, f"\n{title}\n", 1)
    text = re.sub(rf"(?<=[。；：！？）)])\s*(?=[{CHINESE}]{{1,3}}、[{HAN}])", "\n", text)
    text = re.sub(rf"(?<=[。；：！？）)])\s*(?=[（(][{CHINESE}]{{1,3}}[）)])", "\n", text)
    text = re.sub(rf"(?m)^([{CHINESE}]{{1,3}}、[^，。；：（(]{{2,25}})(?=[（(]一[）)])", r"\1\n", text)
    text = re.sub(r"(?<=[。；])\s*(?=附\s*件\s*\d*[：:])", "\n", text)
    text = re.sub(rf"(?<=[。；])\s*(?=第[{CHINESE}]{{1,5}}[章条]\s)", "\n", text)
    return re.sub(
        rf"(?<=[。）)])([{HAN}]{{2,60}}?{SUFFIX})(\d{{4}}年\d{{1,2}}月\d{{1,2}}日)([（(]此件[^）)]+[）)])?",
        lambda m: f"\n{m[1]}\n{m[2]}\n{m[3] or ''}\n",
        _articles(text),
    )


def _articles(text: str) -> str:
    """Line breaks before 第一条, 第二条 … in their order, and before the chapters between them.

    An article that is only cited (依照第八条规定) stands out of its order or is followed by the words of a citation.
    """
    places: list[int] = []
    last = None
    for found in ARTICLE.finditer(text):
        number = numeral(found["number"].replace("○", "〇"))
        if found["opening"] is not None and number != 1:
            continue
        if number == 1 or last is None or last < number <= last + GAP:
            last = number
            places += [found.start(), found.start("number") - 1]
    if len(places) < 2 * FEWEST:
        return text
    for place in sorted(set(places), reverse=True):
        text = f"{text[:place].rstrip()}\n{text[place:]}"
    return text
