"""To the public, and away from it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, Verb, guard
from audit.record import record
from catalog.actions import item_published, item_withdrawn
from duties.actions import close_duty, open_duty
from publishing import rules, verbs
from publishing.actions.records import (
    close_publishing_duty,
    locked,
    note_review,
    refuse_obstacles,
    set_facts,
    tell,
)
from publishing.indexing import next_index_number
from publishing.models import Publication, Review
from workdays import tables


@transaction.atomic
def publish(publication: Publication, actor: Actor, *, at: datetime) -> Publication:
    """To the public, when no gate objects (Art 13, 17, 26). Raises Blocked with all obstacles."""
    publication = locked(publication)
    guard(verbs.PUBLISH, publication, actor)
    refuse_obstacles(publication, "publish", at)
    return _release(publication, verbs.PUBLISH, actor, at)


@transaction.atomic
def publish_urgently(publication: Publication, actor: Actor, *, reason: str, at: datetime) -> Publication:
    """In an emergency the head puts wording and second approval off by one working day (house rule on Art 6, 17).

    Secrecy review and privacy check are asked as always. What was put off is a duty, and is done by follow_up.
    """
    publication = locked(publication)
    guard(verbs.PUBLISH_URGENTLY, publication, actor, reason=reason)
    refuse_obstacles(publication, "urgent", at)
    calendar = tables.current()
    due = rules.make_up_by(localdate(at), calendar)
    set_facts(publication, at, urgent_reason=reason.strip(), urgent_due=due, urgent_by=actor.user)
    open_duty(
        "urgent_follow_up",
        publication,
        agency=publication.agency,
        due_on=due,
        at=at,
        provisional=calendar.provisional(due),
        label="紧急发布后补办校对和审批",
        url=reverse("desk_publishing:detail", args=[publication.public_id], urlconf=settings.EVERY_ADDRESS),
    )
    return _release(publication, verbs.PUBLISH_URGENTLY, actor, at, reason)


@transaction.atomic
def follow_up(
    publication: Publication, actor: Actor, *, result: str, reason: str, at: datetime
) -> Publication:
    """Wording and second approval of what went out in an emergency (Art 17), by somebody else than who sent it out.

    Anything but a pass keeps the duty open: correct or withdraw it.
    """
    publication = locked(publication)
    guard(verbs.FOLLOW_UP, publication, actor, reason=reason)
    if publication.urgent_due is None:
        raise Refused("这份信息没有需要补办的校对和审批。")
    if result not in Review.Result.values:
        raise Refused("选择补办的结论。", {"result": "选择结论"})
    for kind in (Review.Kind.WORDING, Review.Kind.APPROVAL):
        note_review(publication, actor, kind, result, reason, at)
    record(actor, verbs.FOLLOW_UP.word, publication, at=at, reason=reason, detail={"result": str(result)})
    if result == Review.Result.PASS:
        set_facts(publication, at, urgent_due=None)
        close_duty("urgent_follow_up", publication, at=at)
    return publication


@transaction.atomic
def withdraw(publication: Publication, actor: Actor, *, reason: str, at: datetime) -> Publication:
    """Takes it from the public; the reason stands at its address from now on, the text no longer does."""
    publication = locked(publication)
    guard(verbs.WITHDRAW, publication, actor, reason=reason)
    set_facts(publication, at, state="withdrawn", withdrawn_at=at, withdrawal_note=reason.strip())
    close_duty("urgent_follow_up", publication, at=at)
    close_duty("penalty_withdrawal", publication, at=at)
    for item in publication.items.all():
        item_withdrawn(item, publication.agency, at)
    record(actor, verbs.WITHDRAW.word, publication, at=at, reason=reason)
    tell(publication, verbs.WITHDRAW, actor, at)
    return publication


def _release(
    publication: Publication, verb: Verb, actor: Actor, at: datetime, reason: str = ""
) -> Publication:
    """Number, dates, duties, items and everybody who has to hear of it."""
    on = localdate(at)
    set_facts(
        publication,
        at,
        state="published",
        published_at=at,
        published_on=on,
        first_published_at=publication.first_published_at or at,
        index_number=publication.index_number or next_index_number(publication.agency, on.year),
        scheduled_at=None,
        schedule_problem="",
    )
    publication.revisions.filter(number=publication.revision).update(public_from=at)
    close_publishing_duty(publication, at)
    close_duty("withheld_review", publication, at=at)
    for item in publication.items.all():
        item_published(item, publication.agency, at)
    record(
        actor,
        verb.word,
        publication,
        at=at,
        reason=reason,
        detail={"index_number": publication.index_number},
    )
    tell(publication, verbs.PUBLISH, actor, at)
    return publication
