"""Figures per agency and year, for everyone: what was published and how requests were answered.

Counts of requests below FEWEST are not told, nor is what would give them away: an applicant must not be
recognised by a figure (个人信息保护法). Publications are public anyway and are counted in full.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Count, F, Min
from django.db.models.functions import ExtractYear

from agencies.models import Agency
from applications.models import Application
from interpretation import rules as interpretation_rules
from interpretation.models import PolicyDocument
from publishing.models import Publication
from publishing.rules import publish_by
from workdays.calendar import Calendar

FEWEST = 5
REQUEST_COUNTS = ("requests_received", "requests_replied", "requests_in_time")
ZERO = {
    "published": 0,
    "late": 0,
    "interpretations_required": 0,
    "interpretations_in_time": 0,
    "requests_received": 0,
    "requests_replied": 0,
    "requests_in_time": 0,
}
Figures = dict[tuple[int, int], Counter]


def statistics(at: datetime, calendar: Calendar) -> list[dict]:
    """One row per agency and year with anything to count, newest year first, agencies in their order."""
    figures: Figures = defaultdict(Counter)
    _publications(figures, at, calendar)
    _interpretations(figures, at, calendar)
    outcomes = _requests(figures, calendar)
    agencies = {agency.pk: agency for agency in Agency.objects.active()}
    rows = [
        _row(agencies[pk], year, counts, outcomes.get((pk, year), Counter()))
        for (pk, year), counts in figures.items()
        if pk in agencies
    ]
    order = {pk: number for number, pk in enumerate(agencies)}
    return sorted(rows, key=lambda row: (-row["year"], order[row.pop("pk")]))


def _row(agency: Agency, year: int, counts: Counter, outcomes: Counter) -> dict:
    replied = counts["requests_replied"]
    told = ZERO | {name: counts[name] for name in ZERO}
    days = round(counts["working_days"] / replied, 1) if replied >= FEWEST else None
    told |= {name: few(told[name]) for name in REQUEST_COUNTS}
    return {
        "pk": agency.pk,
        "agency": agency.name,
        "agency_code": agency.code,
        "year": year,
        **told,
        "mean_working_days": days,
        "outcomes": guarded(outcomes),
    }


def few(count: int) -> int | None:
    """A count of requests as it is told: None for one to four."""
    return None if 0 < count < FEWEST else count


def guarded(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts by outcome with small ones left out; if that hides only one, the next smallest goes too,
    so that the sum does not give it away."""
    told = {code: few(count) for code, count in sorted(counts.items())}
    shown = [code for code, count in told.items() if count is not None]
    if len(told) - len(shown) == 1 and shown:
        told[min(shown, key=lambda code: told[code])] = None
    return told


def _publications(figures: Figures, at: datetime, calendar: Calendar) -> None:
    """Published by year, and late: later than 20 working days after creation (Art 26); imports are never late."""
    public = Publication.objects.published(at).exclude(published_on=None)
    rows = public.values_list("agency_id", "formed_on", "published_on", "origin").annotate(n=Count("pk"))
    last_day = lru_cache(maxsize=None)(lambda formed: publish_by(formed, calendar))
    for agency, formed, published, origin, n in rows.order_by():
        counts = figures[agency, published.year]
        counts["published"] += n
        if formed and origin != "import" and published > last_day(formed):
            counts["late"] += n


def _interpretations(figures: Figures, at: datetime, calendar: Calendar) -> None:
    """Policies of a year that need an interpretation, and those that had one within 3 working days."""
    public = Publication.objects.published(at)
    policies = PolicyDocument.objects.published(at).filter(interpretation_required=True)
    rows = (
        policies.exclude(publication__origin="import")
        .exclude(publication__published_on=None)
        .values_list("publication__agency_id", "publication__published_on")
        .annotate(pk=F("pk"))
    )
    first = dict(
        public.filter(interpretation__isnull=False)
        .values_list("interpretation__policy_id")
        .annotate(first=Min("published_on"))
        .order_by()
    )
    for agency, published, pk in rows.order_by():
        counts = figures[agency, published.year]
        counts["interpretations_required"] += 1
        out = first.get(pk)
        counts["interpretations_in_time"] += bool(
            out and out <= interpretation_rules.due_on(published, calendar)
        )


def _requests(figures: Figures, calendar: Calendar) -> dict[tuple[int, int], Counter]:
    """Requests by year of receipt, replies by year of reply; gives outcomes by agency and year."""
    received = Application.objects.exclude(received_on=None).annotate(year=ExtractYear("received_on"))
    for agency, year, n in received.values_list("agency_id", "year").annotate(n=Count("pk")).order_by():
        figures[agency, year]["requests_received"] += n
    outcomes: dict[tuple[int, int], Counter] = defaultdict(Counter)
    replied = Application.objects.exclude(replied_on=None).exclude(received_on=None)
    rows = replied.values_list("agency_id", "received_on", "replied_on", "due_on", "outcome")
    for agency, came, answered, due, outcome in rows.iterator():
        counts = figures[agency, answered.year]
        counts["requests_replied"] += 1
        counts["requests_in_time"] += _in_time(answered, due)
        counts["working_days"] += calendar.count(came, answered)
        outcomes[agency, answered.year][outcome] += 1
    return outcomes


def _in_time(answered: date, due: date | None) -> bool:
    """A reply while the due day could not be known yet (a consultation still open) is in time (Art 33)."""
    return due is None or answered <= due
