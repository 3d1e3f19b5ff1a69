"""The demonstration is always fresh: its days are told from the day it is loaded. Pure.

A day of formation is `12` (working days ago), `400天` (calendar days ago), `@6-20` (the last 20 June) or
`@6-20~1` (the one before); a day of publication is `+4` (working days later).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from workdays.calendar import Calendar

SHIFTED = re.compile(r"\{(成文|公布|施行)([+-]\d+)\}")


@dataclass(frozen=True)
class Days:
    """The days of the demonstration as seen on `today`, which itself is never used: all lies before it."""

    calendar: Calendar
    today: date

    def ago(self, working_days: int) -> date:
        """The n-th working day before today."""
        return self.calendar.add(self.today, -working_days)

    def later(self, day: date, working_days: str) -> date:
        """`+4`: the fourth working day after; `+0`: the day itself."""
        return self.calendar.add(day, int(working_days or 0))

    def formed(self, told: str, lag: str = "") -> date:
        """The day of formation, early enough for a publication `lag` working days later to lie before today."""
        if told.startswith("@"):
            return self._season(told[1:], lag)
        if told.endswith("天"):
            return self.calendar.roll(self.today - timedelta(days=int(told[:-1])))
        return self.ago(int(told))

    def _season(self, told: str, lag: str) -> date:
        told, _, back = told.partition("~")
        month, day = map(int, told.split("-"))
        year = self.today.year
        found = self.calendar.roll(date(year, month, day))
        if self.later(found, lag) >= self.today:
            year -= 1
        return self.calendar.roll(date(year - int(back or 0), month, day))


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def words(formed: date, published: date, effective: date | None = None) -> dict[str, str]:
    """What {年} {上年} {下年} {上月} {下月} {季} {成文} {公布} {施行} mean in a text formed on that day."""
    before = formed.replace(day=1) - timedelta(days=1)
    after = (formed.replace(day=28) + timedelta(days=4)).replace(day=1)
    quarter = (formed.month - 1) // 3 or 4
    return {
        "年": str(formed.year),
        "上年": str(formed.year - 1),
        "下年": str(formed.year + 1),
        "上月": f"{before.year}年{before.month}月",
        "下月": f"{after.year}年{after.month}月",
        "季": f"{formed.year - (quarter == 4)}年第{'一二三四'[quarter - 1]}季度",
        "成文": chinese(formed),
        "公布": chinese(published),
        "施行": chinese(effective or formed),
    }


def shifted(text: str, days: dict[str, date], roll: Callable[[date], date]) -> str:
    """{公布+7} and the like: so many calendar days on, rolled to a working day."""
    return SHIFTED.sub(lambda m: chinese(roll(days[m[1]] + timedelta(days=int(m[2])))), text)
