"""Questions to the index: search() for the page, the API and the application form, similar() for "look first"."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from threading import Thread
from typing import TypeVar

import tantivy
from django.utils.safestring import SafeString

from search import corrections, index, labels, matching, numbers, reprints, schema, snippets, visible
from search.analysis import LIMIT, Asked, query_words, words

T = TypeVar("T")
PAGE_SIZE = 10
LONGEST_SERIAL = 120  # characters
DEEPEST = 10_000  # results that can be paged through
RECOVERING = 20  # seconds after which it is worth asking again while the index is made
ENOUGH, FEW = (
    10,
    3,
)  # results after which no word may be missing; with two words one is half of what was asked


@dataclass(frozen=True)
class Hit:
    """One result: what a page or the API shows. title_html and snippet are escaped, with <mark>."""

    kind: str
    id: str
    title: str
    url: str
    doc_number: str
    issuer: str
    agency: str
    domains: tuple[str, ...]
    year: int | None
    validity: str
    formed_on: date | None
    published_on: date | None
    external_id: str
    part_of: str
    score: float
    title_html: SafeString
    snippet: SafeString

    @property
    def kind_label(self) -> str:
        return labels.KINDS.get(self.kind, self.kind)

    @property
    def validity_label(self) -> str:
        return labels.VALIDITY.get(self.validity, ("", ""))[0]

    @property
    def validity_tone(self) -> str:
        return labels.VALIDITY.get(self.validity, ("", ""))[1]

    @property
    def on(self) -> date | None:
        return self.formed_on or self.published_on


@dataclass(frozen=True)
class Result:
    """count: all that match; results: one page; facets: {facet: {value: count}} with the facet's own choice left out.

    corrected: what was searched instead, if a slip was put right; missing: telling words that need not be there.
    """

    count: int = 0
    results: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    took_ms: float = 0.0
    corrected: str = ""
    missing: int = 0
    available: bool = True


Filters = Mapping[str, tuple[str, ...]]


def search(
    q: str,
    filters: Filters | None = None,
    page: int = 1,
    *,
    page_size: int = PAGE_SIZE,
    sort: str = "relevance",
):
    """What the public may find. q: anything a person types; filters: {facet: values} (schema.FACETS).

    An empty q gives everything, newest first. Never raises for input; available is False while there is no index.
    """
    started = time.perf_counter()
    chosen = {name: tuple(v for v in (filters or {}).get(name, ()) if v)[:50] for name in schema.FACETS}
    try:
        searcher = index.searcher()
        found = _Search(searcher, q[: LIMIT * 2], chosen, sort)
        return found.result(max(1, page), min(max(1, page_size), 200), started)
    except index.Unavailable:
        return Result(available=False)


def warm() -> None:
    """Reads dictionaries and lists, so that the first reader does not wait for them."""
    query_words("低保")
    corrections.corrected("gongzufang 公祖房", lambda word: True)


def similar(text: str, limit: int = 5) -> list[Hit]:
    """What is public already and may be what somebody is about to ask for; [] while there is no index."""
    return list(search(text, page_size=limit).results) if text.strip() else []


@contextlib.contextmanager
def _meanwhile(call: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Makes the call beside the block: counting lets other threads run. A thread for each, so that a fork finds none waiting."""
    answer: Future[T] = Future()
    thread = Thread(target=_answered, args=[answer, call], daemon=True)
    thread.start()
    try:
        yield answer.result
    finally:
        thread.join()


def _answered(answer: "Future[T]", call: Callable[[], T]) -> None:
    try:
        answer.set_result(call())
    except BaseException as problem:  # whoever asks for the answer hears of it
        answer.set_exception(problem)


