"""The three sorts of column with fields of their own, and what each holds. Data and pure rules; no form builder.

Six types of field: text, long text, date, number, choice, agency. The names are those of the national
tables for results of permits and penalties (双公示) and of the standard catalogue; a county renames no field.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from agencies.creditcodes import credit_code_problem

TEXT, LONG, DATE, NUMBER, CHOICE, AGENCY = "text", "long", "date", "number", "choice", "agency"
TYPES = (TEXT, LONG, DATE, NUMBER, CHOICE, AGENCY)
NATURAL = "natural"
PARTIES = (("legal", "法人及非法人组织"), ("sole", "个体工商户"), (NATURAL, "自然人"))


@dataclass(frozen=True)
class Field:
    """`also`: other words over its column in tables; `narrows`: a filter of the shelf; `listed`: a column of the shelf.

    `most`: characters of a text, or the largest number; `whole`: no decimals; `unit` is said after the number.
    """

    name: str
    label: str
    type: str = TEXT
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    also: tuple[str, ...] = ()
    listed: bool = False
    narrows: bool = False
    unit: str = ""
    most: int = 200
    whole: bool = False

    @property
    def heading(self) -> str:
        """What stands over its column in a table, with the unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True)
class Record:
    """One kind of record: `dated` names the field that is its day of formation.

    `limit` (number, unit) and `article`: how soon after that day it must be public; `duty` is the kind of that duty.
    `wants_text`: a text or a file is needed beside the fields. `wants_end`: shown only until an end date.
    """

    name: str
    label: str
    kind: str
    fields: tuple[Field, ...]
    dated: str
    limit: tuple[int, str]
    article: str
    duty: str
    title: Callable[[Mapping], str]
    check: Callable[[Mapping], dict[str, str]]
    wants_text: bool = False
    wants_end: bool = False

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    @property
    def required(self) -> list[str]:
        return [field.name for field in self.fields if field.required]

    @property
    def listed(self) -> list[Field]:
        return [field for field in self.fields if field.listed]

    def personal(self, values: Mapping) -> frozenset[str]:
        """The fields that are of a natural person: masked, and shown only until the end date (个人信息保护法 28, 47)."""
        return frozenset({"party"}) if values.get("party_kind") == NATURAL else frozenset()


def _party(values: Mapping) -> dict[str, str]:
    """A body says its code; of a natural person neither a code nor anybody else's name is kept (个人信息保护法 6)."""
    code, natural = values.get("credit_code", ""), values.get("party_kind") == NATURAL
    if natural and code:
        return {"credit_code": "当事人是自然人的，不填代码，更不要填身份证号码"}
    if natural and values.get("legal_rep"):
        return {"legal_rep": "当事人是自然人的，不填法定代表人"}
    if not natural and not code:
        return {"credit_code": "填写统一社会信用代码"}
    problem = "" if natural else credit_code_problem(code)
    return {"credit_code": problem} if problem else {}


def _penalty(values: Mapping) -> dict[str, str]:
    found = _party(values)
    if values.get("sort") == "fine" and not (values.get("fine") or values.get("confiscated")):
        found["fine"] = "处罚类别是罚款、没收的，填写罚款金额或者没收金额"
    return found


def _licence(values: Mapping) -> dict[str, str]:
    found = _party(values)
    start, end = values.get("valid_from", ""), values.get("valid_to", "")
    if end and start and end < start:
        found["valid_to"] = "有效期至不能早于有效期自"
    return found


def _project(values: Mapping) -> dict[str, str]:
    start, finish = values.get("start_on", ""), values.get("finish_on", "")
    return {"finish_on": "计划竣工日期不能早于计划开工日期"} if start and finish and finish < start else {}


def _budget(values: Mapping) -> dict[str, str]:
    """A budget is of the year it is approved in or the one after; final accounts are of a year that is over."""
    approved, year = values.get("approved_on", ""), values.get("year")
    if not approved or not year:
        return {}
    in_year = date.fromisoformat(approved).year
    if values.get("sort", "").endswith("account") and year >= in_year:
        return {"year": "决算的年度应当早于批准的年份"}
    return {"year": "年度和批准日期相差太远，请核对"} if abs(year - in_year) > 2 else {}


