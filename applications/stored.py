"""Files stored for rows that may never be saved: refused, an action takes back with its rows what it stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models.fields.files import FieldFile

_FILES: ContextVar[list[FieldFile] | None] = ContextVar("files stored by the action that runs", default=None)


def noted(file: FieldFile) -> None:
    """To be said of every file that is stored within an action."""
    if (files := _FILES.get()) is not None:
        files.append(file)


@contextmanager
def atomic() -> Iterator[None]:
    """`transaction.atomic` for what stores files: what is rolled back leaves none behind."""
    files, around = [], _FILES.get()
    mark = _FILES.set(files)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for file in files:
            file.storage.delete(file.name)
        raise
    finally:
        _FILES.reset(mark)
    if around is not None:  # within an action that may still be refused
        around.extend(files)
