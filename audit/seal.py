"""Chains the entries in a sequence of its own, outside the writers' path."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection, transaction

from audit.models import Entry, Seal

LOCK = 0x5EA1  # advisory lock: one sealer at a time, others return at once
BATCH = 2000
START = "0" * 64


def digest(entry: Entry, previous: str) -> str:
    """SHA-256 over the digest before and every column of the entry, in a fixed spelling."""
    columns = [
        entry.pk,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_id,
        entry.actor_label,
        entry.word,
        entry.subject_type,
        entry.subject_id,
        entry.subject_label,
        entry.reason,
        entry.detail,
    ]
    text = json.dumps([previous, *columns], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head() -> tuple[int, str]:
    """(sequence, digest) of the newest seal."""
    last = Seal.objects.order_by("sequence").last()
    return (last.sequence, last.digest) if last else (0, START)


@transaction.atomic
def seal(at: datetime) -> int:
    """Seals what is not sealed yet; returns how many entries it sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    sequence, previous = head()
    rows = []
    for entry in Entry.objects.unsealed()[:BATCH]:
        sequence, link = sequence + 1, digest(entry, previous)
        rows.append(Seal(sequence=sequence, entry=entry, previous=previous, digest=link, sealed_at=at))
        previous = link
    Seal.objects.bulk_create(rows)
    return len(rows)


def faults() -> Iterator[str]:
    """Every place where the chain and the entries do not agree, as sentences."""
    expected, previous = 1, START
    for row in Seal.objects.select_related("entry").order_by("sequence").iterator(chunk_size=2000):
        if row.sequence != expected:
            yield f"第 {expected} 号封存缺失"
            expected = row.sequence
        if row.previous != previous:
            yield f"第 {row.sequence} 号封存与前一号不相接"
        if digest(row.entry, row.previous) != row.digest:
            yield f"第 {row.sequence} 号封存的审计记录 {row.entry_id} 被改动：{row.entry}"
        expected, previous = expected + 1, row.digest
