"""This machine's index: kept up to date from the outbox, made again when lost or broken.

Beside what search.reading describes stand two locks, `lock` for whoever writes and `rebuilding` for whoever makes a new
one; the operating system takes both from a killed process. `reached.json` in the folder in use says up to which place
of the outbox it goes: it is written after the commit, so that a kill between the two only repeats some work.
"""

import contextlib
import fcntl
import itertools
import json
import logging
import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import tantivy
from django.conf import settings
from django.db import DatabaseError
from django.utils.module_loading import import_string

from outbox import follow
from outbox.follow import Place
from search import making, schema
from search.documents import Document
from search.reading import Unavailable, current, folder, open_index, problem, searcher

__all__ = [
    "Unavailable",
    "catch_up",
    "documents",
    "ensure",
    "folder",
    "lag",
    "problem",
    "rebuild",
    "searcher",
]

log = logging.getLogger(__name__)

HANDLER = "search.index"
EVERYTHING = "*"  # the kind of a message that asks for a rebuilding
SHAPE = schema.schema()
AT_ONCE = 500  # documents of one commit
HEAP = 50_000_000


@contextlib.contextmanager
def _alone(name: str) -> Iterator[None]:
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# ---- Following ---------------------------------------------------------------------------------------------------


def catch_up() -> int:
    """Brings the index to what is committed; returns how many things it looked at. Makes a lost or broken one again."""
    ensure()
    with _alone("lock"):
        path, now = current(), follow.here()
        return _follow(path, _reached(path), now)


def ensure() -> bool:
    """Makes the index if there is none that can be read or brought up to date; returns whether it had to."""
    if _sound():
        return False
    with _alone("rebuilding"):
        if _sound():
            return False
        _rebuild()
    return True


def _sound() -> bool:
    if problem():
        return False
    try:
        reached = _reached(current())
    except (OSError, ValueError, TypeError):
        return False
    return reached.leads_to(follow.here())


def _follow(path: Path, before: Place, now: Place) -> int:
    """Applies to the index at `path` what was committed between two places."""
    found = follow.payloads(HANDLER, before, now)
    wanted = list(dict.fromkeys((payload["kind"], str(payload["id"])) for payload in found))
    if (EVERYTHING, "") in wanted:
        (folder() / "wanted").touch()
    rows = _with_parts(pair for pair in wanted if pair[0] != EVERYTHING)
    while chunk := list(itertools.islice(rows, AT_ONCE)):
        _update(path, chunk)
    if wanted or now.at - before.at > follow.KEPT / 2:
        _keep(path, now)
    return len(wanted)


def _with_parts(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for kind, key in pairs:
        yield from [(each, key) for each in (kind, *settings.SEARCH_PARTS.get(kind, ()))]


def _reached(path: Path) -> Place:
    """Raises OSError, ValueError or TypeError when the note is missing or cannot be read."""
    note = json.loads((path / "reached.json").read_text())
    return Place(**note | {"at": datetime.fromisoformat(note["at"])})


def _keep(path: Path, place: Place) -> None:
    new = path / "reached.new"
    new.write_text(json.dumps(asdict(place) | {"at": place.at.isoformat()}))
    new.replace(path / "reached.json")


def rebuild_wanted() -> bool:
    """Did a message ask for a rebuilding that has not been done since?"""
    return (folder() / "wanted").exists()


def lag(at: datetime) -> float:
    """Seconds that the oldest change not in this machine's index has waited; 0 when nothing waits or there is no index."""
    try:
        reached = _reached(current())
    except (OSError, ValueError, TypeError):
        return 0.0
    oldest = follow.waiting_since(HANDLER, reached, follow.here())
    return max(0.0, (at - oldest).total_seconds()) if oldest else 0.0


# ---- Writing -----------------------------------------------------------------------------------------------------


def _update(path: Path, wanted: list[tuple[str, str]]) -> None:
    index = open_index(path)
    writer = index.writer(HEAP, 1)
    for kind in dict.fromkeys(kind for kind, _ in wanted):
        ids = sorted(key for k, key in wanted if k == kind)
        rows = _rows(kind, ids)
        for key in ids:
            writer.delete_documents_by_term("whole", f"{kind}:{key}")
        for row in rows:
            _add(writer, row)
    writer.commit()
    writer.wait_merging_threads()


def _rows(kind: str, ids: list[str]) -> list[dict]:
    """What the index takes of these; one that its room cannot tell about leaves the index and holds up no other."""
    try:
        return [schema.row(doc) for doc in documents(kind, ids)]
    except DatabaseError:
        raise
    except Exception:
        if len(ids) == 1:
            log.exception("没有编入索引：%s %s", kind, ids[0])
            return []
    return [row for key in ids for row in _rows(kind, [key])]


def _add(writer: tantivy.IndexWriter, row: dict) -> None:
    writer.add_document(tantivy.Document.from_dict(row, SHAPE))


def documents(kind: str, ids: list[str] | None = None) -> Iterable[Document]:
    """What a room lets the public find, all of it or some; nothing for a kind that no room serves."""
    source = settings.SEARCH_SOURCES.get(kind)
    return import_string(source)(ids=ids) if source else ()


def rebuild() -> tuple[int, float]:
    """Makes the whole index again from the rooms; returns (documents, seconds). The old one is read and kept meanwhile."""
    with _alone("rebuilding"):
        return _rebuild()


def _rebuild() -> tuple[int, float]:
    started, begun = time.monotonic(), follow.here()
    path = folder() / f"{schema.signature()}-{uuid.uuid4().hex[:12]}"
    path.mkdir(parents=True)
    count = fill(path, (doc for kind in settings.SEARCH_SOURCES for doc in documents(kind)))
    with _alone("lock"):
        now = follow.here()
        _follow(path, begun, now)
        _keep(path, now)
        _point_to(path.name)
    (folder() / "wanted").unlink(missing_ok=True)
    return count, time.monotonic() - started


def fill(path: Path, found: Iterable[Document]) -> int:
    """A new index of these documents in an empty folder; returns how many."""
    index = schema.register(tantivy.Index(SHAPE, path=str(path)))
    writer = index.writer(HEAP, 1)
    count = 0
    for row in making.rows(found):
        _add(writer, row)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


def _point_to(name: str) -> None:
    """Readers go over to the new folder in one step; the others are removed."""
    new = folder() / "current.new"
    new.write_text(name)
    new.replace(folder() / "current")
    for old in folder().iterdir():
        if old.is_dir() and old.name != name:
            shutil.rmtree(old, ignore_errors=True)
