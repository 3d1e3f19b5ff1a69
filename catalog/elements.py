"""The eight elements of an item (国办发〔2019〕54号: 名称 内容 依据 时限 主体 方式 渠道 公开对象) and their marks. Pure."""

from collections.abc import Iterable, Mapping

NAMES = {
    "name": "公开事项",
    "content": "公开内容",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "publisher": "公开主体",
    "method": "公开方式",
    "channels": "公开渠道和载体",
    "audience": "公开对象",
}
"""The eight elements in the order of the national table, with their Chinese labels."""

LABELS = NAMES | {
    "level1": "一级事项",
    "level2": "二级事项",
    "levels": "公开层级",
    "agencies": "责任机关",
    "renewal_days": "更新周期（天）",
    "retired_on": "停用日期",
}

GIVEN, ASSUMED, MISSING = "given", "assumed", "missing"
INHERITED = "inherited"  # taken from a merged cell or the row above; a person may look
ACTIVE, ON_REQUEST = "主动", "依申请"
BOTH = f"{ACTIVE};{ON_REQUEST}"
EVERYONE = "全社会"
COUNTY, TOWN, VILLAGE = "县级", "乡级", "村级"

CHANNELS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏(电子屏)",
    "精准推送",
    "其他",
)
"""The thirteen channels of the national table."""

MAY_BE_EMPTY = frozenset({"level2"})


def incomplete(values: Mapping[str, str | Iterable[str]]) -> list[str]:
    """Elements that are empty or break off ("…"), in the order of the table."""
    return [name for name in NAMES if _unfinished(values.get(name))]


def _unfinished(value: str | Iterable[str] | None) -> bool:
    text = value if isinstance(value, str) else "".join(value or ())
    return not text.strip() or "…" in text


def marks(assumed: Iterable[str], unfinished: Iterable[str]) -> dict[str, str]:
    """Element -> given, assumed or missing; `levels` is marked too."""
    assumed, unfinished = set(assumed), set(unfinished)
    found = {name: MISSING if name in unfinished else GIVEN for name in (*NAMES, "levels")}
    return found | dict.fromkeys(assumed, ASSUMED)
