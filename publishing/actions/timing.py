"""What happens by the clock: a publication at its hour, the end of a public notice. Safe to repeat and to interrupt."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused, guard
from audit.record import record
from publishing import verbs
from publishing.actions.records import Blocked, locked, refuse_obstacles, search_kind, set_facts
from publishing.actions.releasing import publish
from publishing.models import Publication
from search.changed import changed


@transaction.atomic
def schedule(publication: Publication, actor: Actor, *, when: datetime, at: datetime) -> Publication:
    """To be published at a moment to come; all gates are asked now and again then (Art 26)."""
    publication = locked(publication)
    guard(verbs.SCHEDULE, publication, actor)
    if when <= at:
        raise Refused("定时发布的时间要晚于现在。", {"when": "时间要晚于现在"})
    refuse_obstacles(publication, "publish", at)
    set_facts(publication, at, scheduled_at=when, schedule_problem="")
    moment = localtime(when).isoformat(timespec="minutes")
    record(actor, verbs.SCHEDULE.word, publication, at=at, detail={"when": moment})
    return publication


@transaction.atomic
def unschedule(publication: Publication, actor: Actor, *, at: datetime, problem: str = "") -> Publication:
    """Not at that time; `problem` says what stood against it when its hour came."""
    publication = locked(publication)
    guard(verbs.UNSCHEDULE, publication, actor)
    set_facts(publication, at, scheduled_at=None, schedule_problem=problem)
    record(actor, verbs.UNSCHEDULE.word, publication, at=at, reason=problem)
    return publication


def publish_due(at: datetime) -> int:
    """Publishes everything whose hour has come, each in a transaction of its own; how many.

    A process killed in the middle leaves that one scheduled as it was: the next round publishes it.
    """
    due = Publication.objects.filter(state="approved", scheduled_at__lte=at).order_by("scheduled_at", "pk")
    return sum(_publish_one(key, at) for key in due.values_list("pk", flat=True))


def _publish_one(key: int, at: datetime) -> int:
    try:
        with transaction.atomic():
            found = Publication.objects.select_for_update(skip_locked=True, of=("self",)).filter(
                pk=key, state="approved", scheduled_at__lte=at
            )
            return len([publish(publication, SYSTEM, at=at) for publication in found])
    except Blocked as blocked:
        unschedule(Publication.objects.get(pk=key), SYSTEM, at=at, problem=blocked.message)
        return 0


def end_notices(at: datetime) -> int:
    """The day after a notice ends its personal part is no longer shown; index and caches hear of it once (个人信息保护法 47)."""
    over = Publication.objects.filter(state="published", ends_on__lt=localdate(at), ended_at=None)
    return sum(_end_one(publication, at) for publication in over.order_by("pk"))


@transaction.atomic
def _end_one(publication: Publication, at: datetime) -> int:
    publication = locked(publication)
    if publication.ended_at or publication.state != "published":
        return 0
    guard(verbs.END_NOTICE, publication, SYSTEM)
    set_facts(publication, at, ended_at=at)
    record(SYSTEM, verbs.END_NOTICE.word, publication, at=at)
    changed(search_kind(publication), publication.public_id, at=at)
    changed("file", publication.public_id, at=at)
    return 1
