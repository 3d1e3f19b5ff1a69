"""What an applicant may still bring against the reply to a request, read off its rows (行政复议法, 行政诉讼法)."""

from applications import challenges, choices, outcomes, remedies
from applications.models import Application
from workdays.calendar import Calendar


def open_to_applicant(application: Application, calendar: Calendar) -> list[challenges.Window]:
    """Windows from the day on which the reply was delivered, and the suit after each decided review."""
    if application.replied_on is None:
        return []
    outcome = outcomes.outcome(application.outcome)
    wording = remedies.row(remedies.kind_of(outcome.code, outcome.remedy), application.replied_on)
    found = challenges.windows(wording.kind, application.replied_on, calendar) if wording else []
    decided = application.challenges.filter(kind=choices.ChallengeKind.REVIEW).exclude(decided_on=None)
    return found + [challenges.after_review(row.decided_on, calendar) for row in decided]


def by_post(application: Application) -> bool:
    """Whether the reply went by post: its windows run from the day it arrived, which the portal does not know."""
    sent = application.events.filter(kind=choices.EventKind.REPLIED).last()
    return sent is not None and sent.data.get("method") == choices.DeliveryMethod.POST
