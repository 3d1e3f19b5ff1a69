"""Messages that every machine reads for itself, each from the place it has reached.

A place is a PostgreSQL snapshot: what it sees has been read. Row numbers would not do, since a transaction that began
earlier may commit later; a snapshot knows exactly which were still open. Nothing is marked in the row, so any
number of machines follow the same messages.
"""

import contextlib
import select
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from outbox.drain import KEPT
from outbox.models import Message

CHANNEL = "outbox"


@dataclass(frozen=True)
class Place:
    """snapshot: as PostgreSQL writes it ("10:20:10,14"); database: its number; at: when it was taken."""

    snapshot: str
    database: int
    at: datetime

    def leads_to(self, now: "Place") -> bool:
        """False if messages between the two may be gone: another or restored database, or longer than they are kept."""
        here, there = (int(place.snapshot.split(":")[1]) for place in (self, now))
        return self.database == now.database and here <= there and now.at - self.at < KEPT


def here() -> Place:
    """The place at which everything committed until now has been read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_current_snapshot()::text, oid::bigint, now() FROM pg_database"
            " WHERE datname = current_database()"
        )
        return Place(*cursor.fetchone())


def payloads(handler: str, before: Place, now: Place) -> list[dict]:
    """What was committed between two places, each once, the oldest first."""
    return list(
        Message.objects.between(before.snapshot, now.snapshot)
        .filter(handler=handler)
        .values_list("payload", flat=True)
    )


def waiting_since(handler: str, before: Place, now: Place) -> datetime | None:
    """When the oldest message was written that a reader at `before` has not read."""
    waiting = Message.objects.between(before.snapshot, now.snapshot).filter(handler=handler)
    return waiting.order_by("created_at").values_list("created_at", flat=True).first()


@contextlib.contextmanager
def listening() -> Iterator[None]:
    """Within, PostgreSQL tells this connection of every commit that wrote such a message."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    try:
        yield
    finally:
        connection.close()


def wait(seconds: float) -> None:
    """Returns at a commit, or after so many seconds. Raises OperationalError when the database is gone."""
    raw = connection.connection
    if not raw.notifies:
        select.select([raw], [], [], seconds)
    with connection.wrap_database_errors:
        raw.poll()
    raw.notifies.clear()


def tell() -> None:
    """Part of the caller's transaction: followers are woken by its commit, and not at all without one."""
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")
