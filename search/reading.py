"""The index on disk as readers see it: they notice a commit by themselves.

settings.SEARCH_INDEX_DIR holds `current`, the name of the folder in use, and beside it that folder.
"""

import threading
from pathlib import Path

import tantivy
from django.conf import settings

from search import schema


class Unavailable(Exception):
    """There is no index that can be read; it is being made again."""


def folder() -> Path:
    return Path(settings.SEARCH_INDEX_DIR)


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
