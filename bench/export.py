"""The CSV export of a thousand, ten thousand and a hundred thousand rows, against Python's csv on rows in memory; and
through HTTP the most memory that a web process takes for all policies of a county."""

import csv
import io
import urllib.request

from bench import county, portal, scratch
from bench.timing import Row, least
from opendata.rendering import export

COLUMNS = ["index_number", "title", "agency", "published_at"]
SIZES = (1_000, 10_000, 100_000)
LISTS = (10_000, 100_000)  # policies of the county


def measure() -> list[Row]:
    rows = []
    for size in SIZES:
        plain = least(lambda size=size: _plain(size), 3)
        ours = least(lambda size=size: _ours(size), 3)
        rows.append(
            Row("export", "CSV", round(ours, 1), "ms", round(ours / plain, 2), "csv 模块", f"{size:,} 行")
        )
    return rows + _through_http()


def _through_http() -> list[Row]:
    with scratch.database():
        policy, reached, most = county.found(), 1, []
        for size in LISTS:
            county.grow(policy, reached, size)
            county.settled()
            reached = size
            most.append(_most(size))
    name, against = "政策列表导出为 CSV 时网页进程最多占用的内存", f"{LISTS[0]:,} 件时"
    return [
        Row("export", name, round(value), "MB", round(value / most[0], 2), against, f"{size:,} 件政策")
        for value, size in zip(most, LISTS, strict=True)
    ]


def _most(size: int) -> float:
    """Megabytes, of a process that has answered nothing else."""
    with portal.answering(DATABASE_URL=scratch.address(), PORTAL_DEMO="0") as (process, base):
        with urllib.request.urlopen(f"{base}/api/v1/policies/?format=csv", timeout=3600) as answer:
            lines = sum(piece.count(b"\n") for piece in iter(lambda: answer.read(1 << 16), b""))
        if lines != size + 1:
            raise RuntimeError(f"{lines - 1} lines for {size} policies")
        return portal.most(process.pid)


def _made(size: int):
    for number in range(size):
        yield {
            "index_number": f"CX101/2026-{number}",
            "title": f"关于第{number}号事项的通知",
            "agency": "县民政局",
            "published_at": "2026-03-02",
        }


def _plain(size: int) -> None:
    writer = csv.writer(io.StringIO())
    writer.writerows(row.values() for row in _made(size))


def _ours(size: int) -> None:
    for _ in export("csv", COLUMNS, _made(size), "bench").streaming_content:
        pass
