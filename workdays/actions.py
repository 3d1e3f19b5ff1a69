"""Loading a year's notice, and telling the rooms whose dates it moves."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from workdays import tables
from workdays.builtin import NoticeFacts, built_in
from workdays.calendar import DayInfo
from workdays.csvfile import YearTable
from workdays.models import Day, HolidayNotice

LOCK = 20270101  # advisory lock: one load at a time
STATUTORY = ((1, 1), (5, 1), (10, 1))
Days = dict[date, DayInfo]


@dataclass(frozen=True)
class DayChange:
    """A day that a load changed; `before` and `after` are 上班, 放假 or None (not named by any notice)."""

    date: str
    before: str | None
    after: str | None
    name: str


@transaction.atomic
def load_notice(
    table: YearTable, facts: NoticeFacts, *, at: datetime, by: str = "", dry_run: bool = False
) -> dict[str, Any]:
    """Load one year's notice and move the open duties it touches.

    A table that gives 元旦, 劳动节 and 国庆节 as days off is the whole arrangement and replaces the notice
    before it; any other amends it. Statutory days stay off unless the table says otherwise. Gives `{"years", "days", "moved"}`: years loaded, days changed, and what
    the rooms of settings.WORKDAY_LISTENERS say moved. Repeating a load changes nothing.
    """
    _lock()
    return _finish([_load(table, facts, at, by)], at, dry_run)


@transaction.atomic
def load_built_in(*, at: datetime, by: str = "", dry_run: bool = False) -> dict[str, Any]:
    """Load the years that come with the portal, leaving alone those whose notice was loaded from a file."""
    _lock()
    own = set(HolidayNotice.objects.filter(built_in=False).values_list("year", flat=True))
    loads = [_load(table, facts, at, by) for facts, table in built_in() if table.year not in own]
    return _finish(loads, at, dry_run)


def whole_year(table: YearTable) -> bool:
    """Whether a table is a year's whole arrangement rather than a correction of some days."""
    off = (table.days.get(date(table.year, month, day)) for month, day in STATUTORY)
    return all(info is not None and not info.is_workday for info in off)


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _load(table: YearTable, facts: NoticeFacts, at: datetime, by: str) -> dict[str, Any]:
    """Write what differs; gives `{"year", "notice", "mode", "provisional", "written", "changed", "changes"}`."""
    whole = whole_year(table) or facts.provisional
    stored = Day.objects.filter(Q(notice__year=table.year) | Q(date__in=table.days))
    before = _infos(stored)
    after = (_infos(stored.filter(notice__provisional=True)) if whole else before) | table.days
    changes = _changes(before, after)
    written = bool(changes) or not _known(table.year, facts)
    if written:
        _write(table, facts, before.keys() - after.keys(), at, by)
    return {
        "year": table.year,
        "notice": facts.number or facts.title,
        "mode": "whole" if whole else "amendment",
        "provisional": facts.provisional,
        "written": written,
        "changed": len(changes),
        "changes": changes,
    }


def _known(year: int, facts: NoticeFacts) -> bool:
    """Whether the year's latest notice is as sure as this one."""
    last = HolidayNotice.objects.filter(year=year).order_by("loaded_at", "pk").last()
    return last is not None and last.provisional == facts.provisional


def _infos(days: QuerySet[Day]) -> Days:
    return {day.date: DayInfo(day.is_workday, day.name) for day in days}


def _write(table: YearTable, facts: NoticeFacts, gone: set[date], at: datetime, by: str) -> None:
    notice = HolidayNotice.objects.create(year=table.year, loaded_at=at, loaded_by=by, **asdict(facts))
    Day.objects.filter(date__in=gone).delete()
    Day.objects.bulk_create(
        [Day(date=d, is_workday=i.is_workday, name=i.name, notice=notice) for d, i in table.days.items()],
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["is_workday", "name", "notice"],
    )


def _changes(before: Days, after: Days) -> list[DayChange]:
    days = sorted(before.keys() | after.keys())
    return [
        DayChange(d.isoformat(), _word(before.get(d)), _word(after.get(d)), (after.get(d) or before[d]).name)
        for d in days
        if before.get(d) != after.get(d)
    ]


def _word(info: DayInfo | None) -> str | None:
    if info is None:
        return None
    return "上班" if info.is_workday else "放假"


def _finish(loads: Iterable[dict[str, Any]], at: datetime, dry_run: bool) -> dict[str, Any]:
    """Tell the listeners once, if anything was written, and put the answer together."""
    loads = list(loads)
    days = [asdict(change) for load in loads for change in load.pop("changes")]
    moved = _tell(at) if any(load["written"] for load in loads) else []
    if dry_run:
        transaction.set_rollback(True)
    return {"dry_run": dry_run, "years": loads, "days": days, "moved": moved}


def _tell(at: datetime) -> list[dict[str, Any]]:
    """Each listener takes (calendar, at=...) and gives one JSON-ready object for every open duty it moved."""
    calendar = tables.current()
    return [row for path in settings.WORKDAY_LISTENERS for row in import_string(path)(calendar, at=at)]