def _title_of_decision(word: str) -> Callable[[Mapping], str]:
    """The title names a body, never a natural person."""

    def title(values: Mapping) -> str:
        party = "" if values.get("party_kind") == NATURAL else f"{values.get('party', '')}"
        return f"{party}{word}（{values.get('number', '')}）"

    return title


def _title_of_budget(values: Mapping) -> str:
    label = dict(BUDGETS).get(values.get("sort", ""), "预算")
    return f"{values.get('body_name', '')}{values.get('year', '')}年{label}"


PARTY = (
    Field("party", "行政相对人名称", required=True, listed=True, also=("当事人", "被处罚人", "相对人", "申请人名称")),
    Field("party_kind", "行政相对人类别", CHOICE, True, PARTIES, listed=True, narrows=True, also=("当事人类别", "相对人类别")),
    Field("credit_code", "统一社会信用代码", help="自然人不填；不要填身份证号码。", also=("社会信用代码", "信用代码"), most=40),
    Field("legal_rep", "法定代表人（负责人）", help="自然人不填。", also=("法定代表人", "负责人"), most=60),
)  # fmt: skip
ORGAN = Field(
    "organ",
    "决定机关",
    AGENCY,
    help="不选的，就是发布机关。",
    also=("处罚机关", "许可机关", "作出决定的机关"),
)
PENALTIES = (
    ("warning", "警告、通报批评"),
    ("fine", "罚款、没收违法所得、没收非法财物"),
    ("licence", "暂扣许可证件、降低资质等级、吊销许可证件"),
    ("business", "限制开展生产经营活动、责令停产停业、责令关闭、限制从业"),
    ("detention", "行政拘留"),
    ("other", "法律、行政法规规定的其他行政处罚"),
)
LICENCES = (("general", "普通"), ("special", "特许"), ("recognition", "认可"), ("approval", "核准"), ("registration", "登记"), ("other", "其他"))  # fmt: skip
PROJECTS = (
    ("transport", "交通"), ("water", "水利"), ("energy", "能源"), ("urban", "市政"), ("education", "教育"), ("health", "医疗卫生"),
    ("culture", "文化体育"), ("environment", "生态环境"), ("industry", "产业"), ("other", "其他"),
)  # fmt: skip
BUDGETS = (
    ("government_budget", "政府预算"), ("government_account", "政府决算"), ("department_budget", "部门预算"),
    ("department_account", "部门决算"), ("unit_budget", "单位预算"), ("unit_account", "单位决算"),
)  # fmt: skip

