"""A search folder of its own for the time of a measurement."""

import tempfile
import time
from pathlib import Path

from django.conf import settings

from search import index, schema


class index_of:
    """A search folder of its own for the time of a measurement."""

    def __init__(self, documents, public: dict[str, str] | None = None) -> None:
        self.documents, self.public = documents, public or {}

    def __enter__(self) -> "index_of":
        self.folder = tempfile.TemporaryDirectory()
        self.before = settings.SEARCH_INDEX_DIR, settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC
        settings.SEARCH_INDEX_DIR = Path(self.folder.name)
        settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {}, self.public
        started = time.perf_counter()
        name = f"{schema.signature()}-bench"
        (index.folder() / name).mkdir()
        index.fill(index.folder() / name, self.documents)
        (index.folder() / "current").write_text(name)
        self.seconds = time.perf_counter() - started
        return self

    def __exit__(self, *problem) -> None:
        settings.SEARCH_INDEX_DIR, settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = self.before
        self.folder.cleanup()
