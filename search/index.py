"""The index on disk: one writer at a time, readers that notice a commit, a broken index made again.

settings.SEARCH_INDEX_DIR holds `current`, the name of the folder in use, beside that folder, and `lock`. Whoever writes
holds `lock`: the operating system takes it from a killed process, so workers of any number stay one writer.
"""

import contextlib
import fcntl
import shutil
import threading
import time
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import tantivy
from django.conf import settings
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from outbox.models import Message
from search import schema
from search.documents import Document

HANDLER = "search.index"
SHAPE = schema.schema()
BATCH = 300  # waiting messages taken along with one, so that an import is a few commits
HEAP = 50_000_000


class Unavailable(Exception):
    """There is no index that can be read; a worker makes one again."""


def folder() -> Path:
    return Path(settings.SEARCH_INDEX_DIR)


# ---- Reading -----------------------------------------------------------------------------------------------------


class _Reader:
    """The index this process has open."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.path: Path | None = None
        self.seen = 0
        self.index: tantivy.Index | None = None

    def searcher(self) -> tantivy.Searcher:
        """A view of the last commit. Raises Unavailable."""
        try:
            with self.lock:
                return self._fresh().searcher()
        except (OSError, ValueError) as problem:
            raise Unavailable(str(problem)) from problem

    def _fresh(self) -> tantivy.Index:
        path = current()
        seen = (path / "meta.json").stat().st_mtime_ns
        if path != self.path or self.index is None:
            self.index = open_index(path)
            self.path = path
        elif seen != self.seen:
            self.index.reload()
        self.seen = seen
        return self.index


_reader = _Reader()


def searcher() -> tantivy.Searcher:
    """Raises Unavailable when there is no index yet or it cannot be read."""
    return _reader.searcher()


def current() -> Path:
    """The folder in use. Raises OSError without one, ValueError for one of another version."""
    name = (folder() / "current").read_text().strip()
    if not name.startswith(schema.signature()):
        raise ValueError("made with another thesaurus or version")
    return folder() / name


def open_index(path: Path) -> tantivy.Index:
    index = schema.register(tantivy.Index.open(str(path)))
    index.config_reader("manual")
    index.reload()
    return index


def problem() -> str:
    """One sentence for /readyz, or ""."""
    try:
        found = searcher()
        found.search(tantivy.Query.all_query(), 1)
    except (Unavailable, ValueError, OSError):
        return "搜索索引不可用，正在重建"
    return ""


def lag(at: datetime) -> float:
    """Seconds that the oldest undone index message has waited at that moment; 0 when nothing waits."""
    oldest = Message.objects.filter(handler=HANDLER, done_at=None).order_by("created_at").first()
    return max(0.0, (at - oldest.created_at).total_seconds()) if oldest else 0.0


# ---- Writing -----------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _only_writer() -> Iterator[None]:
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def apply(payload: dict) -> None:
    """Outbox handler: brings one document, and those waiting behind it, up to date. Harmless when repeated."""
    with _only_writer():
        waiting = list(_waiting())
        wanted = {(payload["kind"], str(payload["id"]))}
        wanted |= {(m.payload["kind"], str(m.payload["id"])) for m in waiting}
        if problem():
            _rebuild()
        else:
            _update(wanted)
        Message.objects.filter(pk__in=[m.pk for m in waiting]).update(done_at=Now())


def _waiting():
    """Messages of the same sort, taken along; a second worker leaves them alone."""
    return Message.objects.filter(handler=HANDLER, done_at=None).select_for_update(skip_locked=True)[:BATCH]


def _update(wanted: set[tuple[str, str]]) -> None:
    index = open_index(current())
    writer = index.writer(HEAP, 1)
    for kind in {kind for kind, _ in wanted}:
        ids = sorted(key for k, key in wanted if k == kind)
        for key in ids:
            writer.delete_documents_by_term("key", f"{kind}:{key}")
        for doc in documents(kind, ids):
            _add(writer, doc)
    writer.commit()
    writer.wait_merging_threads()


def _add(writer: tantivy.IndexWriter, doc: Document) -> None:
    writer.add_document(tantivy.Document.from_dict(schema.row(doc), SHAPE))


def documents(kind: str, ids: list[str] | None = None) -> Iterable[Document]:
    """What a room lets the public find, all of it or some; nothing for a kind that no room serves."""
    source = settings.SEARCH_SOURCES.get(kind)
    return import_string(source)(ids=ids) if source else ()


def rebuild() -> tuple[int, float]:
    """Makes the whole index again from the rooms; returns (documents, seconds). Readers keep the old one meanwhile."""
    with _only_writer():
        return _rebuild()


def ensure() -> bool:
    """Makes the index if there is none that can be read; returns whether it had to."""
    if not problem():
        return False
    with _only_writer():
        if problem():
            _rebuild()
    return True


def _rebuild() -> tuple[int, float]:
    started = time.monotonic()
    name = f"{schema.signature()}-{uuid.uuid4().hex[:12]}"
    path = folder() / name
    path.mkdir(parents=True)
    count = fill(path, (doc for kind in settings.SEARCH_SOURCES for doc in documents(kind)))
    _point_to(name)
    return count, time.monotonic() - started


def fill(path: Path, found: Iterable[Document]) -> int:
    """A new index of these documents in an empty folder; returns how many."""
    index = schema.register(tantivy.Index(SHAPE, path=str(path)))
    writer = index.writer(HEAP, 1)
    count = 0
    for doc in found:
        _add(writer, doc)
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
