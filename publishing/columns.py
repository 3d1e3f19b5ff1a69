"""The shelves: reference data of this room, loaded from data/columns.csv (Art 12, 20, 21)."""

import csv
from pathlib import Path

from publishing.models import Column

FILE = Path(__file__).parent / "data" / "columns.csv"
BY_KIND = {
    "policy": "policies", "interpretation": "interpretations", "plan": "plans", "budget": "budgets",
    "statistic": "statistics", "penalty": "penalties", "licence": "licences", "procurement": "procurement",
    "project": "projects", "emergency": "emergency", "inspection": "inspections", "recruitment": "recruitment",
    "guide": "licences", "rule": "rules", "annual_report": "annual", "notice": "notices", "publicity": "notices",
}  # fmt: skip


def load() -> dict[str, int]:
    """Writes the file's rows; {"created", "changed", "unchanged"}. Harmless to repeat."""
    counts = {"created": 0, "changed": 0, "unchanged": 0}
    for row in _rows():
        slug = row.pop("slug")
        column = Column.objects.filter(slug=slug).first()
        if column is None:
            Column.objects.create(slug=slug, **row)
            counts["created"] += 1
        elif any(getattr(column, name) != value for name, value in row.items()):
            Column.objects.filter(pk=column.pk).update(**row)
            counts["changed"] += 1
        else:
            counts["unchanged"] += 1
    return counts


def _rows():
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {**row, "agency_kinds": row["agency_kinds"].split(), "order": int(row["order"])}


def for_kind(kind: str) -> Column:
    """The column a kind stands in when nobody chose one; loads the reference rows on first need."""
    slug = BY_KIND.get(kind, "other")
    found = Column.objects.filter(slug=slug).first()
    if found is None:
        load()
        found = Column.objects.get(slug=slug)
    return found


def of_agency(kind: str, section: str | None = None):
    """Columns that an agency of this kind shows, in order."""
    columns = Column.objects.filter(section=section) if section else Column.objects.all()
    return [column for column in columns if not column.agency_kinds or kind in column.agency_kinds]
