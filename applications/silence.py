"""The two kinds of silence, recorded by the portal on the day after the 15th working day (Art 32, 34)."""

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.roles import CLERK
from accounts.verbs import Refused
from applications import actions, choices, duty_kinds, opinions
from applications.models import Opinion
from duties.models import Duty
from duties.telling import holders, tell
from workdays import tables
from workdays.calendar import DAY

log = logging.getLogger(__name__)


def note_silences(at: datetime) -> list[Opinion]:
    """Every served question whose 15 working days are over without an answer (Art 32, 34); gives those it recorded.

    Harmless when late or repeated: the day recorded is always the day after the last on which they could answer.
    """
    on, calendar = timezone.localdate(at), tables.current()
    asked = Opinion.objects.filter(
        answered_on=None, served_on__lt=on, application__state__in=choices.RUNNING
    ).select_related("application__assigned_to")
    over = [row for row in asked if opinions.answer_by(row.served_on, calendar) < on]
    return [row for row in over if _noted(row, opinions.answer_by(row.served_on, calendar) + DAY, at)]


def _noted(opinion: Opinion, on: date, at: datetime) -> bool:
    """One case that cannot be settled must not silence the others; it stays in the queue of the clerk."""
    try:
        with transaction.atomic():
            row = actions.take_opinion(opinion, SYSTEM, answer=choices.Answer.SILENT, at=at, on=on)
            _tell_clerk(row, on, at)
    except Refused as refusal:
        log.warning("征求意见 %s 的逾期没有登记：%s", opinion.pk, refusal.message)
        return False
    return True


def _tell_clerk(opinion: Opinion, on: date, at: datetime) -> None:
    duty = Duty.objects.open().about(opinion.application).get(kind=duty_kinds.REPLY)
    meaning = opinions.WORDS[opinion.standing(on, tables.current())]
    clerk = opinion.application.assigned_to
    people = [clerk] if clerk else holders(duty, {CLERK})
    text = f"【征求意见期满】{opinion.application.number}：{meaning}，答复期限继续计算"
    tell(duty, f"silence:{opinion.ref}", text, on=timezone.localdate(at), at=at, people=people)
