"""Every kind of reply (条例第三十六条至第三十九条, 第三十条, 第三十五条; 国办公开办函〔2021〕30号 table 3).

The reply form, the letter, the remedy, the public log and the annual report are read off these rows.
`asks` names what the form must have for the outcome; `FIELDS` says what each of them is.
"""

from dataclasses import dataclass

REVIEW_FIRST, EITHER, NONE = "review_first", "either", "none"


@dataclass(frozen=True)
class Outcome:
    """One kind of reply. `letter` is the D number of the letter; `report_row` the row of table 3 (3-23)."""

    code: str
    name: str
    article: str
    letter: str
    report_row: int
    remedy: str = EITHER
    grounds: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    after: str = ""

    @property
    def needs_ground(self) -> bool:
        """Whether a ground of Art 14-16 must be chosen (with facts and reason); then a second person approves too."""
        return bool(self.grounds)

    @property
    def group(self) -> str:
        """The heading of table 3 under which it is counted."""
        return next(name for last, name in GROUPS if self.report_row <= last)


GROUPS = (
    (3, "予以公开"),
    (4, "部分公开"),
    (12, "不予公开"),
    (15, "无法提供"),
    (20, "不予处理"),
    (23, "其他处理"),
)

THIRD_PARTY_GROUND = "15"
ALL_GROUNDS = ("14-a", "14-b", "14-c", "15", "16-1", "16-2", "16-3")
# Where somebody could be hurt the letter says how (Art 14 last item, 15, 16), and why no part can be given (Art 37).
HARM_GROUNDS = ("14-c", "15", "16-1", "16-2", "16-3")
GIVEN = ("facts", "reason")
REFUSAL = (*GIVEN, "severability")
HARMFUL = ("facts", "harm", "reason", "severability")
SEARCH = ("search_where", "search_words", "search_by", "search_on", "search_result")
RESPONSIBLE = ("responsible_name", "responsible_address", "responsible_phone")

