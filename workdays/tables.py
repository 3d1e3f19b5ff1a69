"""The calendar as the database has it."""

from functools import lru_cache

from django.db.models import Count, Max

from workdays.calendar import Calendar, DayInfo
from workdays.models import Day, HolidayNotice


def current() -> Calendar:
    """The Calendar of all loaded days. One small query tells whether the cached one still holds, so that
    every process sees a newly loaded notice at once."""
    seen = HolidayNotice.objects.aggregate(n=Count("pk"), last=Max("pk"), at=Max("loaded_at"))
    return _read(seen["n"], seen["last"], seen["at"])


@lru_cache(maxsize=2)
def _read(_count, _last, _at) -> Calendar:
    days = {d.date: DayInfo(d.is_workday, d.name) for d in Day.objects.all()}
    known = HolidayNotice.objects.filter(provisional=False).values_list("year", flat=True)
    return Calendar(days, frozenset(known))
