"""Ticks and boxes: who is told, how, on which level, and through which channels. Pure."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from catalog import elements
from catalog.importing.cells import joined, plain, simplified

TICKS = frozenset("√✓✔☑☒■●◆▄▲★þüPRtvV∨Ｖ✅1是有")
UNTICKED = frozenset(["", "□", "口", "☐", "○", "〇", "×", "x", "X", "否", "无", "£", "0"])
FILLED = "■▄◆●☑√✓✔▲★þ✅"
EMPTY = "□☐○〇◇£"
_KNOWN = (
    (r"政府(?:门户)?网站?(?:\(门户\))?|(?:县|区|市)?(?:人民)?政府门户网站?|门户网站", "政府网站"),
    (r"政府公报|公报", "政府公报"),
    (r"[两一二]微一端", "两微一端"),
    (r"(?:新闻)?发布会[/⁄、]?听证会|新闻发布会|发布会|听证会", "发布会/听证会"),
    (r"广播[/⁄、]?电视台?|广播|电视台?", "广播电视"),
    (r"纸质(?:媒体|载体)|报刊|报纸", "纸质媒体"),
    (r"(?:信息)?公?开?(?:查阅|查询)(?:点|室|场所)", "公开查阅点"),
    (r"政[务府]服务(?:中心|大厅)|政务(?:中心|大厅)|行政(?:审批)?服务中心", "政务服务中心"),
    (r"便民惠民服务中心|党群服务中心", "政务服务中心"),
    (r"便民服务(?:站|点|中心|室)", "便民服务站"),
    (r"[入人]户[/⁄、]?现场(?:宣传)?|入户宣传?|现场宣传", "入户/现场"),
    (
        r"(?:社区|村居|村委会|居委会|村务|村级?|企事业单位|乡镇|镇|[/⁄、,])*公?示栏(?:\(?电子(?:显示)?屏\)?)?|电子(?:显示)?屏",
        "社区/企事业单位/村公示栏(电子屏)",
    ),
    (r"精准[推报]送", "精准推送"),
    (r"其[他它]便于公众知晓的(?:方式|渠道|形式)|其[他它](?:渠道|方式|载体|形式)?[_:]*", "其他"),
)
_CHANNEL = re.compile("|".join(f"(?P<k{i}>{pattern})" for i, (pattern, _) in enumerate(_KNOWN)))
_LETTER_BOX = re.compile(r"(?:(?<=[\u4e00-\u9fff)_:])|^|(?<=[\s■□口£]))([RtþQ☑])(?=[\u4e00-\u9fff])")
_MOUTH = re.compile(rf"口(?={_CHANNEL.pattern.replace('?P<', '?P<m')})")
_SPLIT = re.compile(rf"([{FILLED}{EMPTY}])")
_SEPARATORS = re.compile(
    r"(?<![\d.])\d{1,2}[.、](?!\d)|[、,;；。\n\t|]|\s{1,}|(?:或者?|以及|和|及|等)(?=$|[、,;])|[①-⑳]|\(\d{1,2}\)"
)
_ADDRESS = re.compile(r"https?:[\w./?&=%#:~+-]+|www\.[\w./?&=%#:~+-]+", re.ASCII)
_FILLERS = frozenset(
    ["或", "或者", "和", "及", "等", "以及", "/", "便于公众知晓的方式", "通过", "公开", "公布", "在", "上"]
)


@lru_cache(maxsize=4096)
def ticked(text: str, lone: bool = False) -> bool | None:
    """True for a tick, False for none, None for words. `lone`: "?" is what became of the table's ticks."""
    bare = plain(text)
    if bare in UNTICKED or bare and all(char in "-—–─/" for char in bare):
        return False
    if bare in TICKS or (lone and bare in {"?", "？"}):
        return True
    return None


@dataclass(frozen=True)
class Channels:
    """`chosen` and `optional` names in the order of the cell; `doubts`: text that no name was made of."""

    chosen: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


@lru_cache(maxsize=8192)
def channels(text: str, optional_boxes: bool = False) -> Channels:
    """The channels of a cell. Filled boxes are chosen; empty ones are not, or optional where the header says so."""
    found = Channels()
    text = simplified(text)
    for box, words in _boxed(text):
        into = found.chosen if box != "empty" else found.optional if optional_boxes else []
        _names(words, into, found.doubts if box != "empty" or optional_boxes else [])
    if _mixed(text):
        found.doubts.append(joined(text))
    return found


def _boxed(text: str) -> list[tuple[str, str]]:
    """(filled, empty or bare; the words that follow) of every part of a cell."""
    clean = _normal(text)
    parts = _SPLIT.split(clean)
    rows = [("bare", parts[0])] if parts[0].strip() else []
    for box, words in zip(parts[1::2], parts[2::2], strict=True):
        rows.append(("filled" if box in FILLED else "empty", words))
    return rows


