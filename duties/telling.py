"""Putting a sentence about a duty into people's inboxes, once; mail and the county's command follow."""

from collections.abc import Iterable
from datetime import date, datetime

from accounts import roles
from accounts.models import User
from duties.models import Duty, Notice, Reminder
from outbox.post import post


def tell(
    duty: Duty,
    step: str,
    text: str,
    *,
    on: date,
    at: datetime,
    people: Iterable[User],
    outside: bool = True,
) -> Reminder:
    """One reminder for a step and the duty's date; whoever has it already is not told twice.

    `text` leaves the desk by mail and the county's command unless `outside` is false: no personal data in it.
    """
    reminder, created = Reminder.objects.get_or_create(
        duty=duty,
        step=step,
        due_on=duty.due_on,
        defaults={"noted_on": on, "text": text[:500]},
    )
    if not created:
        return reminder
    Notice.objects.bulk_create([Notice(reminder=reminder, user=user) for user in people])
    for handler in ("duties.mail", "duties.command") if outside else ():
        post(handler, {"reminder": reminder.pk}, at=at)
    return reminder


def holders(duty: Duty, wanted: Iterable[str]) -> list[User]:
    """Who holds one of the roles in the duty's agency; where nobody does, the supervisors; both when they are named."""
    wanted = frozenset(wanted)
    people = User.objects.filter(is_active=True).order_by("pk").distinct()
    found = people.filter(memberships__agency=duty.agency, memberships__role__in=wanted)
    if roles.SUPERVISOR in wanted or not found.exists():
        found = found | people.filter(memberships__role=roles.SUPERVISOR)
    return list(found)
