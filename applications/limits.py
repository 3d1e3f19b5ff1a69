"""The applicant's own limits: to supplement (Art 30), to say why (Art 35) and to pay (国办函〔2020〕109号 6).

A day told in a letter is never brought forward by a later holiday notice; counted in working days it may move on.
"""

from datetime import date

from applications import fees
from applications.choices import EventKind
from applications.models import Application
from workdays.calendar import Calendar


def supplement_by(application: Application, calendar: Calendar) -> date | None:
    """The last day for the supplement that was asked for (Art 30); None when none was."""
    return _told(application, EventKind.SUPPLEMENT_ASKED, calendar)


def reasons_by(application: Application, calendar: Calendar) -> date | None:
    """The last day for saying why so many requests (Art 35); None when nobody asked."""
    return _told(application, EventKind.REASONS_ASKED, calendar)


def reasons_settled(application: Application, on: date, calendar: Calendar) -> bool:
    """Whether the applicant was asked why (Art 35), and answered or let the limit pass."""
    last = reasons_by(application, calendar)
    given = application.events.filter(kind=EventKind.REASONS_GIVEN).exists()
    return last is not None and (given or on > last)


def _told(application: Application, kind: str, calendar: Calendar) -> date | None:
    asked = application.events.filter(kind=kind).last()
    if asked is None:
        return None
    told, days = date.fromisoformat(asked.data["limit_on"]), asked.data.get("days")
    return max(told, calendar.add(asked.on, days)) if days else told


def pay_by(application: Application, calendar: Calendar) -> date | None:
    """The last day for paying the fee; None when none was asked."""
    told = application.events.filter(kind=EventKind.FEE_NOTIFIED).last()
    return max(date.fromisoformat(told.data["pay_by"]), fees.pay_by(told.on, calendar)) if told else None


def moved_supplement(duty, calendar: Calendar) -> tuple[date, bool] | None:
    """What a new calendar makes of the applicant's limit to supplement: (due day, provisional)."""
    application = Application.objects.get(pk=duty.subject_id)
    return _moved(application, EventKind.SUPPLEMENT_ASKED, supplement_by(application, calendar), calendar)


def moved_fee(duty, calendar: Calendar) -> tuple[date, bool] | None:
    """What a new calendar makes of the applicant's limit to pay: (due day, provisional)."""
    application = Application.objects.get(pk=duty.subject_id)
    return _moved(application, EventKind.FEE_NOTIFIED, pay_by(application, calendar), calendar)


def moved_reasons(duty, calendar: Calendar) -> tuple[date, bool] | None:
    """What a new calendar makes of the applicant's limit to give reasons: (due day, provisional)."""
    application = Application.objects.get(pk=duty.subject_id)
    return _moved(application, EventKind.REASONS_ASKED, reasons_by(application, calendar), calendar)


def _moved(application: Application, kind: str, due_on: date | None, calendar: Calendar):
    event = application.events.filter(kind=kind).last()
    return (due_on, calendar.provisional_between(event.on, due_on)) if event else None
