"""Judged queries: nDCG@10 of the search beside a plain line, and how often the right one is first (bench/relevance.py)."""

import argparse
import gzip
import itertools
import json
import math
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import tantivy

from bench.indexed import index_of
from bench.timing import Row
from search import index, matching, query
from search.analysis import words
from search.documents import Document

TOP = 10
SORTS = {
    "all": "全部查询",
    "colloquial": "口语",
    "formal": "书面语",
    "docno": "文号",
    "title": "标题",
    "variant": "错字和别称",
    "none": "没有这样的文件",
}
STANDING = {"现行有效": "in_force", "有效": "in_force", "废止或失效": "repealed"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance")
    parser.add_argument("policies", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--show", action="store_true", help="print the queries that score under 0.6")
    options = parser.parse_args()
    for row in judge(list(given(options.policies)), [options.queries], options.show):
        sys.stdout.write(f"{row.name:<24}{row.size:<12}{row.value:>8}{row.ratio:>8} × {row.against}\n")


def judge(found: list[Document], files: list[Path], show: bool = False) -> list[Row]:
    """nDCG@10 for each sort of query beside the plain line, and how often the first is the right one."""
    rows = []
    with index_of(found):
        for file in files:
            queries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
            plain, own = _scores(queries, _plain), _scores(queries, _asked, show)
            rows += [row for sort in sorted(own) for row in _compared(sort, plain[sort], own[sort])]
    return rows


def _compared(sort: str, plain: list[tuple], own: list[tuple]) -> list[Row]:
    first, second = _mean(plain, 0), _mean(own, 0)
    better = round(second / first, 2) if first else 0.0
    name, size = SORTS.get(sort, sort), f"{len(own)} 条"
    return [
        Row("search", f"{name}，nDCG@10", round(second, 3), "", better, f"只用 BM25，{first:.3f}", size),
        Row("search", f"{name}，正确的排在第一", round(_mean(own, 1), 3), "", 1.0, "自身", size),
    ]


def _mean(scores: list[tuple], place: int) -> float:
    return sum(score[place] for score in scores) / len(scores)


def given(path: Path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield _document(json.loads(line))


def _document(row: dict) -> Document:
    return Document(
        "policy",
        row["id"],
        row["title"],
        f"/p/{row['id']}",
        row["text"],
        doc_number=row.get("doc_number", ""),
        issuer=row.get("issuer", ""),
        validity=STANDING.get(row.get("status", ""), ""),
        formed_on=date.fromisoformat(row["date"]) if len(row.get("date", "")) == 10 else None,
    )


def _asked(q: str) -> tuple[list[str], int]:
    found = query.search(q, page_size=TOP)
    return [hit.id for hit in found.results], found.count


def _plain(q: str) -> tuple[list[str], int]:
    searcher = index.searcher()
    terms = itertools.product(words(q), (("title", 3.0), ("text", 1.0)))
    parts = [
        (
            tantivy.Occur.Should,
            tantivy.Query.boost_query(tantivy.Query.term_query(matching.SHAPE, field, word), worth),
        )
        for word, (field, worth) in terms
    ]
    found = searcher.search(tantivy.Query.boolean_query(parts), TOP)
    return [searcher.doc(address)["key"][0].partition(":")[2] for _, address in found.hits], found.count


def _scores(queries: list[dict], ask, show: bool = False) -> dict[str, list[tuple]]:
    scores: dict[str, list[tuple]] = defaultdict(list)
    for row in queries:
        ranking, count = ask(row["query"])
        score = scored(ranking, count, row["relevant"])
        scores[row["kind"]].append(score)
        scores["all"].append(score)
        if show and score[0] < 0.6:
            sys.stdout.write(f"  {score[0]:.2f} {row['query']} ({count})\n")
    return scores


def scored(ranking: list[str], count: int, relevant: dict[str, int]) -> tuple[float, float]:
    """(nDCG@10, 1 if a fully right one is first); nothing relevant: right if nothing is found."""
    if not relevant:
        return (float(count == 0),) * 2
    gains = [2 ** relevant.get(key, 0) - 1 for key in ranking[:TOP]]
    ideal = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:TOP]
    first = bool(ranking) and relevant.get(ranking[0]) == max(relevant.values())
    return _discounted(gains) / _discounted(ideal), float(first)


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))