OUTCOMES: tuple[Outcome, ...] = (
    Outcome("published", "告知已主动公开", "第三十六条第一项", "D12", 3, asks=("where",)),
    Outcome("granted", "予以公开", "第三十六条第二项", "D13", 3, asks=("provided",)),
    Outcome(
        "partial",
        "部分公开",
        "第三十七条",
        "D14",
        4,
        REVIEW_FIRST,
        ALL_GROUNDS,
        ("provided", "withheld", "facts", "harm", "reason"),
    ),
    Outcome(
        "secret",
        "不予公开：国家秘密",
        "第三十六条第三项、第十四条",
        "D15",
        5,
        REVIEW_FIRST,
        ("14-a",),
        REFUSAL,
    ),
    Outcome(
        "forbidden",
        "不予公开：法律、行政法规禁止公开",
        "第三十六条第三项、第十四条",
        "D15",
        6,
        REVIEW_FIRST,
        ("14-b",),
        ("facts", "law", "reason", "severability"),
    ),
    Outcome(
        "endangers",
        "不予公开：危及国家安全、公共安全、经济安全、社会稳定",
        "第三十六条第三项、第十四条",
        "D15",
        7,
        REVIEW_FIRST,
        ("14-c",),
        HARMFUL,
    ),
    Outcome(
        "third_party",
        "不予公开：损害第三方合法权益",
        "第三十六条第三项、第十五条、第三十二条",
        "D16",
        8,
        REVIEW_FIRST,
        ("15",),
        HARMFUL,
    ),
    Outcome(
        "internal",
        "不予公开：内部事务信息",
        "第三十六条第三项、第十六条第一款",
        "D17",
        9,
        REVIEW_FIRST,
        ("16-1",),
        HARMFUL,
    ),
    Outcome(
        "process",
        "不予公开：过程性信息",
        "第三十六条第三项、第十六条第二款",
        "D17",
        10,
        REVIEW_FIRST,
        ("16-2",),
        HARMFUL,
    ),
    Outcome(
        "case_file",
        "不予公开：行政执法案卷信息",
        "第三十六条第三项、第十六条第二款",
        "D17",
        11,
        REVIEW_FIRST,
        ("16-3",),
        HARMFUL,
    ),
    Outcome("registry", "告知依照专门规定查询", "第三十六条第七项", "D21", 12, asks=("law", *RESPONSIBLE)),
    Outcome("not_held", "政府信息不存在", "第三十六条第四项", "D18", 13, asks=SEARCH),
    Outcome(
        "other_agency",
        "不属于本机关负责公开",
        "第三十六条第五项",
        "D19",
        13,
        asks=("reason", *RESPONSIBLE, "responsible_unknown"),
    ),
    Outcome("needs_making", "没有现成信息，需要加工、分析", "第三十八条", "D22", 14, asks=GIVEN),
    Outcome("unclear", "补正后申请内容仍不明确", "第三十条", "D23", 15, asks=("facts",), after="supplement"),
    Outcome("petition", "信访、投诉、举报，不作为申请处理", "第三十九条第一款", "D24", 16, asks=("channel",)),
    Outcome(
        "repeated",
        "重复申请，不予重复处理",
        "第三十六条第六项",
        "D20",
        17,
        asks=("earlier", "earlier_letter"),
    ),
    Outcome("publication", "告知公开出版物的获取途径", "第三十九条第二款", "D25", 18, asks=("where",)),
    Outcome(
        "excessive",
        "数量、频次明显超过合理范围，不予处理",
        "第三十五条",
        "D26",
        19,
        asks=GIVEN,
        after="reasons",
    ),
    Outcome(
        "reissue", "要求确认或者重新出具已获取的信息，不予处理", "第二条、第三十八条", "D27", 20, asks=GIVEN
    ),
    Outcome("not_supplemented", "逾期不补正，不再处理", "第三十条", "D28", 21, after="lapse"),
    Outcome(
        "not_paid", "逾期不缴纳信息处理费，不再处理", "第四十二条", "D29", 22, asks=("facts",), after="unpaid"
    ),
    Outcome("not_government", "不属于政府信息", "第二条", "D33", 23, asks=GIVEN),
    Outcome("consultation", "属于咨询，告知咨询渠道", "第二条", "D33", 23, asks=("channel",)),
    Outcome("correction", "要求更正自身信息，告知更正程序", "第四十一条", "D30", 23, asks=("channel",)),
    Outcome("withdrawn", "申请人撤回申请", "第四十五条", "D33", 23, NONE),
)

BY_CODE = {row.code: row for row in OUTCOMES}


@dataclass(frozen=True)
class Field:
    """Something the reply form asks. `sentence` says what to do when it is missing; `kind`: text line day check."""

    name: str
    label: str
    hint: str
    sentence: str
    kind: str = "text"