class _Search:
    """One question being answered."""

    def __init__(self, searcher: tantivy.Searcher, q: str, filters: Filters, sort: str) -> None:
        self.searcher, self.q, self.filters = searcher, q.strip(), filters
        self.serial = self._known_serial()
        self.number, rest = (None, "") if self.serial else numbers.asked(self.q)
        self.corrected = "" if self.number or self.serial else corrections.corrected(self.q, self._occurs)
        self.asked = query_words(self.corrected or (rest if self.number or self.serial else self.q))
        self.newest = sort == "newest" or not (self.serial or self.number or self.asked.clauses)
        self.missing = 0

    def _known_serial(self) -> str:
        """The mark of what was asked, where a document bears it as its index or registration number."""
        serial = numbers.serial(self.q) if len(self.q) <= LONGEST_SERIAL else ""
        return serial if serial and self.searcher.doc_freq("number", serial) else ""

    def _occurs(self, word: str) -> bool:
        pieces = words(word)
        if len(pieces) == 1:
            return any(self.searcher.doc_freq(name, pieces[0]) for name in ("title", "text"))
        phrases = (tantivy.Query.phrase_query(matching.SHAPE, name, pieces) for name in ("title", "text"))
        return any(self.searcher.search(phrase, 1).count for phrase in phrases)

    def _readings(self) -> Iterator[tuple[tantivy.Query, int]]:
        """(query, words that may be missing), the strictest reading first."""
        telling = matching.telling(self.asked)
        if self.serial:
            yield matching.serial_query(self.serial), 0
        elif self.number:
            query = matching.number_query(self.number)
            yield matching.both(query, matching.words_query(self.asked)) if telling else query, 0
        elif telling:
            for missing in range(2 if telling == 2 else (telling + 1) // 2):
                yield matching.words_query(self.asked, missing), missing
        else:
            yield tantivy.Query.empty_query() if self.q else tantivy.Query.all_query(), 0

    def result(self, page: int, size: int, started: float) -> Result:
        offset = (page - 1) * size
        within = size, min(offset, DEEPEST)
        found = self._chosen(*within)
        with _meanwhile(self._facets) as facets:
            found = found or self._page(*within)
            hits = self._hits(found) if offset < DEEPEST else ()
        return Result(
            count=found.count,
            results=hits,
            facets=facets(),
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            corrected=self.corrected,
            missing=self.missing,
        )

    def _chosen(self, size: int, offset: int) -> tantivy.SearchResult | None:
        """Settles on the strictest reading that finds enough, else the widest; its page, None where there is only one."""
        readings = list(self._readings())
        enough = ENOUGH if matching.telling(self.asked) > 2 else FEW
        found = None
        for self.query, self.missing in readings:
            found = self._page(size, offset) if len(readings) > 1 else None
            if found and found.count >= enough:
                break
        return found

    def _page(self, size: int, offset: int) -> tantivy.SearchResult:
        order = {"order_by_field": "day"} if self.newest else {"weight_by_field": "quality"}
        within = matching.filtered(self.query, self.filters)
        return self.searcher.search(within, size, offset=offset, **order)

    def _hits(self, found: tantivy.SearchResult) -> tuple[Hit, ...]:
        """What is still public of a page of results."""
        wanted = snippets.pattern([*self.asked.marks, *_number_marks(self.number)])
        hits = [hit_of(self.searcher, score, address, wanted) for score, address in found.hits]
        return visible.public(hits if self.newest else reprints.originals_first(hits))

    def _facets(self) -> dict[str, dict[str, int]]:
        """Counts of each facet within the choices of the others."""
        free = [name for name in schema.FACETS if not self.filters[name]]
        counted = matching.counts(self.searcher, matching.filtered(self.query, self.filters), free)
        for name in schema.FACETS:
            if name not in free:
                others = matching.filtered(self.query, self.filters, but=name)
                counted |= matching.counts(self.searcher, others, [name])
        return {name: counted[name] for name in schema.FACETS}


def hit_of(searcher: tantivy.Searcher, score: float, address: tantivy.DocAddress, wanted=None) -> Hit:
    """What the index keeps of a document, with the words of `wanted` (snippets.pattern) marked."""
    kept = searcher.doc(address)
    data, text = json.loads(kept["shown"][0]), b"".join(kept["body"]).decode()
    plain = ("kind", "id", "title", "url", "doc_number", "issuer", "agency", "year", "validity")
    return Hit(
        **{name: data[name] for name in (*plain, "external_id", "part_of")},
        domains=tuple(data["domains"]),
        formed_on=schema.day_of(data["formed_on"]),
        published_on=schema.day_of(data["published_at"]),
        score=round(float(score), 3),
        title_html=snippets.marked(data["title"], wanted),
        snippet=snippets.snippet(text, wanted),
    )


def _number_marks(number: numbers.Number | None) -> list[str]:
    """How the number may stand in a text."""
    if not number or not number.num:
        return []
    if number.year:
        return [f"{number.org}{a}{number.year}{b}{number.num}号" for a, b in ("〔〕", "[]", "()")]
    return [f"{number.org}第{number.num}号", f"{number.org}{number.num}号"]


def other_words(asked: Asked) -> list[str]:
    """Other words for what was asked, when nothing was found."""
    known = [corrections.thesaurus().others(c.word) for c in asked.clauses]
    return list(dict.fromkeys(word for words_ in known for word in words_))[:6]
