"""Notes the steps that have come, once per step and due date; harmless when late, repeated or run twice at once."""

import logging
from datetime import date, datetime

from django.db import transaction

from duties.kinds import Step, registry
from duties.models import Duty, Reminder
from duties.telling import holders, tell
from workdays import tables
from workdays.calendar import Calendar

log = logging.getLogger(__name__)


def sweep(on: date, *, at: datetime) -> list[Reminder]:
    """Everything that falls on or before `on` and was not yet said; returns what it noted."""
    calendar = tables.current()
    noted: list[Reminder] = []
    for pk in list(Duty.objects.to_note(on).values_list("pk", flat=True)):
        try:
            noted += _note(pk, on, calendar, at)
        except Exception:  # one broken duty must not silence the others; the next sweep tries it again
            log.exception("期限 %s 没有提醒成功", pk)
    _let_lapse(on, at)
    return noted


def _let_lapse(on: date, at: datetime) -> None:
    """Closes what can only be done until its day, so that it never counts as late."""
    kinds = [kind.name for kind in registry().values() if kind.lapses]
    Duty.objects.open().filter(kind__in=kinds, due_on__lt=on).update(closed_at=at)


@transaction.atomic
def _note(pk: int, on: date, calendar: Calendar, at: datetime) -> list[Reminder]:
    duty = Duty.objects.to_note(on).select_related("agency").select_for_update(skip_locked=True, of=("self",))
    duty = duty.filter(pk=pk).first()
    if duty is None:  # closed, moved, or another sweep has it
        return []
    said = set(duty.reminders.filter(due_on=duty.due_on).values_list("step", flat=True))
    come = [
        step for step, day in duty.rule.dates(duty.due_on, calendar) if day <= on and step.name not in said
    ]
    noted = [_remind(duty, step, on, at) for step in come]
    duty.next_on = duty.rule.next_on(duty.due_on, said | {step.name for step in come}, calendar)
    duty.save(update_fields=["next_on"])
    return noted


def _remind(duty: Duty, step: Step, on: date, at: datetime) -> Reminder:
    due = f"{duty.due_on.year}年{duty.due_on.month}月{duty.due_on.day}日"
    text = f"【{step.label}】{duty.label}（{duty.agency.short_name}，{duty.rule.label}期限 {due}）"
    return tell(duty, step.name, text, on=on, at=at, people=holders(duty, step.roles))
