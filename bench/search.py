"""Search: how well it finds (with BENCH_DATA), how fast it writes and answers at scale, beside plain yardsticks."""

import os
import random
import tempfile
from pathlib import Path

import tantivy

from bench import judged, scale
from bench.indexed import index_of
from bench.timing import Row
from search import index, making, schema
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
    """How well it finds and how fast. BENCH_DATA: a folder with policies.jsonl.gz and queries*.jsonl as for
    bench.relevance, without which documents are made up and nothing is judged; BENCH_DOCUMENTS: how many."""
    data = os.environ.get("BENCH_DATA")
    found = list(judged.given(Path(data) / "policies.jsonl.gz")) if data else made(MADE)
    judgements = judged.judge(found, sorted(Path(data).glob("queries*.jsonl"))) if data else []
    return judgements + _at_scale(found)


def _at_scale(found: list[Document]) -> list[Row]:
    count = scale.wanted()
    try:
        scale.load_rows(making.rows(scale.multiplied(found, count)))
        raw = scale.raw(found, count, _write)
        with index_of(scale.multiplied(found, count), {"policy": "bench.scale.public_ids"}) as filled:
            return [raw, scale.whole(count, filled.seconds, raw), *scale.asking()]
    finally:
        scale.drop_rows()


def _write(rows) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = schema.register(tantivy.Index(schema.schema(), path=folder))
        writer = target.writer(index.HEAP, 1)
        for row in rows:
            writer.add_document(tantivy.Document.from_dict(row, index.SHAPE))
        writer.commit()
        writer.wait_merging_threads()
