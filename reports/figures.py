"""The figures of a report: folded from the cases while it is open, read from what was frozen once it is signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from agencies.models import Agency
from applications import outcomes
from applications.choices import EventKind, State
from applications.models import Application, Challenge, Event
from reports import rows, rules
from reports.models import AnnualReport
from reports.models import State as ReportState


@dataclass(frozen=True)
class Figures:
    """Tables 3 and 4; `cases` and `disputes` name the requests behind each cell as `"row:column"`.

    `sources` (the government's report) are (agency, its figures, the signed report or None).
    """

    three: rows.Table
    four: rows.Table
    cases: dict[str, list[str]] = field(default_factory=dict)
    disputes: dict[str, list[str]] = field(default_factory=dict)
    sources: tuple = ()

    def unsigned(self) -> list[Agency]:
        """Agencies whose own reports are not signed yet."""
        return [each for each, _, report in self.sources if report is None and each.kind != Agency.GOVERNMENT]


def cases_of(agencies: Iterable[Agency], year: int) -> dict[int, list[rows.Case]]:
    """The requests of a year by agency's key: received in it, or before and not ended before it.

    Unconfirmed ones and those passed on before receipt count nowhere (Art 31, 36(5)), each part of a split text by
    itself, since each has its own number and reply.
    """
    withdrawn = Event.objects.filter(application=OuterRef("pk"), kind=EventKind.WITHDRAWN).values("on")[:1]
    found = Application.objects.counted().filter(agency__in=agencies, received_on__lte=date(year, 12, 31))
    found = found.exclude(state=State.READDRESSED).annotate(
        ended_on=Coalesce("replied_on", Subquery(withdrawn))
    )
    found = found.filter(Q(ended_on=None) | Q(ended_on__gte=date(year, 1, 1))).order_by("number")
    cases: dict[int, list[rows.Case]] = {}
    names = ("agency", "number", "applicant_type", "received_on", "ended_on", "outcome")
    for agency, number, column, received, ended, code in found.values_list(*names):
        row = outcomes.outcome(code).report_row if ended else None
        cases.setdefault(agency, []).append(rows.Case(number, column, received, ended, row))
    return cases


def disputes_of(agencies: Iterable[Agency]) -> dict[int, list[rows.Dispute]]:
    """Every review and suit about the requests, by agency's key."""
    found = Challenge.objects.filter(application__agency__in=agencies).order_by("pk")
    names = ("application__agency", "application__number", "kind", "served_on", "decided_on", "result")
    disputes: dict[int, list[rows.Dispute]] = {}
    for agency, *values in found.values_list(*names):
        disputes.setdefault(agency, []).append(rows.Dispute(*values))
    return disputes


def live(agencies: list[Agency], year: int, carried: Mapping[int, list[int]]) -> dict[int, Figures]:
    """What the cases of each agency amount to now, by its key; typed counts stand in the row 上年结转 (Art 50)."""
    cases, disputes = cases_of(agencies, year), disputes_of(agencies)
    return {
        each.pk: _figures(cases.get(each.pk, []), disputes.get(each.pk, []), year, carried.get(each.pk))
        for each in agencies
    }


def _figures(
    cases: list[rows.Case], disputes: list[rows.Dispute], year: int, carried: list[int] | None
) -> Figures:
    three = rows.table_three(cases, year)
    return Figures(
        rows.with_carried(three, carried) if carried else three,
        rows.table_four(disputes, year),
        _behind((case.number, number, case.column) for case in cases for number in rows.rows_of(case, year)),
        _behind((each.number, each.kind, rows.column_of(each, year)) for each in disputes),
    )


def _behind(places: Iterable[tuple[str, object, str | None]]) -> dict[str, list[str]]:
    """Numbers of requests by cell, the totals of each row included."""
    found: dict[str, list[str]] = {}
    for number, row, column in places:
        if column:
            found.setdefault(f"{row}:{column}", []).append(number)
            found.setdefault(f"{row}:{rows.TOTAL}", []).append(number)
    return found


def signed(agency: Agency, year: int) -> AnnualReport | None:
    """The newest signed version."""
    found = AnnualReport.objects.filter(agency=agency, year=year, state=ReportState.SIGNED)
    return found.order_by("-version").first()


def unsigned(agency: Agency, year: int) -> AnnualReport | None:
    """The version being made, if one is."""
    return AnnualReport.objects.filter(agency=agency, year=year).exclude(state=ReportState.SIGNED).first()


def frozen(report: AnnualReport) -> Figures:
    """The figures as they were signed."""
    kept = report.figures
    sources = _sources(kept["sources"]) if kept["sources"] else ()
    return Figures(_table(kept["three"]), _table(kept["four"]), kept["cases"], kept["disputes"], sources)


def _sources(kept: list[dict]) -> tuple:
    agencies = Agency.objects.in_bulk([each["agency"] for each in kept], field_name="code")
    reports = AnnualReport.objects.in_bulk([each["report"] for each in kept if each["report"]])
    return tuple(
        (
            agencies[each["agency"]],
            Figures(_table(each["three"]), _table(each["four"])),
            reports.get(each["report"]),
        )
        for each in kept
    )


def _table(lists: list[list[int]]) -> rows.Table:
    return tuple(tuple(row) for row in lists)


def now(agency: Agency, year: int, carried: list[int] | None = None) -> Figures:
    """The figures as they would be signed now: an agency's own, or for the government the sum over all (Art 49)."""
    if agency.kind != Agency.GOVERNMENT:
        return live([agency], year, {agency.pk: carried or []})[agency.pk]
    others = list(Agency.objects.active().exclude(pk=agency.pk))
    done, typed = {}, {}
    for report in AnnualReport.objects.filter(year=year, agency__in=others).order_by("version"):
        if report.state == ReportState.SIGNED:
            done[report.agency_id] = report
        else:
            typed[report.agency_id] = report.carried
    found = live([agency, *(each for each in others if each.pk not in done)], year, typed)
    sources = [(agency, found[agency.pk], None)]
    for each in others:
        report = done.get(each.pk)
        sources.append((each, frozen(report) if report else found[each.pk], report))
    return Figures(
        rows.summed([own.three for _, own, _ in sources]),
        rows.summed([own.four for _, own, _ in sources]),
        sources=tuple(sources),
    )


def of(report: AnnualReport) -> Figures:
    """The figures of a version: frozen once signed, else as they are now."""
    if report.state == ReportState.SIGNED:
        return frozen(report)
    return now(report.agency, report.year, report.carried)


def left_before(agency: Agency, year: int) -> tuple[int, ...] | None:
    """The row 结转下年度 of last year's signed report; None when the portal has none."""
    report = signed(agency, year - 1)
    return frozen(report).three[rows.LEFT - 1] if report else None


def breaches(agency: Agency, year: int, found: Figures) -> list[rules.Breach]:
    """What does not balance in these figures (F1-F5)."""
    return rules.breaches(found.three, found.four, left_before(agency, year))
