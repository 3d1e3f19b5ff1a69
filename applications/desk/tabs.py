"""The queues of the desk: each a question about state and clock, counted all at once, soonest due first."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, F, OrderBy, OuterRef, Q, QuerySet

from applications import outcomes
from applications.choices import OPEN, ClockState, State
from applications.models import Application, Letter
from workdays.calendar import Calendar

SOON = 3  # working days
SOONEST = (F("due_on").asc(nulls_last=True), F("submitted_at").asc(), F("pk").asc())
LATEST = (F("replied_on").desc(nulls_last=True), F("pk").desc())


OVER = (State.WITHDRAWN, State.READDRESSED)  # nothing of these is sealed any more but the end itself
END = outcomes.outcome("withdrawn").letter
UNSEALED = "unsealed"


class Tab(NamedTuple):
    """One queue: `which` requests stand in it, in which order."""

    name: str
    label: str
    which: Q
    order: tuple[OrderBy, ...] = SOONEST


def tabs(on: date, calendar: Calendar, *, person=None) -> list[Tab]:
    """Every queue as it is on a day; `person` adds their own."""
    last = calendar.add(on, SOON)
    is_open = Q(state__in=OPEN)
    own = [Tab("mine", "我承办的", is_open & Q(assigned_to=person))] if person else []
    return [
        Tab("open", "在办", is_open),
        *own,
        Tab("overdue", "逾期", is_open & Q(due_on__lt=on)),
        Tab("today", "今日到期", is_open & Q(due_on=on)),
        Tab("soon", f"{SOON} 日内到期", is_open & Q(due_on__gt=on, due_on__lte=last)),
        Tab("received", "待确认", Q(state=State.RECEIVED)),
        Tab("confirmed", "待分办", Q(state=State.CONFIRMED)),
        Tab("assigned", "办理中", Q(state=State.ASSIGNED)),
        Tab("supplement", "待补正", is_open & Q(clock_state=ClockState.AWAITING)),
        Tab("payment", "待缴费", is_open & Q(clock_state=ClockState.UNPAID)),
        Tab("opinion", "待意见", is_open & Q(clock_state=ClockState.PAUSED)),
        Tab("drafted", "待审批", Q(state__in=(State.DRAFTED, State.ENDORSED))),
        Tab("approved", "待用印", Q(state=State.APPROVED)),
        Tab("sealed", "待发出", Q(state=State.SEALED)),
        Tab(UNSEALED, "待用印文书", Q(Exists(unsealed().filter(application=OuterRef("pk"))))),
        Tab("listing", "待公开审查", Q(listed_at=None, summary_proposed_by__isnull=False), LATEST),
        Tab("done", "已办结", ~is_open, LATEST),
    ]


def unsealed() -> QuerySet[Letter]:
    """Letters that went out without a sealed copy: nobody is late with them, so they are a list and no duty."""
    found = Letter.objects.filter(frozen_at__isnull=False, sealed_at=None)
    return found.filter(~Q(application__state__in=OVER) | Q(kind=END))


def counts(cases: QuerySet[Application], rows: list[Tab]) -> dict[str, int]:
    """How many requests stand in each queue, asked in one question."""
    return cases.order_by().aggregate(**{tab.name: Count("pk", filter=tab.which) for tab in rows})


def chosen(rows: list[Tab], name: str) -> Tab:
    """The queue of that name, the first where there is none."""
    return next((tab for tab in rows if tab.name == name), rows[0])
