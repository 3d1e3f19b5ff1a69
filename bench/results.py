"""What was measured last, in bench/results.json; benchmarks that were not run this time keep their rows."""

import json
from pathlib import Path

from bench.timing import Row

FILE = Path(__file__).parent / "results.json"


def kept() -> list[Row]:
    """The rows of the file, benchmark by benchmark."""
    return [Row(**row) for row in json.loads(FILE.read_text(encoding="utf-8"))] if FILE.exists() else []


def keep(rows: list[Row]) -> None:
    """Puts these in the place of what the same benchmarks gave before."""
    again = {row.bench for row in rows}
    found = sorted([*(row for row in kept() if row.bench not in again), *rows], key=lambda row: row.bench)
    text = json.dumps([row.as_dict() for row in found], ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")
