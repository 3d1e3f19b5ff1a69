"""Writes a message in the caller's transaction and wakes the worker once that is committed."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError
from redis import RedisError

from outbox.follow import tell
from outbox.models import Message
from outbox.tasks import drain

log = logging.getLogger(__name__)


def post(handler: str, payload: dict, *, at: datetime) -> Message:
    """Raises KeyError for a handler that settings.OUTBOX_HANDLERS does not name."""
    return post_all([(handler, payload)], at=at)[0]


def post_all(wanted: Iterable[tuple[str, dict]], *, at: datetime) -> list[Message]:
    """Many (handler, payload) in one statement, in this order. Raises KeyError as `post` does."""
    rows = [
        Message(handler=handler, payload=payload, created_at=at, not_before=at)
        for handler, payload in wanted
        if settings.OUTBOX_HANDLERS[handler]
    ]
    messages = Message.objects.bulk_create(rows)
    connection = transaction.get_connection()
    if messages and not any(
        call is wake for _, call, *_ in connection.run_on_commit
    ):  # one wake-up a transaction
        transaction.on_commit(wake)
    return messages


def announce(handler: str, payload: dict, *, at: datetime) -> Message:
    """A message that every machine reads for itself (outbox.follow); the worker leaves it alone."""
    return announce_all(handler, [payload], at=at)[0]


def announce_all(handler: str, payloads: Iterable[dict], *, at: datetime) -> list[Message]:
    """Many of one handler in one statement, in this order."""
    messages = Message.objects.bulk_create(
        Message(handler=handler, payload=payload, created_at=at, not_before=at, done_at=at)
        for payload in payloads
    )
    tell()
    return messages


def wake() -> None:
    """Only a hint: without Redis the beat drains the table within seconds of its return."""
    try:
        drain.apply_async(retry=False, ignore_result=True)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("后台任务暂时叫不醒：%s", error)
