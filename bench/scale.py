"""The search at the size of a province: documents multiplied from real ones, in tantivy, through HTTP and in ts_rank."""

import io
import itertools
import os
import statistics
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote

import tantivy
from django.conf import settings
from django.db import connection

from bench import portal
from bench.timing import Row
from search import index, making, matching
from search.analysis import words
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
ROUNDS, TOP = 8, 10
SHORT = 400  # characters of each text: a real document's beginning
RAW = 30_000  # rows of the yardstick of writing


def multiplied(found: list[Document], count: int) -> Iterator[Document]:
    """So many documents, each a real one's beginning under a number and a title of its own."""
    for number, doc in zip(range(count), itertools.cycle(found), strict=False):
        title = doc.title if number < len(found) else f"{doc.title}（{number // len(found)}）"
        yield replace(doc, id=str(number), url=f"/p/{number}", title=title, text=doc.text[:SHORT])


def raw(found: list[Document], count: int, write: Callable[[Iterable[dict]], None]) -> Row:
    """How fast tantivy takes as many rows that are ready, the same ones over and over: the yardstick of indexing."""
    rows = list(making.rows(multiplied(found, RAW)))
    seconds = _seconds(lambda: write(itertools.islice(itertools.cycle(rows), count)))
    return _row("tantivy 写入现成的行", count / seconds, "件/秒", 1.0, "自身")


def whole(count: int, seconds: float, yardstick: Row) -> Row:
    """Documents made into rows and written."""
    speed = count / seconds
    return _row("文件编入索引", speed, "件/秒", speed / yardstick.value, yardstick.name)


def load_rows(rows: Iterable[dict]) -> None:
    """The same words as rows of PostgreSQL, as a tsvector with an index."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_rows")
        cursor.execute("CREATE UNLOGGED TABLE bench_rows (id text PRIMARY KEY, words tsvector)")
        cursor.execute("CREATE TEMPORARY TABLE bench_given (id text, words text)")
        while chunk := list(itertools.islice(rows, 5000)):
            cursor.copy_from(io.StringIO("".join(map(_line, chunk))), "bench_given")
            cursor.execute("INSERT INTO bench_rows SELECT id, to_tsvector('simple', words) FROM bench_given")
            cursor.execute("TRUNCATE bench_given")
        cursor.execute("DROP TABLE bench_given")
        cursor.execute("CREATE INDEX ON bench_rows USING gin (words)")
        cursor.execute("ANALYZE bench_rows")


def _line(row: dict) -> str:
    """A row of the index as COPY reads it; no word holds a blank, a break or a backslash."""
    words = f"{row.get('title', '')} {row.get('text', '')}"
    return f"{row['key'].partition(':')[2]}\t{words.replace(chr(92), ' ')}\n"


def drop_rows() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_rows")


def public_ids(ids: list[str]) -> set[str]:
    """settings.SEARCH_PUBLIC of the measurement: one question to the database, as in the portal."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM bench_rows WHERE id = ANY(%s)", [ids])
        return {id for (id,) in cursor}


def asking() -> list[Row]:
    """Every common word, several rounds: p95 of tantivy alone, through HTTP, and of ts_rank; memory of who answered."""
    searcher = index.searcher()
    own = _p95(lambda word: searcher.search(_plain(word), TOP))
    with portal.answering(**_environment()) as (process, base):
        through = _p95(lambda word: _get(f"{base}/api/v1/search/?page_size={TOP}&q={quote(word)}"))
        page = _p95(lambda word: _get(f"{base}/search/?q={quote(word)}"))
        most = portal.megabytes(process.pid)
    rank = _p95(_ranked, rounds=2)
    limit = 5 * own + 10
    return [
        _row("tantivy 自己，p95", own, "ms", 1.0, "自身"),
        _row("接口，经 HTTP，p95", through, "ms", through / limit, "5 倍 tantivy 自己＋10 ms"),
        _row("结果页，经 HTTP，p95", page, "ms", page / limit, "5 倍 tantivy 自己＋10 ms"),
        _row("PostgreSQL 的 ts_rank，同样的行，p95", rank, "ms", rank / through, "接口"),
        _row("网页进程的内存", most, "MB", most / 500, "500 MB"),
    ]


def _environment() -> dict[str, str]:
    """A web process on this measurement's index, its pages not kept and its readers not counted out."""
    return {
        "DJANGO_SETTINGS_MODULE": "bench.at_scale",
        "BENCH_INDEX": str(settings.SEARCH_INDEX_DIR),
        "PAGE_CACHE_MB": "0",
        "API_RATE": "1000000/min",
    }


def _get(address: str) -> None:
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()


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
    return Row("search", name, round(value, 1), unit, round(ratio, 2), against, f"{wanted():,} 件文件")


def wanted() -> int:
    """How many documents: BENCH_DOCUMENTS, else a number that takes a minute."""
    return int(os.environ.get("BENCH_DOCUMENTS", "20000"))
