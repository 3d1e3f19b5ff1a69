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
from applications.models import Application, Letter
from applications.outcomes import outcome
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
    outcomes, grounds = _requests(figures, calendar), _grounds()
    agencies = {agency.pk: agency for agency in Agency.objects.active()}
    rows = [
        _row(
            agencies[pk],
            year,
            counts,
            outcomes.get((pk, year), Counter()),
            grounds.get((pk, year), Counter()),
        )
        for (pk, year), counts in figures.items()
        if pk in agencies
    ]
    order = {pk: number for number, pk in enumerate(agencies)}
    return sorted(rows, key=lambda row: (-row["year"], order[row.pop("pk")]))


def _row(agency: Agency, year: int, counts: Counter, outcomes: Counter, grounds: Counter) -> dict:
    replied = counts["requests_replied"]
    told = ZERO | {name: counts[name] for name in ZERO}
    days = round(counts["working_days"] / replied, 1) if replied >= FEWEST else None
    told |= {name: few(told[name]) for name in REQUEST_COUNTS}
    told_outcomes = guarded(outcomes)
    return {
        "pk": agency.pk,
        "agency": agency.name,
        "agency_code": agency.code,
        "year": year,
        **told,
        "mean_working_days": days,
        "outcomes": told_outcomes,
        "refusal_grounds": told_grounds(grounds, told_outcomes),
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


def told_grounds(counts: Mapping[str, int], outcomes: Mapping[str, int | None]) -> dict[str, int | None]:
    """Counts by ground of refusal; all left out where a count of the refusals themselves is, since they add up to it."""
    hidden = any(outcomes[code] is None for code in outcomes if outcome(code).needs_ground)
    return dict.fromkeys(sorted(counts)) if hidden else guarded(counts)


def _grounds() -> dict[tuple[int, int], Counter]:
    """Grounds of Art 14-16 in the replies that went out, by agency and year of reply."""
    letters = Letter.objects.filter(outcome=F("application__outcome"), data__has_key="ground")
    letters = letters.exclude(frozen_at=None).exclude(application__replied_on=None)
    rows = letters.values_list(
        "application_id", "application__agency_id", "application__replied_on", "data__ground"
    )
    last = {pk: (agency, on.year, ground) for pk, agency, on, ground in rows.order_by("pk").iterator()}
    found: dict[tuple[int, int], Counter] = defaultdict(Counter)
    for agency, year, ground in last.values():
        found[agency, year][ground] += 1
    return found


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
    received = (
        Application.objects.counted().exclude(received_on=None).annotate(year=ExtractYear("received_on"))
    )
    for agency, year, n in received.values_list("agency_id", "year").annotate(n=Count("pk")).order_by():
        figures[agency, year]["requests_received"] += n
    outcomes: dict[tuple[int, int], Counter] = defaultdict(Counter)
    replied = Application.objects.counted().exclude(replied_on=None).exclude(received_on=None)
    rows = replied.values_list("agency_id", "received_on", "replied_on", "due_on", "outcome")
    for agency, came, answered, due, code in rows.iterator():
        counts = figures[agency, answered.year]
        counts["requests_replied"] += 1
        counts["requests_in_time"] += _in_time(answered, due)
        counts["working_days"] += calendar.count(came, answered)
        outcomes[agency, answered.year][code] += 1
    return outcomes


def _in_time(answered: date, due: date | None) -> bool:
    """A reply while the due day could not be known yet (a consultation still open) is in time (Art 33)."""
    return due is None or answered <= due
