"""Notes the steps that have come, once per step and due date; harmless when late, repeated or run twice at once.

It costs what has come, not what is stored: batches of locked duties, a handful of statements for each batch.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from django.db import transaction
from django.db.models import Q

from duties.kinds import Step, registry
from duties.models import Duty, Reminder
from duties.telling import tell_all
from workdays import tables

log = logging.getLogger(__name__)

BATCH = 500

Dates = Callable[[str, date], list[tuple[Step, date]]]


def sweep(on: date, *, at: datetime) -> list[Reminder]:
    """Everything that falls on or before `on` and was not yet said; returns what it noted."""
    calendar = tables.current()
    dates = cache(lambda kind, due_on: registry()[kind].dates(due_on, calendar))
    noted: list[Reminder] = []
    broken: set[int] = set()
    while True:
        try:
            found = _batch(on, at, dates, Q(), broken)
        except Exception:  # one of them: each alone, so that the others are not silenced
            found = _one_by_one(on, at, dates, broken)
        if found is None:
            break
        noted += found
    _let_lapse(on, at)
    return noted


def _let_lapse(on: date, at: datetime) -> None:
    """Closes what can only be done until its day, so that it never counts as late."""
    kinds = [kind.name for kind in registry().values() if kind.lapses]
    Duty.objects.open().filter(kind__in=kinds, due_on__lt=on).update(closed_at=at)


def _one_by_one(on: date, at: datetime, dates: Dates, broken: set[int]) -> list[Reminder]:
    """A batch that failed, duty by duty; those that fail again are left to the next sweep."""
    noted = []
    for pk in list(_come(on, broken).values_list("pk", flat=True)[:BATCH]):
        try:
            noted += _batch(on, at, dates, Q(pk=pk), broken) or ()
        except Exception:
            log.exception("期限 %s 没有提醒成功", pk)
            broken.add(pk)
    return noted


def _come(on: date, broken: set[int]):
    return Duty.objects.to_note(on).exclude(pk__in=broken).order_by("next_on", "pk")


@transaction.atomic
def _batch(on: date, at: datetime, dates: Dates, only: Q, broken: set[int]) -> list[Reminder] | None:
    """Notes one batch of duties that no other sweep holds; None when there is none left."""
    duties = _come(on, broken).filter(only).select_related("agency")
    duties = list(duties.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    if not duties:
        return None
    said = _said(duties)
    come = {
        duty.pk: [
            step
            for step, day in dates(duty.kind, duty.due_on)
            if day <= on and step.name not in said[duty.pk]
        ]
        for duty in duties
    }
    steps = [step for duty in duties for step in come[duty.pk]]
    noted = [_reminder(duty, step, on) for duty in duties for step in come[duty.pk]]
    Reminder.objects.bulk_create(noted)
    tell_all(noted, steps, at=at)
    _move_on(duties, said, come, dates)
    return noted


def _said(duties: list[Duty]) -> dict[int, set[str]]:
    """The steps said before for the present due date, by duty."""
    said = defaultdict(set)
    due = {duty.pk: duty.due_on for duty in duties}
    for pk, step, due_on in Reminder.objects.filter(duty__in=due).values_list("duty", "step", "due_on"):
        if due[pk] == due_on:
            said[pk].add(step)
    return said


def _reminder(duty: Duty, step: Step, on: date) -> Reminder:
    due = f"{duty.due_on.year}年{duty.due_on.month}月{duty.due_on.day}日"
    text = f"【{step.label}】{duty.label}（{duty.agency.short_name}，{duty.rule.label}期限 {due}）"
    return Reminder(duty=duty, step=step.name, due_on=duty.due_on, noted_on=on, text=text[:500])


def _move_on(duties: list[Duty], said: dict, come: dict[int, list[Step]], dates: Dates) -> None:
    """The next date of each duty; one statement for each date."""
    following = defaultdict(list)
    for duty in duties:
        done = said[duty.pk] | {step.name for step in come[duty.pk]}
        left = [day for step, day in dates(duty.kind, duty.due_on) if step.name not in done]
        following[min(left, default=None)].append(duty.pk)
    for day, pks in following.items():
        Duty.objects.filter(pk__in=pks).update(next_on=day)
