"""Loads the fictional county into an empty database: people, catalogue, publications, policies, requests.

Everything goes through the rooms' verbs with past moments, in one transaction: a killed load leaves nothing.
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate

from agencies.loading import load_agencies
from agencies.models import Agency
from catalog.actions import edit_item, watch
from catalog.adoption import adopt_reference_items
from catalog.loading import load_reference
from catalog.models import Item
from demonstration import content, policies, records, requests, shelves, staff, yearly
from demonstration.content import Dated
from demonstration.days import Days
from demonstration.releases import Minutes, Release
from duties.sweep import sweep
from publishing import columns, notices
from search.changed import left_to_rebuilding
from workdays import tables

AGENCIES = Path(settings.BASE_DIR) / "agencies" / "data" / "agencies.csv"
ADOPTED_AGO = 330  # working days
WATCHED_AGO = 95
SHORT = 90  # days
REVIEWERS_ABOVE = {"xianzhengfu": "市人民政府", "shuiwuju": "上一级税务局"}


class NotEmpty(Exception):
    """There is an agency already: the demonstration is only for an empty portal."""


@dataclass(frozen=True)
class Loaded:
    """What there is now, by kind."""

    agencies: int
    items: int
    publications: int
    policies: int
    requests: int


def load(at: datetime, password: str) -> Loaded:
    """The whole county as it stands at `at`. Raises NotEmpty where there is an agency already."""
    if Agency.objects.exists():
        raise NotEmpty
    with transaction.atomic(), without_savepoints(), left_to_rebuilding(), tables.held(), no_collecting():
        return _load(at, password)


@contextmanager
def without_savepoints() -> Iterator[None]:
    """No way back inside the one transaction: whatever fails ends the load, and 5,000 savepoints are spared."""
    features, used = connection.features, connection.features.uses_savepoints
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = used


@contextmanager
def no_collecting() -> Iterator[None]:
    """The collector finds nothing to free in a load, and looking costs a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _load(at: datetime, password: str) -> Loaded:
    days = Days(tables.current(), localdate(at))
    minutes = Minutes()
    agencies = found_county()
    people = staff.hire(password)
    items = start_catalog(people, days, minutes)
    release = Release(people, shelves.standing(), agencies, minutes)
    documents = everything(days)
    publish(release, documents, days)
    made = policies.load(release, days)
    yearly.clean_up(release, days, made)
    typed = records.load(release, days)
    cases = requests.load(requests.Desk(people, agencies, days, minutes, at))
    yearly.report(release, days)
    sweep(days.today, at=at)
    return Loaded(len(agencies), items, len(documents) + len(typed), len(made), len(cases))


def found_county() -> dict[str, Agency]:
    """The agencies by their short names, with what they do (Art 20(2)), and who reviews those that no government stands above (行政复议法 24)."""
    load_agencies(AGENCIES)
    for slug, name in REVIEWERS_ABOVE.items():
        Agency.objects.filter(slug=slug).update(reviewing_body_name=name)
    for row in content.rows("functions.csv"):
        Agency.objects.filter(slug=row.pop("slug")).update(**row)
    return {agency.short_name: agency for agency in Agency.objects.select_related("parent")}


def start_catalog(people: staff.Staff, days: Days, minutes: Minutes) -> int:
    """Reference data, this county's items, and two that were edited since."""
    load_reference()
    columns.load()
    notices.load()
    government = Agency.objects.government()
    adopted = adopt_reference_items(government, people.admin, minutes.at(days.ago(ADOPTED_AGO)))
    for record in content.read("edits.txt"):
        day = days.ago(int(record["改于"]))
        item = Item.objects.get(code=record["编号"])
        edit_item(
            item,
            {record["要素"]: record.body},
            people.admin,
            at=minutes.at(day),
            reason=record.title,
            effective_on=day,
            version=item.version,
        )
    return len(adopted)


def everything(days: Days) -> list[tuple[str, Dated]]:
    """(domain, document) of all publications but policies, the earliest published first."""
    found = [(domain, content.dated(record, days)) for domain, record in content.publications()]
    others = [*content.read("disclosure.txt"), *content.read("drafts.txt")]
    found += [(record.get("领域"), content.dated(record, days)) for record in others]
    return sorted(found, key=lambda pair: pair[1].published)


def publish(release: Release, documents: Iterable[tuple[str, Dated]], days: Days) -> None:
    """Documents in the order of the days; renewal is watched from half a year before today on."""
    start, watched = days.ago(WATCHED_AGO), False
    for domain, document in documents:
        if not watched and document.published > start:
            watch_items(release, start)
            watched = True
        release.publication(document, domain)


def watch_items(release: Release, start: date) -> None:
    """Watches the items under which their leading agency had published by `start`: those with short periods from
    then on, the others one after the other, so that their renewals do not fall on one day."""
    calendar = tables.current()
    served = Item.objects.filter(publications__state="published", links__lead=True).distinct()
    for number, item in enumerate(served.prefetch_related("links__agency")):
        if item.publications.filter(agency=item.agency).exists():
            lag = 0 if item.renewal_days <= SHORT else number * 7 % 80
            watch(item, item.agency, release.minutes.at(calendar.add(start, lag), 17))
