"""Rooms say here that something the public may find was published, changed or withdrawn."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from outbox.models import Message
from outbox.post import announce, announce_all
from search.index import EVERYTHING, HANDLER

_rebuilt_later = ContextVar("rebuilt_later", default=False)


def changed(kind: str, id: object, *, at: datetime) -> Message | None:
    """Announced in the caller's transaction; every machine brings its index up to date within a second of the commit."""
    if _rebuilt_later.get():
        return None
    return announce(HANDLER, {"kind": kind, "id": str(id)}, at=at)


def all_changed(kind: str, ids: Iterable[object], *, at: datetime) -> list[Message]:
    """The same of many, in one statement."""
    if _rebuilt_later.get():
        return []
    return announce_all(HANDLER, [{"kind": kind, "id": str(id)} for id in ids], at=at)


def everything_changed(*, at: datetime) -> Message:
    """Every machine makes its index again and answers from the old one meanwhile."""
    return announce(HANDLER, {"kind": EVERYTHING, "id": ""}, at=at)


@contextmanager
def left_to_rebuilding() -> Iterator[None]:
    """Within, nothing is announced: for a load of thousands, after which the caller rebuilds the index."""
    token = _rebuilt_later.set(True)
    try:
        yield
    finally:
        _rebuilt_later.reset(token)
