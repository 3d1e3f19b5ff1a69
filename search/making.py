"""Documents made into rows of the index; thousands of them by several processes, since cutting words takes the time."""

import itertools
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from search import schema
from search.documents import Document

FEW = 3000  # documents for which no process is started
CHUNK = 200
MOST = 2  # processes: each has dictionaries of its own in memory


def rows(found: Iterable[Document]) -> Iterator[dict]:
    """The rows of the documents, in their order, never many in memory at once."""
    rest = iter(found)
    first = list(itertools.islice(rest, FEW))
    yield from map(schema.row, first)
    if len(first) == FEW and (os.cpu_count() or 1) > 1:
        yield from _by_several(rest)
    else:
        yield from map(schema.row, rest)


def _by_several(rest: Iterator[Document]) -> Iterator[dict]:
    with _pool() as pool:
        waiting: deque = deque()
        while chunk := list(itertools.islice(rest, CHUNK)):
            waiting.append(pool.submit(_chunk, chunk))
            if len(waiting) > MOST * 3:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _pool() -> ProcessPoolExecutor:
    """New processes, not forks: a fork would share this one's database connection."""
    return ProcessPoolExecutor(MOST, mp_context=get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A killed parent would leave its processes waiting for ever: they watch it."""
    Thread(target=_watch, args=[parent_process().sentinel], daemon=True).start()


def _watch(parent: int) -> None:
    wait([parent])
    os._exit(1)


def _chunk(found: list[Document]) -> list[dict]:
    return [schema.row(document) for document in found]
