"""Delivers messages: each in a transaction of its own, in order, safe to run in several workers at once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from outbox.models import Message

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=1)
KEPT = timedelta(days=30)
SLOTS = (0x0B0C01, 0x0B0C02)


def drain(at: datetime, limit: int = 500) -> int:
    """Handles what is ready; returns how many messages it took.

    At most two at a time: a burst of wake-ups must not keep every thread of the worker busy.
    """
    with _slot() as free:
        taken = 0
        while free and taken < limit and _one(at):
            taken += 1
    return taken


@contextmanager
def _slot() -> Iterator[bool]:
    """One of SLOTS session-level advisory locks for the length of the block; False when both are taken."""
    with connection.cursor() as cursor:
        held = next((slot for slot in SLOTS if _locked(cursor, "pg_try_advisory_lock", slot)), None)
        try:
            yield held is not None
        finally:
            if held is not None:
                _locked(cursor, "pg_advisory_unlock", held)


def _locked(cursor, function: str, slot: int) -> bool:
    cursor.execute(f"SELECT {function}(%s)", [slot])
    return cursor.fetchone()[0]


@transaction.atomic
def _one(at: datetime) -> bool:
    message = Message.objects.ready(at).select_for_update(skip_locked=True).first()
    if message is None:
        return False
    message.attempts += 1
    try:
        with transaction.atomic():
            import_string(settings.OUTBOX_HANDLERS[message.handler])(message.payload)
    except Exception as error:  # whatever a handler raises, the message stays and the others go on
        log.exception("消息 %s 处理失败", message)
        message.last_error = f"{type(error).__name__}: {error}"[:2000]
        message.not_before = at + min(LONGEST_WAIT, timedelta(seconds=10 * 2 ** min(message.attempts, 12)))
    else:
        message.done_at = at
    message.save(update_fields=["attempts", "last_error", "not_before", "done_at"])
    return True


def forget(at: datetime) -> int:
    """Removes what was done long ago."""
    return Message.objects.filter(done_at__lt=at - KEPT).delete()[0]
