"""The years that come with the portal: `data/<year>.csv`, and in `data/notices.csv` where each comes from.

They were generated once from the `holidays` package, then reviewed against the notices. A row marked
provisional stands for the statutory days alone (全国年节及纪念日放假办法) until a notice is loaded.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from workdays.calendar import Calendar
from workdays.csvfile import YearTable, read_table

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class NoticeFacts:
    """What is known of a notice besides its days."""

    title: str
    number: str = ""
    source: str = ""
    published_on: date | None = None
    provisional: bool = False
    built_in: bool = False


def built_in() -> list[tuple[NoticeFacts, YearTable]]:
    """Every built-in year in order, with its notice."""
    with (DATA / "notices.csv").open(encoding="utf-8", newline="") as file:
        return [(_facts(row), year_table(int(row["year"]))) for row in csv.DictReader(file)]


def calendar() -> Calendar:
    """The built-in years as a Calendar, without a database: for tests, trials and tools."""
    days, known = {}, set()
    for facts, table in built_in():
        days |= table.days
        if not facts.provisional:
            known.add(table.year)
    return Calendar(days, frozenset(known))


def year_table(year: int) -> YearTable:
    """The days of a built-in year. Raises FileNotFoundError for any other."""
    return read_table((DATA / f"{year}.csv").read_text(encoding="utf-8"))


def _facts(row: dict[str, str]) -> NoticeFacts:
    return NoticeFacts(
        title=row["title"],
        number=row["number"],
        source=row["source"],
        published_on=date.fromisoformat(row["published_on"]),
        provisional=row["provisional"] == "1",
        built_in=True,
    )
