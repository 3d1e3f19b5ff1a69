"""Columns are found by the words of the header, never by their place. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from catalog import elements
from catalog.importing.cells import plain
from catalog.importing.grid import Grid
from catalog.importing.marks import _CHANNEL, _KNOWN
from search.script import fold

# (field, pattern, rank): where two columns say the same, the lower rank is taken and the other left aside.
_OPEN = "公?开"  # some mirrors lost every 公
_LABELS = (
    ("seq", r"序号?|编号|项目序号|事项序号", 0),
    ("domain", rf"(?:政务)?(?:{_OPEN})?(?:试点|所属|相应|涉及)?领域(?:名称)?", 0),
    ("level1", rf"(?:{_OPEN})?(?:事项)?一级(?:{_OPEN})?(?:事项|目录|分类|类别|标题|主题|栏目)?(?:名称)?", 0),
    ("level2", rf"(?:{_OPEN})?(?:事项)?二级(?:{_OPEN})?(?:事项|目录|分类|类别|标题|主题|栏目)?(?:名称)?", 0),
    ("level3", rf"(?:{_OPEN})?(?:事项)?三级(?:{_OPEN})?(?:事项|目录|分类|类别|标题|主题|栏目)?(?:名称)?", 0),
    ("item", rf"(?:政务|信息)?{_OPEN}事项(?:名称)?|事项名称|{_OPEN}项目(?:名称)?", 0),
    ("item", r"事项|名称", 1),
    ("content", rf"(?:信息)?{_OPEN}(?:的)?(?:具体|主要)?内容(?:和|及)?(?:要素)?(?:和|及)?(?:要求)?", 0),
    ("content", rf"事项内容|内容规范|{_OPEN}要素|内容要素|内容", 1),
    ("basis", rf"(?:信息)?{_OPEN}(?:的)?(?:法律|政策)?依据", 0),
    ("basis", r"法[律定]依据|政策依据|依据|设定依据", 1),
    ("time_limit", rf"(?:信息)?{_OPEN}(?:的)?时限(?:要求)?", 0),
    ("time_limit", rf"{_OPEN}(?:时间|期限|时长)|时限(?:要求)?|发布时限", 1),
    ("publisher", rf"(?:信息)?{_OPEN}(?:责任)?主体?", 0),
    (
        "publisher",
        rf"(?:{_OPEN})?责任主体|{_OPEN}(?:责任)?(?:单位|部门|机构|机关)|责任(?:单位|部门)|发布主体|实施主体",
        1,
    ),
    (
        "channels",
        rf"(?:网站)?{_OPEN}渠道(?:和|及|与|或)?(?:{_OPEN})?(?:载体|平台|方式)?|{_OPEN}载体(?:和|及|与)?(?:渠道)?",
        0,
    ),
    ("channels", rf"{_OPEN}(?:形式|途径|平台)|发布渠道|渠道(?:和|及|与)?载体|渠道", 1),
    ("audience", rf"(?:信息)?{_OPEN}(?:的)?对象|{_OPEN}范围|面向对象", 0),
    ("method", rf"{_OPEN}属性", 0),
    ("method", rf"{_OPEN}方式|{_OPEN}类型", 1),
    ("levels", rf"{_OPEN}层[级次]|{_OPEN}级别|层级", 0),
    ("cycle", r"更新(?:周期|频率|时限|时间)", 0),
    ("everyone", r"(?:面向)?(?:全社会|社会公众|全体公众)", 0),
    ("group", r"(?:面向)?特定(?:群体|群众|对象|人群|人员)(?:请写明|写明)?", 0),
    ("active", rf"主动(?:{_OPEN})?", 0),
    ("on_request", rf"依?申请(?:{_OPEN})?", 0),
    (
        "county",
        r"(?:县|区|旗|县区|区县|县市|市县|县市区|市县区|区市县|县区市|旗县|旗县区)级?|[县区]本级|县级及以上",
        0,
    ),
    ("town", r"(?:乡|镇|乡镇|镇乡|街道|乡镇街道|镇街|街镇|镇街道|乡镇苏木)级?(?:街道)?", 0),
    ("village", r"(?:村|社区|村社区|村居|嘎查|村级社区)级?", 0),
    ("elsewhere", r"(?:国家|省|市|州|盟|地市|设区市|地市州)级?", 0),
    (
        "aside",
        r"备注|说明|网址|.*(?:编码|网址|电话|链接|位阶|效力|科室|负责人|联系人)|过程|环节|五公开阶段|公开阶段|条款内容|事项类[别型]|公开内容标题|作业区"
        r"|国家|发布频率|信息格式|公开格式|审核|是否.*|责任人|牵头.*|事项编号|单位|填报单位",
        0,
    ),
)
_COMPILED = [(name, re.compile(pattern), rank) for name, pattern, rank in _LABELS]
SUB = frozenset(
    [
        "level1",
        "level2",
        "level3",
        "everyone",
        "group",
        "active",
        "on_request",
        "county",
        "town",
        "village",
        "elsewhere",
    ]
)
MAIN = frozenset(
    [
        "item",
        "level1",
        "level2",
        "content",
        "basis",
        "time_limit",
        "publisher",
        "channels",
        "audience",
        "method",
        "levels",
    ]
)
GROUPS = {
    "audience": ("everyone", "group"),
    "method": ("active", "on_request"),
    "levels": ("county", "town", "village"),
}
"""Field -> the columns of ticks that it may be spread over."""

LABELS = elements.LABELS | {"level": "公开层级", "levels": "公开层级", "domain": "领域", "table": "整表"}
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
_MARKS = re.compile(r"[\"“”'‘’:*★、,。.;|·<>《》_■□—\-]")


_BLANKS = re.compile(r"\s+")
_WORDS = re.compile(
    r"内容|內容|依据|依據|时限|時限|时间|时长|期限|主体|主體|渠道|载体|載體|形式|途径|对象|對象|范围|方式|属性|层[级次]|層級|事项|事項"
    r"|项目|名称|单位|部门|规范|要素"
)


@dataclass(frozen=True)
class Header:
    """`columns`: field -> column. `channel_columns`: column -> channel, where each channel has ticks of its own."""

    first: int
    last: int
    columns: dict[str, int]
    labels: dict[int, str] = field(default_factory=dict)
    channel_columns: dict[int, str] = field(default_factory=dict)
    optional_boxes: bool = False
    unknown: tuple[str, ...] = ()
    width: int = 0
    censored: bool = False

    @property
    def missing(self) -> list[str]:
        """Elements that no column gives, in the order of the table."""
        has = set(self.columns)
        absent = [name for name in ("content", "basis", "time_limit", "publisher") if name not in has]
        if "channels" not in has and not self.channel_columns:
            absent.append("channels")
        return absent + [name for name, subs in GROUPS.items() if name not in has and not has & set(subs)]


@lru_cache(maxsize=4096)
def label_of(text: str) -> str:
    """A header cell without blanks, notes in brackets and punctuation."""
    bare = fold(plain(text))
    while (shorter := _NOTE.sub("", bare)) != bare:
        bare = shorter
    return _MARKS.sub("", bare)


@lru_cache(maxsize=4096)
def known(text: str) -> tuple[str, int] | None:
    """(field, rank) of a header cell, or None."""
    label = label_of(text)
    if not label or len(label) > 24:
        return None
    return next(((name, rank) for name, pattern, rank in _COMPILED if pattern.fullmatch(label)), None)


def again(header: Header, found: Header) -> Header:
    """The header that holds below a repeated one: one that repeats only its first row changes nothing."""
    same = all(header.columns.get(name, column) == column for name, column in found.columns.items())
    return header if same and len(found.columns) <= len(header.columns) else found


def find(grid: Grid, start: int = 0) -> Header | None:
    """The first header at or below the row."""
    for row in range(start, len(grid.rows)):
        if is_header(grid.rows[row]):
            return read(grid, row)
    return None


def _may_be_header(text: str) -> bool:
    """A quick look, so that the rows of data cost little: a header says several of its words."""
    return len(set(_WORDS.findall(_BLANKS.sub("", text)))) >= 3


def is_header(cells: Sequence[str]) -> bool:
    """At least three of the elements by name, an item or its content among them, and hardly anything else."""
    said = [cell for cell in cells if cell.strip()]
    if len(said) < 3 or not _may_be_header("".join(said)) or len(max(said, key=len)) > 120:
        return False
    found = [name[0] for cell in said if (name := known(cell))]
    main = set(found) & MAIN
    return (
        len(main) >= 3
        and bool(main & {"item", "level1", "level2", "content"})
        and len(found) * 2 >= len(set(said))
        and not any(len(label_of(cell)) > 40 for cell in said)
    )


def read(grid: Grid, row: int) -> Header:
    """The header that begins in the row: up to two more rows of it are taken in."""
    rows = [list(grid.rows[row])]
    last = row
    while last + 1 < len(grid.rows) and last - row < 2 and _goes_on(rows[-1], grid.rows[last + 1]):
        last += 1
        rows.append(list(grid.rows[last]))
    if grid.ragged and len(rows) > 1:
        rows = [unfolded(rows[0], rows[1])]
    return _header(rows, row, last, _repeated(grid, row, last))


def _repeated(grid: Grid, first: int, last: int) -> set[int]:
    """Columns over which one cell of the header is stretched, with nothing of their own below it."""
    return {
        column
        for column in range(grid.width)
        if all(
            grid.origin.get((row, column), (row, column))[1] < column or not _cell(grid.rows[row], column)
            for row in range(first, last + 1)
        )
        and (first, column) in grid.origin
    }


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a row is the next one of the header: it names parts of the columns above, and nothing else."""
    said = [(i, cell) for i, cell in enumerate(cells) if cell.strip()]
    fresh = [cell for i, cell in said if i >= len(above) or label_of(cell) != label_of(above[i])]
    if not fresh:
        return False
    names = [known(cell) for cell in fresh]
    parts = [n for n in names if n and n[0] in SUB]
    channel = [cell for cell in fresh if _channel(cell)]
    return len(parts) + len(channel) >= 1 and all(
        n or _channel(cell) or label_of(cell) in {"", "名称"} for n, cell in zip(names, fresh, strict=True)
    )