PENALTY = Record(
    "penalty",
    "行政处罚决定",
    "penalty",
    (
        Field("number", "行政处罚决定书文号", required=True, listed=True, also=("决定书文号", "处罚决定书文号", "处罚文书号"), most=80),
        *PARTY,
        Field("offence", "违法行为类型", required=True, listed=True, also=("案由",)),
        Field("facts", "违法事实", LONG, True, also=("违法行为", "主要违法事实"), most=3000),
        Field("basis", "处罚依据", LONG, True, also=("法律依据",), most=2000),
        Field("sort", "处罚类别", CHOICE, True, PENALTIES, "有几种的，选最重的一种，全部写在处罚内容里。", ("处罚种类",), True, True),
        Field("content", "处罚内容", LONG, True, also=("处罚结果", "处罚决定"), most=2000),
        Field("fine", "罚款金额", NUMBER, unit="万元", also=("罚款",), most=10**8),
        Field("confiscated", "没收违法所得、没收非法财物的金额", NUMBER, unit="万元", also=("没收金额", "没收"), most=10**8),
        Field("decided_on", "处罚决定日期", DATE, True, listed=True, narrows=True, also=("决定日期", "作出决定日期")),
        ORGAN,
    ),
    dated="decided_on",
    limit=(7, "working_day"),
    article="行政许可和行政处罚等信用信息公示的七个工作日",
    duty="result_publication",
    title=_title_of_decision("行政处罚决定"),
    check=_penalty,
    wants_end=True,
)  # fmt: skip
LICENCE = Record(
    "licence",
    "行政许可决定",
    "licence",
    (
        Field("number", "行政许可决定文书号", required=True, listed=True, also=("决定书文号", "许可决定文书号", "许可文书号"), most=80),
        Field("document", "行政许可决定文书名称", required=True, also=("文书名称",)),
        *PARTY,
        Field("sort", "许可类别", CHOICE, True, LICENCES, listed=True, narrows=True),
        Field("certificate", "许可证书名称", also=("证书名称",)),
        Field("certificate_number", "许可编号", also=("许可证编号",), most=80),
        Field("content", "许可内容", LONG, True, listed=True, most=3000),
        Field("decided_on", "许可决定日期", DATE, True, listed=True, narrows=True, also=("决定日期",)),
        Field("valid_from", "有效期自", DATE, True),
        Field("valid_to", "有效期至", DATE, help="长期有效的不填。"),
        ORGAN,
    ),
    dated="decided_on",
    limit=(7, "working_day"),
    article="行政许可和行政处罚等信用信息公示的七个工作日",
    duty="result_publication",
    title=_title_of_decision("行政许可决定"),
    check=_licence,
)  # fmt: skip
PROJECT = Record(
    "project",
    "重大建设项目",
    "project",
    (
        Field("name", "项目名称", required=True, listed=True),
        Field("code", "项目代码", required=True, help="全国投资项目在线审批监管平台的统一代码。", also=("项目统一代码",), most=60),
        Field("sort", "项目类别", CHOICE, True, PROJECTS, listed=True, narrows=True),
        Field("owner", "建设单位", required=True, listed=True, also=("项目法人", "项目单位")),
        Field("lead", "主管部门", AGENCY, True, listed=True, narrows=True, also=("牵头部门", "责任部门")),
        Field("place", "建设地点", required=True),
        Field("scale", "建设规模和内容", LONG, True, also=("建设内容", "建设规模"), most=3000),
        Field("investment", "总投资", NUMBER, True, unit="万元", listed=True, most=10**9),
        Field("approved_on", "批准日期", DATE, True, also=("立项日期", "批复日期")),
        Field("start_on", "计划开工日期", DATE),
        Field("finish_on", "计划竣工日期", DATE),
    ),
    dated="approved_on",
    limit=(20, "working_day"),
    article="政府信息公开条例第二十六条",
    duty="publication",
    title=lambda values: values.get("name", ""),
    check=_project,
)  # fmt: skip
BUDGET = Record(
    "budget",
    "财政预决算",
    "budget",
    (
        Field("sort", "种类", CHOICE, True, BUDGETS, listed=True, narrows=True, also=("预决算种类",)),
        Field("year", "年度", NUMBER, True, listed=True, narrows=True, whole=True, most=2999),
        Field("body", "编制单位", AGENCY, help="不选的，就是发布机关。", also=("部门", "单位")),
        Field("approved_by", "批准（批复）机关", required=True, help="例如：县人民代表大会、县财政局。", also=("批准机关", "批复机关")),
        Field("approved_on", "批准（批复）日期", DATE, True, listed=True, also=("批准日期", "批复日期"), help="从这一天起 20 日内公开（预算法第十四条）。"),
        Field("income", "收入总计", NUMBER, True, unit="万元", listed=True, most=10**9),
        Field("spending", "支出总计", NUMBER, True, unit="万元", listed=True, most=10**9),
        Field("three", "“三公”经费合计", NUMBER, unit="万元", also=("三公经费",), most=10**8),
        Field("notes", "说明", LONG, help="本级政府的转移支付、举借债务，部门的机关运行经费、政府采购、绩效等。", most=5000),
    ),
    dated="approved_on",
    limit=(20, "day"),
    article="预算法第十四条",
    duty="budget_publication",
    title=_title_of_budget,
    check=_budget,
    wants_text=True,
)  # fmt: skip
RECORDS = {record.name: record for record in (PENALTY, LICENCE, PROJECT, BUDGET)}
COLUMN_KINDS = (("", "一般栏目"), *((record.name, record.label) for record in RECORDS.values()))
"""A column holds one kind of record, or none: results (penalties, permits), projects, budgets."""
