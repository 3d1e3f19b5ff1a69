"""Which days are working days, and counting with them.

A make-up day (调休上班) that the State Council's yearly notice names is a working day although it is a
Saturday or Sunday. A year without a notice is counted by weekdays and statutory holidays, and every date
in it is provisional until the notice is loaded. Days are civil dates of Beijing; nothing here reads a clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
FIRST_DAY = "当日不计入，从次日起算"
# 全国年节及纪念日放假办法: statutory days with a fixed date; the lunar ones come with the year's table
FIXED_HOLIDAYS = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节"}
FIXED_HOLIDAYS |= {(10, day): "国庆节" for day in (1, 2, 3)}


class OutOfRange(ValueError):
    """A count that would leave the calendar (years 1 to 9999); the message is a Chinese sentence."""

    def __init__(self, message: str = "日期超出日历可以计算的范围，请核对年份。"):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class DayInfo:
    """What a notice says of one day; `name` is the festival it belongs to (国庆节), also on a make-up day."""

    is_workday: bool
    name: str = ""


class Step(NamedTuple):
    """One day of a reckoning: whether it counts, and why, as a short Chinese phrase."""

    date: date
    counted: bool
    why: str


@dataclass(frozen=True)
class Calendar:
    """Days that a notice names, over the plain week; `known_years` are the years whose notice is loaded."""

    days: Mapping[date, DayInfo] = field(default_factory=dict)
    known_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether `day` is a working day (行政许可法 82: 工作日不含法定节假日; make-up days are)."""
        info = self.days.get(day)
        if info is not None:
            return info.is_workday
        return day.weekday() < 5 and self._fixed_holiday(day) is None

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself is not counted (民法典 201); n < 0 counts backwards.

        n = 0 gives `day`. Raises OutOfRange past the years a date can hold.
        """
        left, step = abs(n), DAY if n > 0 else -DAY
        while left:
            day = _shifted(day, step)
            left -= self.is_workday(day)
        return day

    def roll(self, day: date) -> date:
        """`day`, or the next working day: natural-day limits that end on a holiday roll on (民法典 203)."""
        while not self.is_workday(day):
            day = _shifted(day, DAY)
        return day

    def add_days(self, day: date, n: int) -> date:
        """The end of a limit of n natural days after `day`, rolled on (民法典 201, 203)."""
        return self.roll(_shifted(day, n * DAY))

    def add_months(self, day: date, n: int) -> date:
        """The end of a limit of n months: the same day of that month, or its last, rolled on (民法典 202)."""
        years, month = divmod(day.month - 1 + n, 12)
        if not MINYEAR <= day.year + years <= MAXYEAR:
            raise OutOfRange
        first = date(day.year + years, month + 1, 1)
        return self.roll(first.replace(day=min(day.day, _month_length(first))))

    def count(self, a: date, b: date) -> int:
        """Working days after `a` up to and including `b`; negative when `b` lies before `a`."""
        if b < a:
            return -self.count(b, a)
        return sum(self.is_workday(day) for day in _after(a, b))

    def left(self, on: date, due: date) -> int:
        """Working days left to `due`: 0 on the day itself, negative once it has passed (on a weekend too)."""
        days = self.count(on, due)
        return min(days, -1) if due < on else days

    def explain(self, a: date, b: date) -> list[Step]:
        """Every day from `a` (never counted) to `b`, each with why it counts or does not (民法典 201)."""
        return [Step(a, False, FIRST_DAY), *(Step(d, self.is_workday(d), self.why(d)) for d in _after(a, b))]

    def why(self, day: date) -> str:
        """What kind of day it is, in Chinese: 工作日, 周六, 国庆节放假, 调休上班（国庆节）."""
        info = self.days.get(day) or DayInfo(self.is_workday(day), self._fixed_holiday(day) or "")
        if not info.is_workday:
            return f"{info.name}放假" if info.name else _weekend(day)
        if day.weekday() < 5:
            return "工作日"
        return f"调休上班（{info.name}）" if info.name else "调休上班"

    def provisional(self, day: date) -> bool:
        """Whether the year of `day` has no notice yet, so that a date in it may still move."""
        return day.year not in self.known_years

    def provisional_between(self, a: date, b: date) -> bool:
        """Whether any year from `a` to `b` has no notice yet."""
        return any(year not in self.known_years for year in range(a.year, b.year + 1))

    def _fixed_holiday(self, day: date) -> str | None:
        """The statutory holiday of a fixed date, in years whose notice is not loaded."""
        if day.year in self.known_years:
            return None
        return FIXED_HOLIDAYS.get((day.month, day.day))


def _shifted(day: date, delta: timedelta) -> date:
    try:
        return day + delta
    except OverflowError:
        raise OutOfRange from None


def _after(a: date, b: date) -> Iterator[date]:
    """The days after `a` up to and including `b`."""
    return (a + DAY * n for n in range(1, (b - a).days + 1))


def _month_length(first: date) -> int:
    if first.year == MAXYEAR and first.month == 12:
        return 31
    return (first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1) - first).days


def _weekend(day: date) -> str:
    return WEEKDAYS[day.weekday()] if day.weekday() >= 5 else "放假"
