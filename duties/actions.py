"""Opening, moving and closing duties; rooms call these inside the transaction of their own verbs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Model, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.actors import SYSTEM, Actor
from accounts.county import county
from accounts.models import User
from accounts.verbs import guard
from agencies.models import Agency
from audit.record import record
from audit.reference import reference
from duties.kinds import registry
from duties.models import Duty
from duties.telling import holders, tell
from duties.verb_rows import LOAD_HOLIDAYS, RECOUNT
from workdays import tables
from workdays.actions import load_notice
from workdays.builtin import NoticeFacts
from workdays.calendar import Calendar
from workdays.csvfile import YearTable
from workdays.models import HolidayNotice


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
    count: tuple[date, int] | None = None,
    person: User | None = None,
    fresh: bool = False,
) -> Duty:
    """Opens the duty, or moves the open one of this kind, subject and agency.

    `label` and `url` go out in notices: no personal data in them. `count` is (from, working days) where the day was
    counted so: a new holiday notice counts it again; 0 days is the day itself, rolled on. `person`: whose
    alone it is. `fresh`: the subject was made in this transaction, so nothing about it can be open yet, and nobody
    is asked whether it is. Raises KeyError for an unknown kind.
    """
    subject_type, subject_id = reference(subject)
    same = {"kind": kind, "subject_type": subject_type, "subject_id": subject_id, "agency": agency}
    calendar = tables.current()
    facts = _facts(kind, subject, at, calendar, due_on, provisional, label, url, count)
    facts["person"] = person
    if fresh:
        return Duty.objects.create(**same, **facts)
    duty, created = Duty.objects.get_or_create(**same, closed_at=None, defaults=facts)
    if not created:
        _move_to(duty, facts, calendar)
    return duty


def open_each(kind: str, rows: Sequence[tuple[Model, Mapping]], *, agency: Agency, at: datetime) -> None:
    """Opens or moves one duty of the agency for each (subject, facts): subjects of one model, locked by the caller.

    The facts are `due_on`, `provisional`, `label`, `url` and `count` of `open_duty`. New ones take one statement.
    """
    calendar = tables.current()
    wanted = {reference(subject): _facts(kind, subject, at, calendar, **facts) for subject, facts in rows}
    open_now = Duty.objects.open().filter(kind=kind, agency=agency)
    open_now = open_now.filter(
        subject_type__in={name for name, _ in wanted}, subject_id__in=[i for _, i in wanted]
    )
    for duty in open_now.select_for_update():
        _move_to(duty, wanted.pop((duty.subject_type, duty.subject_id)), calendar)
    Duty.objects.bulk_create(
        Duty(kind=kind, subject_type=name, subject_id=id, agency=agency, **facts)
        for (name, id), facts in wanted.items()
    )


def _facts(
    kind: str,
    subject: Model,
    at: datetime,
    calendar: Calendar,
    due_on: date,
    provisional: bool = False,
    label: str = "",
    url: str = "",
    count: tuple[date, int] | None = None,
) -> dict:
    since, days = count or (None, None)
    return {
        "label": (label or str(subject))[:300],
        "url": url,
        "due_on": due_on,
        "provisional": provisional,
        "counted_from": since,
        "counted_days": days,
        "next_on": registry()[kind].next_on(due_on, (), calendar),
        "opened_at": at,
    }


def _move_to(duty: Duty, facts: Mapping, calendar: Calendar) -> None:
    duty.counted_from, duty.counted_days = facts["counted_from"], facts["counted_days"]
    _move(duty, facts["due_on"], provisional=facts["provisional"], suspended=False, calendar=calendar)


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
    return duties.update(closed_at=_end(at))


def close_each(kind: str, subjects: Sequence[Model], *, at: datetime, agency: Agency) -> int:
    """Closes an agency's open duties of this kind about any of the subjects, which are of one model; returns how many."""
    names = [reference(subject) for subject in subjects]
    of_one = (
        {"subject_type": names[0][0], "subject_id__in": [id for _, id in names]} if names else {"pk": None}
    )
    return Duty.objects.open().filter(kind=kind, agency=agency, **of_one).update(closed_at=_end(at))


