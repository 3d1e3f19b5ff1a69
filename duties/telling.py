"""Putting a sentence about a duty into people's inboxes, once; mail and the county's command follow."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from accounts import roles
from accounts.models import Membership, User
from duties.kinds import Step
from duties.models import Duty, Notice, Reminder
from outbox.post import post, post_all

OUTSIDE = ("duties.mail", "duties.command")


class Holder(NamedTuple):
    """An active account in a role."""

    user: int
    agency: int
    role: str


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
    for handler in OUTSIDE if outside else ():
        post(handler, {"reminder": reminder.pk}, at=at)
    return reminder


def tell_all(noted: Sequence[Reminder], steps: Sequence[Step], *, at: datetime) -> None:
    """Tells of many reminders that were just noted, each with its step, in a few statements."""
    held = holding({reminder.duty.agency_id for reminder in noted})
    notices = [
        Notice(reminder=reminder, user_id=user)
        for reminder, step in zip(noted, steps, strict=True)
        for user in told(reminder.duty, step.roles, held)
    ]
    Notice.objects.bulk_create(notices)
    payloads = [{"reminder": reminder.pk} for reminder in noted]
    post_all([(handler, payload) for payload in payloads for handler in OUTSIDE], at=at)


def holding(agencies: Iterable[int]) -> list[Holder]:
    """Who might hear of something in these agencies, in the order of the accounts."""
    held = Membership.objects.filter(Q(agency__in=agencies) | Q(role=roles.SUPERVISOR), user__is_active=True)
    return [Holder(*row) for row in held.order_by("user").values_list("user", "agency", "role")]


def told(duty: Duty, wanted: Iterable[str], held: list[Holder]) -> list[int]:
    """Of those holding roles, who holds a wanted one in the duty's agency; where nobody does, the supervisors; both
    when they are named. Of the roles that the person of a personal duty holds, only that person. Accounts by id."""
    wanted = frozenset(wanted)
    own = {h.role for h in held if h.user == duty.person_id and h.agency == duty.agency_id} & wanted
    people = [h.user for h in held if h.agency == duty.agency_id and h.role in wanted - own]
    people += [duty.person_id] if own else []
    if roles.SUPERVISOR in wanted or not people:
        people += [h.user for h in held if h.role == roles.SUPERVISOR]
    return sorted(set(people))


def holders(duty: Duty, wanted: Iterable[str]) -> list[User]:
    """Who hears of something about one duty, by the same rule."""
    return list(User.objects.filter(pk__in=told(duty, wanted, holding({duty.agency_id}))).order_by("pk"))
