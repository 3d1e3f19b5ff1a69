"""Verbs on an item of one agency: watched from the day of going live, not applicable, applicable again."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import guard
from audit.record import record
from catalog.actions import settle_renewal, watch
from catalog.duty_kinds import RENEWAL
from catalog.models import ItemAgency
from catalog.verbs import APPLY_AGAIN, EXCUSE
from duties.actions import close_duty


@transaction.atomic
def go_live(links: Iterable[ItemAgency], actor: Actor, at: datetime) -> int:
    """Watches from today on what is not watched yet; returns how many. What does not apply is left alone."""
    waiting = [link for link in links if link.watched_from is None and not link.not_applicable]
    for link in waiting:
        watch(link.item, link.agency, at, actor)
    return len(waiting)


@transaction.atomic
def excuse(link: ItemAgency, actor: Actor, *, at: datetime, reason: str) -> None:
    """The agency has nothing of this kind, and says why; its renewal is not asked for any more."""
    guard(EXCUSE, link.item, actor, reason=reason)
    link.not_applicable = reason.strip()[:300]
    link.save(update_fields=["not_applicable"])
    close_duty(RENEWAL, link.item, at=at, agency=link.agency)
    record(actor, EXCUSE.word, link.item, at=at, reason=reason, detail={"agency": link.agency.name})


@transaction.atomic
def apply_again(link: ItemAgency, actor: Actor, *, at: datetime) -> date | None:
    """The item applies again; returns the day its renewal is due where it is watched."""
    guard(APPLY_AGAIN, link.item, actor)
    link.not_applicable = ""
    if link.watched_from is not None:
        link.watched_from = localdate(at)
    link.save(update_fields=["not_applicable", "watched_from"])
    record(actor, APPLY_AGAIN.word, link.item, at=at, detail={"agency": link.agency.name})
    return settle_renewal(link.item, link, at) if link.watched_from else None
