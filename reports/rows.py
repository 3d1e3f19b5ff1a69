"""Tables 3 and 4 of the annual report (国办公开办函〔2021〕30号): which cell a request or a case belongs to.

A table is a tuple of rows, a row a tuple of counts: table 3 has 25 rows of 7, table 4 three groups of 5. Last in each
row stands its total. Nothing here knows where the cases come from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

Table = tuple[tuple[int, ...], ...]

COLUMNS = (
    ("person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("welfare", "社会公益组织"),
    ("legal", "法律服务机构"),
    ("other", "其他"),
)
TOTAL = "total"
COLUMN_NAMES = dict(COLUMNS) | {TOTAL: "总计"}
NEW, CARRIED, FIRST_RESULT, LAST_RESULT, DONE, LEFT = 1, 2, 3, 23, 24, 25


@dataclass(frozen=True)
class Row:
    """One row of table 3. `part` and `group` are the headings at its left, "" for none."""

    number: int
    name: str
    part: str = ""
    group: str = ""


RESULTS = "三、本年度办理结果"
REFUSED, UNABLE = "（三）不予公开", "（四）无法提供"
NOT_HANDLED, OTHERWISE = "（五）不予处理", "（六）其他处理"
ROWS = (
    Row(1, "一、本年新收政府信息公开申请数量"),
    Row(2, "二、上年结转政府信息公开申请数量"),
    Row(3, "（一）予以公开", RESULTS),
    Row(4, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", RESULTS),
    Row(5, "1.属于国家秘密", RESULTS, REFUSED),
    Row(6, "2.其他法律行政法规禁止公开", RESULTS, REFUSED),
    Row(7, "3.危及“三安全一稳定”", RESULTS, REFUSED),
    Row(8, "4.保护第三方合法权益", RESULTS, REFUSED),
    Row(9, "5.属于三类内部事务信息", RESULTS, REFUSED),
    Row(10, "6.属于四类过程性信息", RESULTS, REFUSED),
    Row(11, "7.属于行政执法案卷", RESULTS, REFUSED),
    Row(12, "8.属于行政查询事项", RESULTS, REFUSED),
    Row(13, "1.本机关不掌握相关政府信息", RESULTS, UNABLE),
    Row(14, "2.没有现成信息需要另行制作", RESULTS, UNABLE),
    Row(15, "3.补正后申请内容仍不明确", RESULTS, UNABLE),
    Row(16, "1.信访举报投诉类申请", RESULTS, NOT_HANDLED),
    Row(17, "2.重复申请", RESULTS, NOT_HANDLED),
    Row(18, "3.要求提供公开出版物", RESULTS, NOT_HANDLED),
    Row(19, "4.无正当理由大量反复申请", RESULTS, NOT_HANDLED),
    Row(20, "5.要求行政机关确认或重新出具已获取信息", RESULTS, NOT_HANDLED),
    Row(21, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", RESULTS, OTHERWISE),
    Row(22, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", RESULTS, OTHERWISE),
    Row(23, "3.其他", RESULTS, OTHERWISE),
    Row(24, "（七）总计", RESULTS),
    Row(25, "四、结转下年度继续办理"),
)
ROW_NAMES = {row.number: row.name for row in ROWS}


def opens(row: Row, heading: str) -> int:
    """How many rows the `part` or `group` of a row spans where it begins with this row, else 0 (30号文 the form)."""
    name = getattr(row, heading)
    same = [each.number for each in ROWS if name and getattr(each, heading) == name]
    return len(same) if same and same[0] == row.number else 0


GROUPS = (
    ("review", "行政复议", ""),
    ("direct", "未经复议直接起诉", "行政诉讼"),
    ("after_review", "复议后起诉", "行政诉讼"),
)
GROUP_NAMES = {code: name for code, name, _ in GROUPS}
RESULT_COLUMNS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
)
RESULT_NAMES = dict(RESULT_COLUMNS) | {TOTAL: "总计"}


@dataclass(frozen=True)
class Case:
    """A request as the report sees it: who asked, when it was received, and when and how it ended (row 3-23)."""

    number: str
    column: str
    received_on: date
    ended_on: date | None = None
    row: int | None = None


@dataclass(frozen=True)
class Dispute:
    """A review or a suit: `kind` is a group of table 4, `result` its column, "" while undecided."""

    number: str
    kind: str
    served_on: date
    decided_on: date | None = None
    result: str = ""


def rows_of(case: Case, year: int) -> list[int]:
    """The rows of table 3 in which a request counts for a year; a request not received counts nowhere (Art 31)."""
    ended = case.ended_on.year if case.ended_on else None
    if case.received_on.year > year or (ended is not None and ended < year):
        return []
    found = [NEW if case.received_on.year == year else CARRIED]
    return found + ([case.row, DONE] if ended == year else [LEFT])


def column_of(dispute: Dispute, year: int) -> str | None:
    """The column of table 4 for a year: decided in it, or still pending at its end; None when it counts nowhere."""
    if dispute.served_on.year > year or (dispute.decided_on and dispute.decided_on.year < year):
        return None
    return dispute.result if dispute.decided_on and dispute.decided_on.year == year else "pending"


def table_three(cases: Iterable[Case], year: int) -> Table:
    """Table 3 for a year: what came in, what was carried over, how each ended, what is left (Art 50(2))."""
    counts = [[0] * len(COLUMNS) for _ in ROWS]
    places = {code: place for place, (code, _) in enumerate(COLUMNS)}
    for case in cases:
        for number in rows_of(case, year):
            counts[number - 1][places[case.column]] += 1
    return tuple((*row, sum(row)) for row in counts)


def table_four(disputes: Iterable[Dispute], year: int) -> Table:
    """Table 4 for a year: reviews and suits by how they ended (Art 50(3))."""
    places = {code: place for place, (code, _) in enumerate(RESULT_COLUMNS)}
    counts = {code: [0] * len(RESULT_COLUMNS) for code, *_ in GROUPS}
    for dispute in disputes:
        if column := column_of(dispute, year):
            counts[dispute.kind][places[column]] += 1
    return tuple((*row, sum(row)) for row in counts.values())


def with_carried(table: Table, carried: Sequence[int]) -> Table:
    """Table 3 with what was typed for the row 上年结转, by column (law: 国办公开办函〔2021〕30号)."""
    row = (*carried, sum(carried))
    return tuple(row if place == CARRIED - 1 else each for place, each in enumerate(table))


def summed(tables: Sequence[Table]) -> Table:
    """The cells of several agencies added up: the government's report; there must be at least one (Art 49)."""
    return tuple(tuple(map(sum, zip(*same, strict=True))) for same in zip(*tables, strict=True))
