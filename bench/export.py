"""The CSV export of a thousand, ten thousand and a hundred thousand rows, against Python's csv on rows in memory."""

import csv
import io

from bench.timing import Row, least
from opendata.rendering import export

COLUMNS = ["index_number", "title", "agency", "published_at"]
SIZES = (1_000, 10_000, 100_000)


def measure() -> list[Row]:
    rows = []
    for size in SIZES:
        plain = least(lambda size=size: _plain(size), 3)
        ours = least(lambda size=size: _ours(size), 3)
        rows.append(
            Row("export", "CSV", round(ours, 1), "ms", round(ours / plain, 2), "csv 模块", f"{size:,} 行")
        )
    return rows


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
