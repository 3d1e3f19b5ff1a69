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
        """Whether a ground of Art 14-16 must be chosen (with facts and reason)."""
        return bool(self.grounds)

    @property
    def second_approval(self) -> bool:
        """Whether withholding on these grounds (Art 14-16) is looked at by a second approver."""
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

ALL_GROUNDS = ("14-a", "14-b", "14-c", "15", "16-1", "16-2", "16-3")
REFUSAL = ("facts", "reason")

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
        ("provided", "withheld", "facts", "reason"),
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
        ("facts", "law", "reason"),
    ),
    Outcome(
        "endangers",
        "不予公开：危及国家安全、公共安全、经济安全、社会稳定",
        "第三十六条第三项、第十四条",
        "D15",
        7,
        REVIEW_FIRST,
        ("14-c",),
        REFUSAL,
    ),
    Outcome(
        "third_party",
        "不予公开：损害第三方合法权益",
        "第三十六条第三项、第十五条、第三十二条",
        "D16",
        8,
        REVIEW_FIRST,
        ("15",),
        REFUSAL,
    ),
    Outcome(
        "internal",
        "不予公开：内部事务信息",
        "第三十六条第三项、第十六条第一款",
        "D17",
        9,
        REVIEW_FIRST,
        ("16-1",),
        REFUSAL,
    ),
    Outcome(
        "process",
        "不予公开：过程性信息",
        "第三十六条第三项、第十六条第二款",
        "D17",
        10,
        REVIEW_FIRST,
        ("16-2",),
        REFUSAL,
    ),
    Outcome(
        "case_file",
        "不予公开：行政执法案卷信息",
        "第三十六条第三项、第十六条第二款",
        "D17",
        11,
        REVIEW_FIRST,
        ("16-3",),
        REFUSAL,
    ),
    Outcome("registry", "告知依照专门规定查询", "第三十六条第七项", "D21", 12, asks=("law", "responsible")),
    Outcome("not_held", "政府信息不存在", "第三十六条第四项", "D18", 13, asks=("search",)),
    Outcome(
        "other_agency", "不属于本机关负责公开", "第三十六条第五项", "D19", 13, asks=("reason", "responsible")
    ),
    Outcome("needs_making", "没有现成信息，需要加工、分析", "第三十八条", "D22", 14, asks=REFUSAL),
    Outcome("unclear", "补正后申请内容仍不明确", "第三十条", "D23", 15, asks=("facts",), after="supplement"),
    Outcome("petition", "信访、投诉、举报，不作为申请处理", "第三十九条第一款", "D24", 16, asks=("channel",)),
    Outcome("repeated", "重复申请，不予重复处理", "第三十六条第六项", "D20", 17, asks=("earlier",)),
    Outcome("publication", "告知公开出版物的获取途径", "第三十九条第二款", "D25", 18, asks=("where",)),
    Outcome("excessive", "数量、频次明显超过合理范围，不予处理", "第三十五条", "D26", 19, asks=REFUSAL),
    Outcome(
        "reissue", "要求确认或者重新出具已获取的信息，不予处理", "第二条、第三十八条", "D27", 20, asks=REFUSAL
    ),
    Outcome("not_supplemented", "逾期不补正，不再处理", "第三十条", "D28", 21, after="lapse"),
    Outcome(
        "not_paid", "逾期不缴纳信息处理费，不再处理", "第四十二条", "D29", 22, asks=("facts",), after="unpaid"
    ),
    Outcome("not_government", "不属于政府信息", "第二条", "D33", 23, asks=REFUSAL),
    Outcome("consultation", "属于咨询，告知咨询渠道", "第二条", "D33", 23, asks=("channel",)),
    Outcome("correction", "要求更正自身信息，告知更正程序", "第四十一条", "D30", 23, asks=("channel",)),
    Outcome("withdrawn", "申请人撤回申请", "第四十五条", "D33", 23, NONE),
)

BY_CODE = {row.code: row for row in OUTCOMES}


@dataclass(frozen=True)
class Field:
    """Something the reply form asks. `sentence` says what to do when it is missing."""

    name: str
    label: str
    hint: str
    sentence: str


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
            "provided", "提供的信息", "逐件列明名称、页数；文件在保存以后用“添加附件”上传", "列明提供哪些信息"
        ),
        Field("withheld", "不予公开的部分", "逐处列明，例如“第 3 页住户姓名和住址”", "列明哪些部分不予公开"),
        Field(
            "search",
            "检索记录",
            "检索的档案和系统、关键词、检索人、时间、结果",
            "写明检索的范围、方法、检索人、时间和结果",
        ),
        Field(
            "responsible",
            "负责的机关及联系方式",
            "名称、地址、电话；不能确定的写明“不能确定”",
            "写明负责的机关和联系方式，不能确定的写“不能确定”",
        ),
        Field(
            "earlier",
            "原申请编号和原答复文号",
            "例如 YSQ-2026-000012，澄民公开复〔2026〕5号",
            "写明原申请编号和原答复文号",
        ),
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


def problems(code: str, data: dict, *, objected: bool = False) -> dict[str, str]:
    """What a reply of this kind still lacks, by field (Art 36-39): `{}` when it is complete.

    `data` holds the texts named in `asks`, and `ground` when the outcome needs one.
    """
    if code not in BY_CODE:
        return {"outcome": "选择答复类型"}
    row = BY_CODE[code]
    found = {
        name: FIELDS[name].sentence
        for name in asked(code, objected=objected)
        if not str(data.get(name, "")).strip()
    }
    if row.needs_ground and data.get("ground") not in row.grounds:
        found["ground"] = "选择不予公开的依据"
    if row.needs_ground and 0 < len(str(data.get("reason", "")).strip()) < 15:
        found["reason"] = "理由太短：说明事实怎样符合所引条款，不少于 15 字"
    return found
