"""The one way into the audit log."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Protocol

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from audit.models import Entry
from audit.reference import reference


class Actor(Protocol):
    id: str
    label: str


@cache
def words() -> frozenset[str]:
    """The closed list: the words of every verb in settings.VERB_TABLES."""
    return frozenset(verb.word for path in settings.VERB_TABLES for verb in import_string(path))


def record(
    actor: Actor, word: str, subject: Model, *, at: datetime, reason: str = "", detail: Mapping | None = None
) -> Entry:
    """Adds one entry in the caller's transaction.

    Raises ValueError for a word that stands in no verb table.
    """
    return record_all(actor, word, [(subject, detail or {})], at=at, reason=reason)[0]


def record_all(
    actor: Actor, word: str, done: Iterable[tuple[Model, Mapping]], *, at: datetime, reason: str = ""
) -> list[Entry]:
    """One entry for each (subject, detail), in this order and in one statement. Raises ValueError as `record` does."""
    if word not in words():
        raise ValueError(f"“{word}”不在任何动作表中")
    return Entry.objects.bulk_create(
        Entry(
            at=at,
            actor_id=actor.id,
            actor_label=actor.label,
            word=word,
            subject_type=subject_type,
            subject_id=subject_id,
            subject_label=str(subject)[:300],
            reason=reason,
            detail=dict(detail),
        )
        for subject, detail in done
        for subject_type, subject_id in [reference(subject)]
    )
