"""Read 公开时限 wordings as limits that can be computed (政府信息公开条例 Art 26, and the items' own words).

One cell may hold several limits. Working days and calendar days are never mixed: a unit is taken as written.
What cannot be read with certainty ("批准后20内", a bare "20个工作日") is not guessed: the cell is not
computable, and the statutory default of Art 26 is offered instead (`DEFAULT`).
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from catalog.wording import normalise

AFTER_EVENT, BEFORE_EVENT, WITH_EVENT = "after_event", "before_event", "with_event"
IMMEDIATE, ON_REQUEST, PERIODIC = "immediate", "on_request", "periodic"
STANDING, NOTICE_PERIOD = "standing", "notice_period"
KINDS = (
    AFTER_EVENT,
    BEFORE_EVENT,
    WITH_EVENT,
    IMMEDIATE,
    ON_REQUEST,
    PERIODIC,
    STANDING,
    NOTICE_PERIOD,
)
WORKING_DAY, DAY, HOUR, WEEK, MONTH, YEAR = "working_day", "day", "hour", "week", "month", "year"
UNITS = (WORKING_DAY, DAY, HOUR, WEEK, MONTH, YEAR)

UNIT_WORDS = {
    "工作日": WORKING_DAY,
    "自然日": DAY,
    "日历日": DAY,
    "日": DAY,
    "天": DAY,
    "小时": HOUR,
    "星期": WEEK,
    "周": WEEK,
    "月": MONTH,
    "年": YEAR,
}
UNIT_NAMES = {
    WORKING_DAY: "个工作日",
    DAY: "日",
    HOUR: "小时",
    WEEK: "周",
    MONTH: "个月",
    YEAR: "年",
}


@dataclass(frozen=True)
class Limit:
    """One limit: what it is tied to, and how long. `number` and `unit` are None where the words give none."""

    kind: str
    number: int | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Parsed:
    """One cell: its limits in the order of the words, and whether all of them can be computed."""

    text: str
    limits: tuple[Limit, ...]
    computable: bool

    def as_dict(self) -> dict:
        """The promised shape: {"text", "limits": [{"kind", "number", "unit"}], "computable"}."""
        return {"text": self.text, "limits": [asdict(x) for x in self.limits], "computable": self.computable}


DEFAULT = Limit(AFTER_EVENT, 20, WORKING_DAY)
"""Art 26: within 20 working days of the day the information was created or changed."""


class WorkingDays(Protocol):
    """What a calendar must be able to do here (see workdays.calendar)."""

    def add(self, day: date, n: int) -> date: ...
    def add_days(self, day: date, n: int) -> date: ...
    def add_months(self, day: date, n: int) -> date: ...


_QUANTITY = re.compile(r"(\d+)(?:\.\d+)?个?(工作日|自然日|日历日|日|天|小时|星期|周|月|年)")
_UNITLESS = re.compile(r"\d+个?(?:以)?内")
_DATE = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|初|份)(?:之?前|以前)?|\d{4}年(?:\d{1,2}月)?")
_SAVING = re.compile(
    r"[,;。、(]?(?:国家)?(?:法律|行政法规|法规|规章|相关政策)[^;。()]{0,40}?另有(?:明确)?规定[^;。()]*"
)
_EXTENSION = re.compile(r"可以?(?:再|适当)?延长[^,;。)]*|(?:自[^,;。(]{0,12}之日起)?届满\d+年[^;。]*")
_REMARK = re.compile(r"缩短期限|予以说明|说明理由")
_CLAUSE = re.compile(r"[;。]|(?<![\d.])\d{1,2}[.、](?=\D)|[①-⑳]|\((?:\d{1,2}|[一二三四五六七八九十])\)")

_EVENTS = re.compile(
    r"之日起?|之后|后|形成|产生|生成|制定|制作|获取|变更|更新|颁布|印发|发布|公布|确定|下达|下发|收到|批准|批复"
    r"|作出|结束|完成|受理|发生|通过|签订|成立|备案|办结|审定|调整"
)
_REQUEST = re.compile(r"(?:收到|受理|提出|接到)[^,;]{0,12}申请|申请(?:人)?(?:提出)?之日|依申请")
_NOTICE = re.compile(
    r"(?:公示|公告|征求意见|征集意见|意见征集|征集)(?:期限?|时间|时长)?(?:应当|应|一般)?(?:为|是|在)?[,:]?"
    r"(?:不得?少于|不得?低于|不短于|至少|满|达到?)?$"
    r"|(?:不得?少于|不得?低于|不短于)$"
)
_SUBJECT = re.compile(r"决定(?:信息)?$|(?:其他|其它|其余)[^,]{0,10}$")
_PER = re.compile(r"每(?:隔|满)?(?:个)?$|更新周期[:为]?(?:是)?$|至少每$|周期为$")
_STANDING = re.compile(r"长期|永久|常年|持续公开|任期内|有效期内|全年公开|始终|保持公开")
_IMMEDIATE = re.compile(r"实时|及时|随时|即时|立即|第一时间|即刻|动态更新|动态公开|当[日天]公开|随产生随公开")
_WITH = re.compile(
    r"(?<![实及即随按])时(?:$|,|、|公开|公示|公布|同步|实时|及时|即时|随时|立即)|(?:之后|后)(?:,|应|应当|即|立即|及时|实时|即时|第一时间|当[日天])"
    r"|(?:作出|形成|产生|批准|发布)[^,]{0,8}当[日天]|同时|同步|^随(?!时|产生)|随[^时,;]{1,20}(?:公开|发布|公布)|当[日天]$|之日(?:公开|公布)?$"
)
_CYCLES = (
    (
        re.compile(
            r"每6个月|6个月(?:度)?(?:内)?(?:至少)?(?:更新|公开)?1?次|6个月至少|按6个月|6个月度|6个月更新"
        ),
        (6, MONTH),
    ),
    (re.compile(r"每(?:个)?季|季度(?:公开|更新)|按季|次/季|^季度$"), (3, MONTH)),
    (re.compile(r"每(?:个)?月|按月|月度(?:公开|更新)|次/月|逐月|(?<!\d)1个?月(?:更新)?\d次"), (1, MONTH)),
    (
        re.compile(r"每(?:个)?(?:年|学年)|按年|年度(?:公开|更新)|次/年|逐年|(?<!\d)1年(?:更新)?\d次|次年"),
        (1, YEAR),
    ),
    (re.compile(r"每(?:个)?(?:周|星期)|按周|次/周"), (1, WEEK)),
    (re.compile(r"每(?:个工作日)(?!\d)"), (1, WORKING_DAY)),
    (re.compile(r"每[日天]|次/[日天]|按日"), (1, DAY)),
    (re.compile(r"定期"), (None, None)),
)


@lru_cache(maxsize=4096)
def parse_limits(text: str) -> Parsed:
    """Read one 公开时限 cell (any spelling, line breaks and full-width forms included)."""
    clean = _EXTENSION.sub("", _SAVING.sub("", normalise(text)))
    limits: list[Limit] = []
    sound = True
    for clause in _CLAUSE.split(clean):
        if clause and not _REMARK.search(clause):
            found, complete = _read_clause(clause)
            limits += [x for x in found if x.number or x not in limits]
            sound = sound and complete
    return Parsed(text, tuple(limits), bool(limits) and sound)


def _read_clause(clause: str) -> tuple[list[Limit], bool]:
    """Limits of one clause (no ; or 。 inside) in the order of its words, and whether none stayed unread."""
    clause, cycle = _take_cycle(clause)
    found: list[Limit] = [cycle] if cycle else []
    start, complete, numbered = 0, True, bool(_QUANTITY.search(clause)) or bool(cycle)
    for match in _QUANTITY.finditer(clause):
        left, right = clause[start : match.start()], clause[match.end() :]
        limit = _classify(left, right, int(match[1]), UNIT_WORDS[match[2]])
        found += [x for x in (_worded(_before_last_comma(left), True), limit) if x]
        complete = complete and limit is not None
        start = match.end()
    rest = clause[start:]
    if not (start and re.match(r"内|予以|公开|及时|前", rest) and "," not in rest and "(" not in rest):
        found += [x for x in (_worded(rest, numbered),) if x]
    vague = _UNITLESS.search(rest) or any(x.kind == PERIODIC and not x.number for x in found)
    return found, complete and not vague


def _before_last_comma(left: str) -> str:
    """What stands before the words that belong to a number."""
    parts = re.split(r"[,(]", left)
    head = ",".join(parts[:-1])
    return "" if re.search(r"起$|后$", head) else head


def _take_cycle(clause: str) -> tuple[str, Limit | None]:
    """Take "每月10日前", "半年至少更新1次", "每年1月31日前" out of a clause."""
    bare = _DATE.sub("", clause)
    if re.search(r"每(?:隔|满)?\d", bare.replace("每6个月", "")) and _QUANTITY.search(bare):
        return bare, None
    times = re.search(r"([2346])次/年", bare)
    if times:
        return bare.replace(times[0], ""), Limit(PERIODIC, 12 // int(times[1]), MONTH)
    for pattern, (number, unit) in _CYCLES:
        if pattern.search(bare):
            return _CYCLE_WORDS.sub("", bare), Limit(PERIODIC, number, unit)
    return bare, None


_CYCLE_WORDS = re.compile(
    r"(?:首个?月|末个?月|第\d个月)?的?\d{1,2}日(?:之?前|以前)|首个?月|第\d个月|每个工作日|每(?:个)?[年月周季日天]度?|6个月|1个?[年月]\d次"
)


def _classify(left: str, right: str, number: int, unit: str) -> Limit | None:
    """One number with its unit, by the words on both sides; None where no start can be read."""
    if re.match(r"(?:之|以)?前", right) or "提前" in left or left.endswith("前"):
        return Limit(BEFORE_EVENT, number, unit)
    if _PER.search(left):
        return Limit(PERIODIC, number, unit)
    if _NOTICE.search(left):
        return Limit(NOTICE_PERIOD, number, unit)
    if _REQUEST.search(left):
        return Limit(ON_REQUEST, number, unit)
    if _EVENTS.search(left) or _labelled(left) or _SUBJECT.search(left):
        return Limit(AFTER_EVENT, number, unit)
    return None


def _labelled(left: str) -> bool:
    """ "处罚决定：20个工作日内": the label names what is counted from; "公开时限：20个工作日" does not."""
    label = left.rpartition(":")[0].rpartition(",")[2]
    return bool(label) and not re.search(r"时限|期限|周期|时间", label)


def _worded(piece: str, others: bool) -> Limit | None:
    """A standing, immediate, event-bound or on-request limit in words without a number."""
    if _STANDING.search(piece):
        return Limit(STANDING)
    if re.search(r"依申请|申请公开", piece):
        return Limit(ON_REQUEST)
    if _WITH.search(piece) and not others:
        return Limit(WITH_EVENT)
    return Limit(IMMEDIATE) if _IMMEDIATE.search(piece) else None


def publish_limit(limits: Iterable[Limit]) -> Limit:
    """The limit by which an item's information is published: its longest after-event limit, else Art 26.

    Where a cell gives a shorter limit for some kinds of information (7 working days for penalties), the
    general one is the longer; the shorter is asked for by name when the publication says what it is.
    """
    own = [x for x in limits if x.kind == AFTER_EVENT and x.number and x.unit]
    return max(own, key=_rough_days) if own else DEFAULT


def _rough_days(limit: Limit) -> float:
    days = {WORKING_DAY: 1.4, DAY: 1, HOUR: 1 / 24, WEEK: 7, MONTH: 30, YEAR: 365}
    return limit.number * days[limit.unit]


def due_on(limit: Limit, on: date, calendar: WorkingDays) -> date:
    """Last day of `limit` counted from the day `on`, which is not counted (Art 26, 民法典 201-203).

    Working days by the calendar; hours, days, weeks, months and years by the date, rolled on past holidays.
    Raises ValueError for a limit without number and unit.
    """
    if not limit.number or not limit.unit:
        raise ValueError(f"no number of days in {limit}")
    if limit.unit == WORKING_DAY:
        return calendar.add(on, limit.number)
    if limit.unit in (MONTH, YEAR):
        return calendar.add_months(on, limit.number * (12 if limit.unit == YEAR else 1))
    days = {DAY: limit.number, WEEK: 7 * limit.number, HOUR: -(-limit.number // 24)}[limit.unit]
    return calendar.add_days(on, days)


def in_words(limit: Limit) -> str:
    """A limit as a short Chinese phrase, for screens."""
    span = f"{limit.number}{UNIT_NAMES[limit.unit]}" if limit.number and limit.unit else ""
    return {
        AFTER_EVENT: f"信息形成或者变更后{span}内",
        BEFORE_EVENT: f"事前{span}" if span else "事前",
        WITH_EVENT: "与有关事项同时",
        IMMEDIATE: "及时公开",
        ON_REQUEST: f"收到申请后{span}内" if span else "依申请公开",
        PERIODIC: f"每{span}更新" if span else "定期更新",
        STANDING: "长期公开",
        NOTICE_PERIOD: f"公示（征求意见）不少于{span}",
    }[limit.kind]