FIELDS = {
    field.name: field
    for field in (
        Field(
            "facts",
            "查明的事实",
            "申请的是什么信息，本机关有没有，由谁、在什么时候制作或者获取",
            "写明查明的事实",
        ),
        Field("reason", "理由", "为什么适用这一条，不能只引条文", "写明理由，不能只引条文"),
        Field(
            "law",
            "所依据的法律、行政法规",
            "写明名称和条款，例如《中华人民共和国统计法》第九条",
            "写明法律、行政法规的名称和条款",
        ),
        Field("where", "获取的方式和途径", "网址、书名和出版者、查阅地点和时间", "写明从哪里、怎么获取"),
        Field(
            "provided",
            "提供的信息",
            "一行一件，列明名称、页数；文件在保存以后用“添加附件”上传",
            "列明提供哪些信息",
        ),
        Field(
            "withheld",
            "不予公开的部分",
            "一行一处，例如“第 3 页住户姓名和住址”",
            "列明哪些部分不予公开",
        ),
        Field(
            "harm",
            "公开会造成什么损害",
            "对谁、造成什么损害、为什么会发生；不能只写“可能造成不良影响”",
            "写明公开会对谁造成什么损害",
        ),
        Field(
            "severability",
            "为什么不能区分处理",
            "能够区分的，应当提供可以公开的部分（第三十七条）；写明为什么不能区分",
            "写明为什么不能区分处理；能够区分的，改用“部分公开”",
        ),
        Field(
            "search_where",
            "在哪里检索",
            "一行一处：档案室、电子公文系统、业务科室等，以及起止年份",
            "写明检索了哪些地方",
        ),
        Field("search_words", "用什么关键词检索", "名称、文号、人名、地名等", "写明检索用的关键词", "line"),
        Field("search_by", "检索人", "姓名和部门；写进答复书的只有部门也可以", "写明由谁检索", "line"),
        Field("search_on", "检索日期", "完成检索的那一天", "填写检索日期", "day"),
        Field(
            "search_result",
            "检索结果",
            "查到什么、没有查到什么；应有而没有的，写明原因（例如未移交、已到期销毁）",
            "写明检索结果",
        ),
        Field("responsible_name", "负责的机关", "全称", "写明负责的机关", "line"),
        Field("responsible_address", "它的地址", "地址、电话至少写一项", "写明它的地址或者电话", "line"),
        Field("responsible_phone", "它的电话", "地址、电话至少写一项", "写明它的地址或者电话", "line"),
        Field(
            "responsible_unknown",
            "不能确定由哪个机关负责",
            "能够确定的，应当告知名称和联系方式（第三十六条第五项）",
            "",
            "check",
        ),
        Field("earlier", "原申请编号", "例如 YSQ-2026-000012", "写明原申请编号", "line"),
        Field("earlier_letter", "原答复文号", "例如 县民政局公开复〔2026〕5号", "写明原答复文号", "line"),
        Field(
            "override",
            "第三方不同意，仍然公开的理由",
            "不公开会对公共利益造成什么重大影响，或者第三方的理由为什么不合理（第十五条、第三十二条）；会书面告知第三方",
            "第三方不同意公开，写明不公开会对公共利益造成什么重大影响，或者第三方的理由为什么不合理",
        ),
        Field("channel", "可以通过什么渠道提出", "机关名称、地址、电话", "写明可以向谁提出、怎么联系"),
    )
}


RELEASING = ("granted", "partial")


def outcome(code: str) -> Outcome:
    """The row of this code; KeyError when there is none (Art 36)."""
    return BY_CODE[code]


def asked(code: str, *, objected: bool = False) -> tuple[str, ...]:
    """Names of FIELDS that the form asks; `objected`: a third party refused, so releasing needs a reason (Art 32)."""
    names = BY_CODE[code].asks
    return (*names, "override") if objected and code in RELEASING else names


def releases_against(code: str, data: dict, *, objected: bool) -> bool:
    """Whether the reply gives out what a third party refused (Art 32); not where its part is what is withheld (Art 37)."""
    return (
        objected
        and code in RELEASING
        and not (code == "partial" and THIRD_PARTY_GROUND in grounds_used(data))
    )


def problems(code: str, data: dict, *, objected: bool = False) -> dict[str, str]:
    """What a reply of this kind still lacks, by field (Art 36-39): `{}` when it is complete.

    `data` holds the texts named in `asks`, and `ground` when the outcome needs one; a partial reply may withhold
    further parts, each on its own ground (see `part_fields`).
    """
    if code not in BY_CODE:
        return {"outcome": "选择答复类型"}
    row = BY_CODE[code]
    spare = _spare(row, data)
    against = releases_against(code, data, objected=objected)
    found = {
        name: FIELDS[name].sentence
        for name in asked(code, objected=against)
        if name not in spare and not _told(data, name)
    }
    found |= _ground_problems(row, data)
    for number in FURTHER_PARTS if row.code == "partial" else ():
        found |= _part_problems(row, data, part_fields(number))
    return found


