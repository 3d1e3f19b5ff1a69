"""Search: how fast, against tantivy alone, on made-up documents. How well it finds: bench/relevance.py."""

import random
import tempfile
from pathlib import Path

import tantivy
from django.conf import settings

from bench.timing import Row, compare, milliseconds
from search import index, matching, query, schema
from search.documents import Document

SUBJECTS = [
    "低保",
    "公租房",
    "危房改造",
    "义务教育",
    "养老服务",
    "医疗救助",
    "土地征收",
    "农机补贴",
    "垃圾分类",
    "安全生产",
    "法律援助",
    "户籍管理",
]
FORMS = ["实施办法", "管理规定", "工作方案", "申请条件", "补贴标准", "年度计划", "对象名单", "政策解读"]
MADE, TOP = 2000, 10


def made(count: int) -> list[Document]:
    """Documents of a county that does not exist, the same on every run."""
    chance = random.Random(20260302)
    return [_made(number, chance) for number in range(count)]


def _made(number: int, chance: random.Random) -> Document:
    subject, form = chance.choice(SUBJECTS), chance.choice(FORMS)
    text = "。".join(f"{chance.choice(SUBJECTS)}的{chance.choice(FORMS)}由有关部门负责" for _ in range(150))
    year = chance.randrange(2005, 2027)
    return Document(
        "policy",
        str(number),
        f"澄溪县{year}年{subject}{form}",
        f"/p/{number}",
        text,
        doc_number=f"澄政发〔{year}〕{number}号",
        agency=f"机关{number % 20}",
        year=year,
    )


def measure() -> list[Row]:
    with index_of(made(MADE)):
        searcher = index.searcher()
        bare = tantivy.Query.term_query(matching.SHAPE, "text", "补贴")
        rows = compare(
            "search",
            {
                "tantivy, one word": lambda: searcher.search(bare, TOP),
                "search(), one word": lambda: query.search("补贴"),
                "search(), a question": lambda: query.search("公租房怎么申请"),
                "search(), a number": lambda: query.search("澄政发〔2020〕12号"),
            },
        )
    return rows + _indexing()


def _indexing() -> list[Row]:
    """Documents made into rows and written, against the writing alone."""
    found = made(300)
    rows = [schema.row(doc) for doc in found]
    raw = milliseconds(lambda: _write(rows), 3)
    whole = milliseconds(lambda: _write(map(schema.row, found)), 3)
    return [
        Row("search", "tantivy, 300 documents written", round(raw, 1), "ms", 1.0, "itself"),
        Row(
            "search", "300 documents cut and written", round(whole, 1), "ms", round(whole / raw, 2), "tantivy"
        ),
    ]


def _write(rows) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = schema.register(tantivy.Index(schema.schema(), path=folder))
        writer = target.writer(index.HEAP, 1)
        for row in rows:
            writer.add_document(tantivy.Document.from_dict(row, index.SHAPE))
        writer.commit()
        writer.wait_merging_threads()


class index_of:
    """A search folder of its own for the time of a measurement."""

    def __init__(self, documents) -> None:
        self.documents = documents

    def __enter__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.before, settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR, Path(self.folder.name)
        name = f"{schema.signature()}-bench"
        (index.folder() / name).mkdir()
        index.fill(index.folder() / name, self.documents)
        (index.folder() / "current").write_text(name)

    def __exit__(self, *problem) -> None:
        settings.SEARCH_INDEX_DIR = self.before
        self.folder.cleanup()