def unfolded(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """One row of labels where the second row lost its place: its parts go under the column they belong to."""
    above = [cell for cell in above if cell.strip()] if len(below) != len(above) else list(above)
    rest = [cell for cell in below if cell.strip()]
    parents = {
        "item": {"level1", "level2", "level3"},
        "audience": {"everyone", "group"},
        "method": {"active", "on_request"},
        "levels": {"county", "town", "village", "elsewhere"},
    }
    labels: list[str] = []
    for cell in above:
        name = known(cell)
        parts = parents.get(name[0] if name else "", set())
        under = [part for part in rest if (sub := known(part)) and sub[0] in parts]
        labels += under or [cell]
    return labels


def _channel(text: str) -> str:
    """The channel that a header cell names, or ""."""
    match = _CHANNEL.fullmatch(label_of(text))
    return _KNOWN[int(match.lastgroup[1:])][1] if match else ""


def _header(rows: list[list[str]], first: int, last: int, repeated: set[int]) -> Header:
    width = max(map(len, rows))
    stacks = [[row[i] if i < len(row) else "" for row in rows] for i in range(width)]
    columns, labels, channels, unknown = {}, {}, {}, []
    ranks: dict[str, int] = {}
    under_channels = False
    for i, stack in enumerate(stacks):
        name, rank = _meaning(stack)
        text = next((label_of(cell) for cell in reversed(stack) if label_of(cell)), "")
        labels[i] = text
        under_channels = "渠道" in label_of(stack[0]) or (under_channels and not stack[0].strip())
        channel = _channel(stack[-1])
        if channel and len(stack) > 1 and (name is None or under_channels):
            channels[i] = channel
        elif i in repeated and name != "item":
            continue
        elif name is None:
            unknown += [text] if text else []
        else:
            _place(name, rank, i, columns, ranks)
    if channels:
        columns.pop("channels", None)
    text = "".join("".join(row) for row in rows)
    return Header(
        first=first,
        last=last,
        columns=_settled(columns),
        labels=labels,
        channel_columns=channels,
        optional_boxes="可选" in plain(text) and "□" in text,
        unknown=tuple(unknown),
        width=width,
        censored="公开" not in plain(text) and "开" in text,
    )


def _meaning(stack: list[str]) -> tuple[str | None, int]:
    """The lowest label that is known, seen under the one above it."""
    top = known(stack[0])
    for cell in reversed(stack):
        name = known(cell)
        if name is None:
            continue
        if top and top[0] == "item" and label_of(cell) == "名称":
            return "item", 0
        return name
    return (None, 0)


def _place(name: str, rank: int, column: int, columns: dict[str, int], ranks: dict[str, int]) -> None:
    """A second column of the same words takes the next meaning, or is left aside."""
    following = {
        "level1": "level2",
        "level2": "level3",
        "item": "item2",
        "item2": "item3",
        "method": "levels",
    }
    if name not in columns:
        columns[name], ranks[name] = column, rank
    elif name == "method" and rank != ranks[name]:
        if rank < ranks[name]:
            columns[name], ranks[name] = column, rank
    elif name in following:
        _place(following[name], rank, column, columns, ranks)
    elif rank < ranks[name]:
        columns[name], ranks[name] = column, rank


def _settled(columns: dict[str, int]) -> dict[str, int]:
    """公开事项 over two columns is the first and the second level; beside 一级事项 it is the second."""
    if "item2" in columns and "level1" not in columns:
        columns["level1"], columns["level2"] = columns.pop("item"), columns.pop("item2")
        if "item3" in columns:
            columns["level3"] = columns.pop("item3")
    elif "item" in columns and "level1" in columns:
        if "level2" not in columns:
            columns["level2"] = columns["item"]
        columns.pop("item")
    elif "item" in columns and "level2" in columns or "item" in columns:
        columns["level1"] = columns.pop("item")
    for name in ("aside", "elsewhere", "item2", "item3"):
        columns.pop(name, None)
    return columns