def _ground_problems(row: Outcome, data: dict) -> dict[str, str]:
    found = {}
    if row.needs_ground and data.get("ground") not in row.grounds:
        found["ground"] = "选择不予公开的依据"
    if row.needs_ground and 0 < len(str(data.get("reason", "")).strip()) < 15:
        found["reason"] = "理由太短：说明事实怎样符合所引条款，不少于 15 字"
    return found


def _part_problems(row: Outcome, data: dict, names: dict[str, str]) -> dict[str, str]:
    """What one more withheld part lacks, by the names of its fields; an empty one is none at all (Art 37)."""
    if not any(_told(data, name) for name in names.values()):
        return {}
    part = {plain: data.get(name) for plain, name in names.items()}
    wanted = {"withheld", "reason", "harm"} - _spare(row, part)
    found = {plain: FIELDS[plain].sentence for plain in wanted if not _told(part, plain)}
    found |= _ground_problems(row, part)
    return {names[plain]: sentence for plain, sentence in found.items()}


PART = ("withheld", "ground", "reason", "harm")
FURTHER_PARTS = range(2, 6)  # a partial reply withholds up to five parts; the first has the plain names


@dataclass(frozen=True)
class Part:
    """One part that is withheld, on a ground of its own (Art 37); `ground` is a code of Art 14-16."""

    withheld: str
    ground: str
    reason: str
    harm: str = ""


def part_fields(number: int) -> dict[str, str]:
    """PART to the names under which part `number` (1-5) of a partial reply is kept: ground, ground_2, …."""
    return {name: name if number == 1 else f"{name}_{number}" for name in PART}


def parts(data: dict) -> list[Part]:
    """What is withheld, each part with its ground and reason, in the order of the form (Art 37)."""
    rows = [part_fields(number) for number in (1, *FURTHER_PARTS)]
    told = [row for row in rows if any(_told(data, name) for name in row.values())]
    return [Part(**{plain: str(data.get(name) or "") for plain, name in row.items()}) for row in told]


def grounds_used(data: dict) -> list[str]:
    """Every ground of Art 14-16 on which something is withheld, each once."""
    return list(dict.fromkeys(part.ground for part in parts(data) if part.ground))


def _told(data: dict, name: str) -> bool:
    return bool(str(data.get(name) or "").strip())


def _spare(row: Outcome, data: dict) -> set[str]:
    """Fields that may stay empty, given the others."""
    spare = {"responsible_unknown"}
    if "harm" in row.asks and data.get("ground") not in (*HARM_GROUNDS, None, ""):
        spare.add("harm")
    if _told(data, "responsible_unknown"):
        spare.update(RESPONSIBLE)
    for name, other in (RESPONSIBLE[1:], RESPONSIBLE[:0:-1]):
        if _told(data, other):
            spare.add(name)
    return spare


def responsible(data: dict) -> str:
    """The responsible agency and how to reach it, as letters say it (Art 36(5), 36(7)); "" when nobody knows."""
    if _told(data, "responsible_unknown"):
        return ""
    labels = zip(("", "地址：", "电话："), RESPONSIBLE, strict=True)
    return "，".join(f"{label}{data[name]}" for label, name in labels if _told(data, name))


SENTENCES = (
    "facts",
    "law",
    "reason",
    "harm",
    "severability",
    "search_result",
    "where",
    "channel",
    "override",
)
STOPS = "。！？；…”"
PRINTED = "".join(map(chr, range(0x21, 0x7F)))  # what an address of the web is written with


def sentence(text: str) -> str:
    """What was typed, with the full stop that closes it in a letter; none behind an address of the web."""
    text = text.rstrip()
    last = text[len(text.rstrip(PRINTED)) :]
    return f"{text}。" if text and text[-1] not in STOPS and "/" not in last else text


def clause(text: str) -> str:
    """What was typed, to go on in the middle of a sentence."""
    return text.strip().rstrip("。；，;,. ")


def listed(text: str) -> str:
    """Lines as a numbered list, one line as it is."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{number}．{line}" for number, line in enumerate(lines, 1))
