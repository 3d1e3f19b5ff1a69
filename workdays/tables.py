"""The calendar as the database has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.db.models import Count, Max

from workdays.calendar import Calendar, DayInfo
from workdays.models import Day, HolidayNotice

_held: ContextVar[Calendar | None] = ContextVar("held calendar", default=None)


def current() -> Calendar:
    """The Calendar of all loaded days. One small query tells whether the cached one still holds, so that
    every process sees a newly loaded notice at once."""
    return _held.get() or _asked()


@contextmanager
def held() -> Iterator[Calendar]:
    """Within the block the calendar is not asked for again: for loads of many rows in one transaction."""
    token = _held.set(_asked())
    try:
        yield _held.get()
    finally:
        _held.reset(token)


def _asked() -> Calendar:
    seen = HolidayNotice.objects.aggregate(n=Count("pk"), last=Max("pk"), at=Max("loaded_at"))
    return _read(seen["n"], seen["last"], seen["at"])


@lru_cache(maxsize=2)
def _read(_count, _last, _at) -> Calendar:
    days = {d.date: DayInfo(d.is_workday, d.name) for d in Day.objects.all()}
    known = HolidayNotice.objects.filter(provisional=False).values_list("year", flat=True)
    return Calendar(days, frozenset(known))