def close_all(subject: Model, *, at: datetime) -> int:
    """Closes every open duty about the subject."""
    return Duty.objects.open().about(subject).update(closed_at=_end(at))


def _end(at: datetime) -> Greatest:
    """A duty ends no earlier than it began, also where a machine's clock was set back in between."""
    return Greatest(Value(at), F("opened_at"))


def _move(duty: Duty, due_on: date, *, provisional: bool, suspended: bool, calendar: Calendar) -> None:
    said = duty.reminders.filter(due_on=due_on).values_list("step", flat=True)
    duty.due_on, duty.provisional, duty.suspended = due_on, provisional, suspended
    duty.next_on = duty.rule.next_on(due_on, said, calendar)
    duty.save(update_fields=["due_on", "provisional", "suspended", "next_on", "counted_from", "counted_days"])


@transaction.atomic
def recount(calendar: Calendar, *, at: datetime) -> list[dict]:
    """Moves every open duty whose date a new calendar changes, writes it down and tells whose work it is.

    One row each: `kind name label agency was now`; where only the doubt is gone, `was` and `now` are the same day.
    """
    counted = Q(counted_from__isnull=False) | Q(kind__in=settings.DUTY_CLOCKS)
    duties = Duty.objects.open().filter(counted, kind__in=registry()).select_related("agency")
    return [row for duty in duties.select_for_update(of=("self",)) if (row := _recounted(duty, calendar, at))]


def _recounted(duty: Duty, calendar: Calendar, at: datetime) -> dict | None:
    found = counted_again(duty, calendar)
    if found is None or found == (duty.due_on, duty.provisional):
        return None
    was, (due_on, provisional) = duty.due_on, found
    _move(duty, due_on, provisional=provisional, suspended=duty.suspended, calendar=calendar)
    row = {"kind": duty.kind, "name": duty.rule.label, "label": duty.label, "agency": duty.agency.short_name}
    row |= {"was": was.isoformat(), "now": due_on.isoformat()}
    record(SYSTEM, RECOUNT.word, duty, at=at, detail=row)
    if was != due_on:
        _tell_moved(duty, was, at)
    return row


def counted_again(duty: Duty, calendar: Calendar) -> tuple[date, bool] | None:
    """(due day, provisional) of a duty under a calendar; None where it does not depend on one (民法典 201, 203)."""
    if duty.kind in settings.DUTY_CLOCKS:
        return import_string(settings.DUTY_CLOCKS[duty.kind])(duty, calendar)
    since, days = duty.counted_from, duty.counted_days
    due_on = calendar.add(since, days) if days else calendar.roll(since)
    return due_on, calendar.provisional_between(since, due_on)


def _tell_moved(duty: Duty, was: date, at: datetime) -> None:
    """In the inbox only: a notice moves many at once, and a mail for each would bury the rest."""
    text = f"【期限变动】{duty.label}（{duty.rule.label}）：放假安排公布后，期限由 {was} 变为 {duty.due_on}"
    people = holders(duty, duty.rule.roles)
    tell(duty, f"moved:{was}", text, on=timezone.localdate(at), at=at, people=people, outside=False)


@transaction.atomic
def load_holidays(
    table: YearTable, facts: NoticeFacts, actor: Actor, *, at: datetime, dry_run: bool = False
) -> dict:
    """A year's holiday notice, or only what it would change: the answer of `workdays.actions.load_notice`. Raises Refused."""
    guard(LOAD_HOLIDAYS, county(), actor)
    answer = load_notice(table, facts, at=at, by=actor.label, dry_run=dry_run)
    if answer["years"][0]["written"] and not dry_run:
        notice = HolidayNotice.objects.filter(year=table.year).last()
        detail = {"days": len(answer["days"]), "moved": len(answer["moved"])}
        record(actor, LOAD_HOLIDAYS.word, notice, at=at, detail=detail)
    return answer
