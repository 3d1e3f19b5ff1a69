"""What is not made public is looked at again on a date (Art 18)."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from audit.record import record
from publishing import grounds, verbs
from publishing.actions.records import locked, set_facts, watch
from publishing.models import Publication


@transaction.atomic
def reassess(publication: Publication, actor: Actor, *, reason: str, next_due, at: datetime) -> Publication:
    """Withheld information looked at again and kept back, until the next date (Art 18)."""
    publication = locked(publication)
    guard(verbs.REASSESS, publication, actor, reason=reason)
    if publication.attribute == grounds.PUBLIC:
        raise Refused("主动公开的信息不需要再次评估。")
    set_facts(publication, at, review_due=next_due)
    watch(publication, at)
    record(actor, verbs.REASSESS.word, publication, at=at, reason=reason)
    return publication
