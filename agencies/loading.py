"""Reads the table of agencies (CSV) into the tree; safe to repeat."""

import csv
from pathlib import Path

from agencies.models import Agency

FIELDS = [
    "name",
    "short_name",
    "slug",
    "kind",
    "address",
    "postcode",
    "office_hours",
    "phone",
    "fax",
    "email",
    "online_contact",
    "disclosure_office",
    "disclosure_phone",
    "order",
]


def load_agencies(path: Path) -> int:
    """Creates or updates one agency a row; parents must stand above their children."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        values = {name: row[name] for name in FIELDS}
        parent = Agency.objects.get(code=row["parent_code"]) if row["parent_code"] else None
        Agency.objects.update_or_create(code=row["code"], defaults=values | {"parent": parent})
    return len(rows)
