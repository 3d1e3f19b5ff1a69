"""Reads the reviewed reference files (domains, reference items) into the tables; safe to repeat."""

import csv
from pathlib import Path

from django.db import transaction

from catalog import elements
from catalog.models import Domain, ReferenceItem
from catalog.publishers import PublisherKind

DATA = Path(__file__).parent / "data"
DOMAIN_FIELDS = [
    "name",
    "order",
    "common_name",
    "successor",
    "lead_ministry",
    "lead_source",
    "source",
    "publisher_kind",
    "kind",
]
REFERENCE_FIELDS = [
    "domain",
    "order",
    "level1",
    "level2",
    "content",
    "basis",
    "time_limit",
    "publisher",
    "method",
    "channels",
    "audience",
    "levels",
    "marks",
    "note",
]


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def load_reference() -> tuple[int, int]:
    """Creates or updates domains and reference items, the kinds of Art 20 and 21 among them; returns how many there are.

    A domain's renewal period is a preset: it is set once and then belongs to the administrators. So does all of
    a domain that they have edited.
    """
    theirs = set(Domain.objects.filter(edited=True).values_list("slug", flat=True))
    domains = [
        Domain(slug=row["slug"], renewal_days=int(row["renewal_days"]), **{n: row[n] for n in DOMAIN_FIELDS})
        for row in read("domains.csv")
        if row["slug"] not in theirs
    ]
    Domain.objects.bulk_create(
        domains, update_conflicts=True, unique_fields=["slug"], update_fields=DOMAIN_FIELDS
    )
    slugs = {row["name"]: row["slug"] for row in read("domains.csv")}
    by_slug = {domain.slug: domain for domain in Domain.objects.all()}
    rows = enumerate([*read("reference_items.csv"), *read("statutory_items.csv")])
    items = [_reference(row, i, by_slug[slugs[row["domain"]]]) for i, row in rows]
    ReferenceItem.objects.bulk_create(
        items, update_conflicts=True, unique_fields=["code"], update_fields=REFERENCE_FIELDS
    )
    return len(slugs), len(items)


def publisher_kinds() -> list[PublisherKind]:
    """The reviewed table of kinds of agency."""
    return [
        PublisherKind(row["kind"], row["agency_kind"], tuple(w for w in row["words"].split(";") if w))
        for row in read("publisher_kinds.csv")
    ]


def _reference(row: dict[str, str], order: int, domain: Domain) -> ReferenceItem:
    return ReferenceItem(
        code=row["code"],
        domain=domain,
        order=order,
        level1=row["item_level1"],
        level2=row["item_level2"],
        content=row["content"],
        basis=row["basis"],
        time_limit=row["time_limit"],
        publisher=row["publisher"],
        method=row["method"],
        channels=_several(row["channels"]),
        audience=row["audience"],
        levels=_several(row["level"]),
        marks=elements.marks(_assumed(row), _several(row["incomplete"])),
        note=row["note"],
    )


def _several(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]


def _assumed(row: dict[str, str]) -> list[str]:
    return ["levels" if name == "level" else name for name in _several(row["assumed"])]
