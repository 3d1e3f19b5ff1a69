"""Rooms say here that something the public may find was published, changed or withdrawn."""

from datetime import datetime

from outbox.models import Message
from outbox.post import post
from search.index import HANDLER


def changed(kind: str, id: object, *, at: datetime) -> Message:
    """Posts the outbox row in the caller's transaction; the worker brings the index up to date within a second."""
    return post(HANDLER, {"kind": kind, "id": str(id)}, at=at)