def _normal(text: str) -> str:
    clean = (
        text.replace("⁄", "/")
        .replace("（", "(")
        .replace("）", ")")
        .replace("／", "/")
        .replace("：", ":")
        .replace("＿", "_")
        .replace("，", ",")
    )
    clean = (
        re.sub(r"(?<=[\u4e00-\u9fff/(])\n(?=[\u4e00-\u9fff/(])", "", clean)
        if any(c in clean for c in FILLED + EMPTY)
        else clean
    )
    clean = re.sub(r"\s*/\s*", "/", clean)
    clean = _LETTER_BOX.sub("■", clean)
    return _MOUTH.sub("□", clean)


def _mixed(text: str) -> bool:
    """Some names with boxes and some before them without: which of those are chosen cannot be said."""
    rows = _boxed(text)
    return len(rows) > 1 and rows[0][0] == "bare" and bool(_CHANNEL.search(plain(rows[0][1])))


def _names(words: str, into: list[str], doubts: list[str]) -> None:
    rest = _ADDRESS.sub(lambda m: doubts.append(m[0]) or " ", words)
    for part in _SEPARATORS.split(_keep_names_whole(rest)):
        for name in _parts(joined(part.replace("\u0002", "、"))):
            if name not in into:
                into.append(name)


def _keep_names_whole(words: str) -> str:
    """Separators inside a known name ("社区/企事业单位、村公示栏") and wrapped lines do not split it."""
    tight = re.sub(r"(?<=[\u4e00-\u9fff])[ \t](?=[\u4e00-\u9fff])", "\n", words)
    return re.sub(r"企事业单位、(?=村)|村居、(?=企)", lambda m: m[0].replace("、", "\u0002"), tight)


def _parts(part: str) -> list[str]:
    """Known channels in a part without separators; words of its own stay as they are."""
    names: list[str] = []
    at = 0
    for match in _CHANNEL.finditer(part):
        names += _own(part[at : match.start()])
        names.append(_KNOWN[int(match.lastgroup[1:])][1])
        at = match.end()
        if names[-1] == "其他":
            return names
    if at == 0:
        return _own(part)
    return names + (_own(part[at:]) if part[at:] not in {"上"} else [])


def _own(words: str) -> list[str]:
    words = words.strip("/_:()·-").removeprefix("或").removeprefix("和").removeprefix("及").removesuffix("等")
    return [words[:60]] if len(words) > 1 and words not in _FILLERS else []


def other_named(text: str) -> str:
    """What follows 其他 in a cell ("其他:国家企业信用信息公示系统"), or ""."""
    found = re.search(r"其[他它][:_(]+([^■□▲◆)]{2,})", joined(_normal(text)))
    return found[1].strip("_:") if found and found[1].strip("_: ") else ""


def chosen_words(text: str) -> str:
    """The words of a cell that are chosen: behind filled boxes, or all where there are no boxes."""
    rows = _boxed(text)
    if not any(box in ("filled", "empty") for box, _ in rows):
        return joined(text)
    trailing = _trailing_ticks(joined(text))
    return (
        trailing
        if trailing is not None
        else "、".join(joined(words) for box, words in rows if box == "filled")
    )


def _trailing_ticks(text: str) -> str | None:
    """ "全社会√特定群体□": the boxes stand behind their words."""
    if text and text[0] not in FILLED + EMPTY and text[-1] in FILLED + EMPTY:
        pairs = re.findall(rf"([^{FILLED}{EMPTY}]+)([{FILLED}{EMPTY}])", text)
        return "、".join(words for words, box in pairs if box in FILLED)
    return None


def method_of(words: str) -> str:
    """主动, 依申请 or both joined with ;"""
    words = simplified(words)
    found = [elements.ACTIVE] if "主动" in words else []
    if re.search(r"依?申请", words):
        found.append(elements.ON_REQUEST)
    return ";".join(found)


_LEVELS = (
    (elements.COUNTY, re.compile(r"[县区旗]|县级市")),
    (elements.TOWN, re.compile(r"[乡镇]|街道|苏木")),
    (elements.VILLAGE, re.compile(r"村|社区|嘎查")),
)


def levels_of(words: str) -> list[str]:
    words = simplified(words).replace("社区", "村")
    return [level for level, pattern in _LEVELS if pattern.search(words)]


_EVERYONE = re.compile(r"(?:面向)?(?:全社[会會]|社[会會]公[众眾]|公[众眾])")


def audience_of(words: str) -> str:
    """全社会, 特定群体 or 特定群体:who, joined with ;"""
    found = [elements.EVERYONE] if re.search(_EVERYONE, simplified(words)) else []
    rest = re.sub(_EVERYONE, "", words).strip("、,;，；:：")
    if rest:
        found.append(group(rest))
    return ";".join(found)


def group(words: str) -> str:
    """特定群体:who; a bare tick or the bare word is 特定群体."""
    who = re.sub(r"^[√✓✔☑■●þ]+", "", words)
    who = re.sub(r"^特定(?:群体|群众|对象|人群)(?:\(请写明\)|（请写明）)?[:：]?", "", who).strip(":： ")
    who = who[1:-1] if who[:1] in "(（" and who[-1:] in ")）" else who
    return f"特定群体:{who}" if who and ticked(who) is None else "特定群体"
