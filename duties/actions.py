"""Opening, moving and closing duties; rooms call these inside the transaction of their own verbs."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils.module_loading import import_string

from accounts.actors import SYSTEM
from agencies.models import Agency
from audit.record import record
from audit.reference import reference
from duties.kinds import registry
from duties.models import Duty
from duties.verb_rows import RECOUNT
from workdays import tables
from workdays.calendar import Calendar


def open_duty(
    kind: str,
    subject: Model,
    *,
    agency: Agency,
    due_on: date,
    at: datetime,
    provisional: bool = False,
    label: str = "",
    url: str = "",
) -> Duty:
    """Opens the duty, or moves the open one of this kind, subject and agency.

    `label` and `url` go out in notices: no personal data in them. Raises KeyError for an unknown kind.
    """
    rule = registry()[kind]
    subject_type, subject_id = reference(subject)
    duty, created = Duty.objects.get_or_create(
        kind=kind,
        subject_type=subject_type,
        subject_id=subject_id,
        agency=agency,
        closed_at=None,
        defaults={
            "label": (label or str(subject))[:300],
            "url": url,
            "due_on": due_on,
            "provisional": provisional,
            "next_on": rule.next_on(due_on, (), tables.current()),
            "opened_at": at,
        },
    )
    if not created:
        _move(duty, due_on, provisional=provisional, suspended=False, calendar=tables.current())
    return duty


def move_duty(
    kind: str,
    subject: Model,
    due_on: date | None,
    *,
    at: datetime,
    provisional: bool = False,
    suspended: bool = False,
) -> int:
    """Moves the open duties of this kind and subject; returns how many. `suspended` while a clock is paused."""
    moved = 0
    for duty in Duty.objects.open().about(subject).filter(kind=kind).select_for_update():
        calendar = tables.current()
        _move(duty, due_on or duty.due_on, provisional=provisional, suspended=suspended, calendar=calendar)
        moved += 1
    return moved


def close_duty(kind: str, subject: Model, *, at: datetime, agency: Agency | None = None) -> int:
    """Closes the open duties of this kind and subject; returns how many there were."""
    duties = Duty.objects.open().about(subject).filter(kind=kind)
    if agency is not None:
        duties = duties.filter(agency=agency)
    return duties.update(closed_at=at)


def close_all(subject: Model, *, at: datetime) -> int:
    """Closes every open duty about the subject."""
    return Duty.objects.open().about(subject).update(closed_at=at)


def _move(duty: Duty, due_on: date, *, provisional: bool, suspended: bool, calendar: Calendar) -> None:
    said = duty.reminders.filter(due_on=due_on).values_list("step", flat=True)
    duty.due_on, duty.provisional, duty.suspended = due_on, provisional, suspended
    duty.next_on = duty.rule.next_on(due_on, said, calendar)
    duty.save(update_fields=["due_on", "provisional", "suspended", "next_on"])


@transaction.atomic
def recount(calendar: Calendar, *, at: datetime) -> list[dict]:
    """Moves every open duty whose date a new calendar changes; one row each: kind, label, was, now."""
    rows = []
    for duty in Duty.objects.open().filter(kind__in=settings.DUTY_CLOCKS).select_for_update():
        found = import_string(settings.DUTY_CLOCKS[duty.kind])(duty, calendar)
        if found is None or found == (duty.due_on, duty.provisional):
            continue
        was, (due_on, provisional) = duty.due_on, found
        _move(duty, due_on, provisional=provisional, suspended=duty.suspended, calendar=calendar)
        row = {"kind": duty.kind, "label": duty.label, "was": was.isoformat(), "now": due_on.isoformat()}
        record(SYSTEM, RECOUNT.word, duty, at=at, detail=row)
        rows.append(row)
    return rows
