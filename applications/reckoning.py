"""From the rows of a request to its clock, and from the clock to the cached columns and back again."""

from collections.abc import Iterable
from datetime import datetime

from accounts.actors import SYSTEM
from applications import choices, clock
from applications.models import Application, Event
from audit.record import record
from duties.verb_rows import RECOUNT
from workdays.calendar import Calendar, Step

CACHED = ("clock_state", "due_on", "due_provisional", "received_on")


def history(events: Iterable[Event]) -> list[clock.Event]:
    """The events that the clock reads, in order; a day of service recorded later joins its consultation.

    An answer that came after its silence was recorded changes the decision, not the clock (Art 32, 34).
    """
    rows = list(events)
    served = {row.ref: row.on for row in rows if row.kind == choices.EventKind.CONSULT_SERVED}
    return [
        clock.Event(row.kind, row.on, row.ref, row.served or served.get(row.ref), row.days, row.until)
        for row in rows
        if row.kind in clock.KINDS and not row.data.get("late")
    ]


def reckon(application: Application, calendar: Calendar) -> clock.Clock:
    """What the recorded events amount to. Raises clock.IllegalHistory."""
    return clock.fold(history(application.events.all()), calendar)


def explained(application: Application, calendar: Calendar, on) -> list[Step]:
    """Every counted and uncounted day from receipt to the due day (or to `on` while it is not known)."""
    return clock.explain(history(application.events.all()), calendar, until=on)


def cache_of(folded: clock.Clock) -> dict:
    """The cached columns that a clock gives."""
    return {
        "clock_state": folded.state,
        "due_on": folded.due_on,
        "due_provisional": folded.provisional,
        "received_on": folded.received_on,
    }


def disagreements(application: Application, calendar: Calendar) -> dict[str, tuple]:
    """Cached columns that differ from the fold: name to (stored, reckoned)."""
    reckoned = cache_of(reckon(application, calendar))
    stored = {name: getattr(application, name) for name in CACHED}
    return {name: (stored[name], reckoned[name]) for name in CACHED if stored[name] != reckoned[name]}


def moved_duty(duty, calendar: Calendar) -> tuple | None:
    """What a new calendar makes of a reply duty: (due day, provisional), None while it cannot be known."""
    try:
        folded = reckon(Application.objects.get(pk=duty.subject_id), calendar)
    except (
        clock.IllegalHistory
    ):  # said by `recounted`; the duty keeps its day until somebody settles the case
        return None
    return (folded.due_on, folded.provisional) if folded.due_on else None


def recounted(calendar: Calendar, *, at: datetime) -> list[dict]:
    """Brings the cached due days of open requests in line with a new calendar: one row for each that moved.

    Each is written down in the record of its own case; one that cannot be reckoned any more is named and left.
    """
    found = Application.objects.open().exclude(received_on=None).select_for_update()
    return [row for application in found if (row := _recounted(application, calendar, at))]


def _recounted(application: Application, calendar: Calendar, at: datetime) -> dict | None:
    was = str(application.due_on)
    row = {"kind": "application", "label": application.number, "was": was}
    try:
        changes = cache_of(reckon(application, calendar))
    except clock.IllegalHistory as problem:
        return row | {"now": was, "problem": problem.message}
    if all(getattr(application, name) == value for name, value in changes.items()):
        return None
    Application.objects.filter(pk=application.pk).update(**changes)
    row["now"] = str(changes["due_on"])
    record(SYSTEM, RECOUNT.word, application, at=at, detail=row)
    return row
