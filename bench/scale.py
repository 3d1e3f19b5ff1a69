"""The search at the size of a province: documents multiplied from real ones, in tantivy, through HTTP and in ts_rank."""

import http.client
import itertools
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, make_server

import tantivy
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

from bench.timing import Row
from search import index, making, matching, schema
from search.analysis import index_text, words
from search.documents import Document

COMMON = [
    "管理",
    "教育",
    "补贴",
    "社会保险",
    "规定",
    "企业",
    "安全生产",
    "住房",
    "环境保护",
    "农村",
    "申请条件",
    "医疗保险",
]
READER = """
import resource, sys, django
django.setup()
from django.conf import settings
from search import query
settings.SEARCH_INDEX_DIR, settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = sys.argv[1], {}, {}
for word in sys.argv[2:] * 3:
    query.search(word)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
ROUNDS, TOP = 8, 10
SHORT = 400  # characters of each text: a real document's beginning
RAW = 10_000  # documents of the comparison of writing


def multiplied(found: list[Document], count: int) -> Iterator[Document]:
    """So many documents, each a real one's beginning under a number and a title of its own."""
    for number, doc in zip(range(count), itertools.cycle(found), strict=False):
        title = doc.title if number < len(found) else f"{doc.title}（{number // len(found)}）"
        yield replace(doc, id=str(number), url=f"/p/{number}", title=title, text=doc.text[:SHORT])


def writing(found: list[Document], write: Callable[[Iterable[dict]], None]) -> list[Row]:
    """Whole indexing (rows made and written) against the writing of ready rows."""
    some = list(multiplied(found, RAW))
    rows = [schema.row(doc) for doc in some]
    raw, whole = _seconds(lambda: write(rows)), _seconds(lambda: write(making.rows(some)))
    return [
        _row("tantivy, ready rows written", RAW / raw, "/s", 1.0, "itself"),
        _row("documents made into rows and written", RAW / whole, "/s", raw / whole, "tantivy"),
    ]


def load_rows(found: Iterable[Document]) -> None:
    """The same documents as rows of PostgreSQL, their words as a tsvector with an index."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_rows")
        cursor.execute("CREATE UNLOGGED TABLE bench_rows (id text PRIMARY KEY, words tsvector)")
        while chunk := list(itertools.islice(found, 1000)):
            values = [(doc.id, index_text(f"{doc.title} {doc.text}").replace("\\", " ")) for doc in chunk]
            places = ",".join(["(%s, to_tsvector('simple', %s))"] * len(values))
            statement = f"INSERT INTO bench_rows VALUES {places}"  # nosec B608: only place holders are joined
            cursor.execute(statement, list(itertools.chain(*values)))
        cursor.execute("CREATE INDEX ON bench_rows USING gin (words)")
        cursor.execute("ANALYZE bench_rows")


def drop_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_rows")


def public_ids(ids: list[str]) -> set[str]:
    """settings.SEARCH_PUBLIC of the measurement: one question to the database, as in the portal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM bench_rows WHERE id = ANY(%s)", [ids])
        return {id for (id,) in cursor}


def asking() -> list[Row]:
    """Every common word, several rounds: p95 of tantivy alone, through HTTP, and of ts_rank."""
    searcher = index.searcher()
    own = _p95(lambda word: searcher.search(_plain(word), TOP))
    with _Server() as server:
        through = _p95(server.ask)
        page = _p95(server.page)
    rank = _p95(_ranked, rounds=2)
    limit = 5 * own + 10
    return [
        _row("tantivy alone, p95", own, "ms", 1.0, "itself"),
        _row("API through HTTP, p95", through, "ms", through / limit, "5 × tantivy + 10 ms"),
        _row("result page through HTTP, p95", page, "ms", page / limit, "5 × tantivy + 10 ms"),
        _row("ts_rank over the same rows, p95", rank, "ms", rank / through, "the API"),
    ]


def memory() -> Row:
    """The most that a new process holds which opens the index and answers every common word, mapped pages included."""
    command = [sys.executable, "-c", READER, str(settings.SEARCH_INDEX_DIR), *COMMON]
    most = int(subprocess.run(command, check=True, capture_output=True).stdout) / 1024
    return _row("memory of a process that answers, at most", most, "MB", most / 500, "500 MB")


def _plain(word: str) -> tantivy.Query:
    """BM25 over title and text."""
    parts = [
        tantivy.Query.term_query(matching.SHAPE, field, piece)
        for piece in words(word)
        for field in ("title", "text")
    ]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])


def _ranked(word: str) -> None:
    asked = " & ".join(words(word))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, ts_rank(words, q) AS rank FROM bench_rows, to_tsquery('simple', %s) q"
            " WHERE words @@ q ORDER BY rank DESC LIMIT %s",
            [asked, TOP],
        )
        cursor.fetchall()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        pass


class _Server:
    """The portal on a port of its own, its pages not kept."""

    def __enter__(self) -> "_Server":
        self.kept, settings.PAGE_CACHE_MB = settings.PAGE_CACHE_MB, 0
        self.rate, settings.API_RATE = settings.API_RATE, "1000000/min"
        self.server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def ask(self, word: str) -> None:
        self._get(f"/api/v1/search/?page_size={TOP}&q={quote(word)}")

    def page(self, word: str) -> None:
        self._get(f"/search/?q={quote(word)}")

    def _get(self, address: str) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=60)
        line.request("GET", settings.URL_PREFIX + address, headers={"Host": "localhost"})
        answer = line.getresponse()
        if answer.status != 200 or not answer.read():
            raise RuntimeError(f"{address} answered {answer.status}")
        line.close()

    def __exit__(self, *problem) -> None:
        self.server.shutdown()
        self.server.server_close()
        settings.PAGE_CACHE_MB, settings.API_RATE = self.kept, self.rate


def _p95(call: Callable[[str], object], rounds: int = ROUNDS) -> float:
    """Milliseconds; the first round only warms up."""
    taken = []
    for number in range(rounds + 1):
        for word in COMMON:
            seconds = _seconds(lambda word=word: call(word))
            if number:
                taken.append(seconds * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _row(name: str, value: float, unit: str, ratio: float, against: str) -> Row:
    return Row("search", name, round(value, 1), unit, round(ratio, 2), against)


def wanted() -> int:
    """How many documents: BENCH_DOCUMENTS, else a number that takes a minute."""
    return int(os.environ.get("BENCH_DOCUMENTS", "20000"))
