"""Rooms say here that something the public may find was published, changed or withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from outbox.models import Message
from outbox.post import post
from search.index import HANDLER

_rebuilt_later = ContextVar("rebuilt_later", default=False)


def changed(kind: str, id: object, *, at: datetime) -> Message | None:
    """Posts the outbox row in the caller's transaction; the worker brings the index up to date within a second."""
    if _rebuilt_later.get():
        return None
    return post(HANDLER, {"kind": kind, "id": str(id)}, at=at)


@contextmanager
def left_to_rebuilding() -> Iterator[None]:
    """Within, nothing is posted: for a load of thousands, after which the caller rebuilds the index."""
    token = _rebuilt_later.set(True)
    try:
        yield
    finally:
        _rebuilt_later.reset(token)
