"""Everything the demonstration county says, read from `data/` and dated for one day. Pure but for reading files."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from demonstration.days import Days, shifted, words
from demonstration.texts import Record, fill, records

DATA = Path(__file__).parent / "data"
YEARS = {"年": 12, "月": 1}


@dataclass(frozen=True)
class Dated:
    """A record with its days: `published` is None for what has not come out."""

    record: Record
    title: str
    body: str
    formed: date
    published: date
    effective: date

    def get(self, key: str, default: str = "") -> str:
        return self.record.get(key, default)

    @property
    def state(self) -> str:
        return self.get("状态")


def dated(record: Record, days: Days, formed: date | None = None) -> Dated:
    """The record on its days, every {…} replaced. `formed`: the day it hangs on when another record gives it."""
    formed = formed or days.formed(record["成文"], record.get("公布"))
    published = days.later(formed, record.get("公布", "+0"))
    effective = (
        days.calendar.add_days(formed, int(record["施行"])) if record.get("施行", "+0") != "+0" else formed
    )
    known = words(formed, published, effective)
    told = {"成文": formed, "公布": published, "施行": effective}
    facts = {key: fill(value, known) for key, value in record.facts.items()}
    values = facts | known  # the days have the last word over the lines that say how they are reckoned
    texts = (shifted(text, told, days.calendar.roll) for text in (record.title, record.body))
    title, body = (fill(fill(text, values), values) for text in texts)
    return Dated(Record(record.title, facts, record.body), title, body, formed, published, effective)


def read(name: str) -> list[Record]:
    return records((DATA / name).read_text(encoding="utf-8"))


def publications() -> list[tuple[str, Record]]:
    """(domain, record) of everything under a domain, in the order of the 26."""
    files = sorted((DATA / "publications").glob("*.txt"))
    return [(path.stem[3:], record) for path in files for record in records(path.read_text(encoding="utf-8"))]


def table(name: str, key: str) -> dict[str, dict[str, str]]:
    """A CSV file of `data/` by one of its columns."""
    return {row[key]: row for row in rows(name)}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of `data/`."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
