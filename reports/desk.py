"""The report on the desk: which years and agencies, the two tables, what stands behind a cell, drafting and signing."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed
from agencies.models import Agency
from applications.forms import posted
from applications.models import Application
from reports import access, actions, figures, forms, rows, rules, screens, sheets, verbs, watching
from reports.models import AnnualReport, State

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk_required(*access.SEEING)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every agency the person works for, with the state of its report for a year."""
    on = timezone.localdate()
    year = _year(request.GET.get("year", ""), rules.year_at_hand(on))
    agencies = list(agencies_of(request.user, *access.SEEING))
    newest: dict[int, AnnualReport] = {}
    signed = set()
    for row in AnnualReport.objects.filter(year=year, agency__in=agencies).order_by("version"):
        newest[row.agency_id] = row
        signed |= {row.agency_id} if row.state == State.SIGNED else set()
    arrears = _arrears([each for each in agencies if each.pk not in signed], year, on)
    lines = [
        (each, newest.get(each.pk), actions.due_on(each, year), arrears.get(each.pk, "")) for each in agencies
    ]
    context = {
        "year": year,
        "years": range(on.year, on.year - 5, -1),
        "lines": lines,
        "crumbs": [("年度报告", None)],
    }
    return render(request, "reports/index.html", context)


def _arrears(unsigned: list[Agency], year: int, on: date) -> dict[int, str]:
    """By agency's key: "late", or "before" where the day passed before the portal watched the agency (Art 49)."""
    past = [each for each in unsigned if actions.due_on(each, year) < on]
    since = watching.watched_from(past)
    return {
        each.pk: "late" if rules.owed(actions.due_on(each, year), since.get(each.pk), on) else "before"
        for each in past
    }


def _year(text: str, otherwise: int) -> int:
    known = text.isascii() and text.isdigit() and access.EARLIEST <= int(text[:6]) <= access.LATEST
    return int(text) if known else otherwise


def _whole(agency: Agency) -> bool:
    return agency.kind == Agency.GOVERNMENT


@desk_required(*access.SEEING)
@require_safe
def report(request: HttpRequest, slug: str, year: str) -> HttpResponse:
    """Tables 3 and 4 of an agency and year, each cell leading to its requests, with what does not balance."""
    agency = access.agency_of(request.user, slug, int(year))
    return render(request, "reports/report.html", _page(request, agency, int(year)))


def _versions(agency: Agency, year: int) -> list[AnnualReport]:
    """Newest first."""
    found = AnnualReport.objects.filter(agency=agency, year=year).select_related(
        "agency", "signed_by", "publication"
    )
    return list(found.order_by("-version"))


def _chosen(request: HttpRequest, versions: list[AnnualReport]) -> AnnualReport | None:
    wanted = request.GET.get("version", "")
    return next((each for each in versions if str(each.version) == wanted), versions[0] if versions else None)


def _figures(agency: Agency, year: int, shown: AnnualReport | None) -> figures.Figures:
    return figures.of(shown) if shown else figures.now(agency, year)


def _page(request: HttpRequest, agency: Agency, year: int, *, form=None, revise=None, message="") -> dict:
    versions = _versions(agency, year)
    shown = _chosen(request, versions)
    found = _figures(agency, year, shown)
    breaches = figures.breaches(agency, year, found)
    marked = {cell for each in breaches for cell in each.cells}
    suffix = f"?version={shown.version}" if shown and shown is not versions[0] else ""
    subject = shown or AnnualReport(agency=agency, year=year)
    offered = allowed(_verbs(shown, versions), subject, Actor.of(request.user))
    return {
        "agency": agency,
        "year": year,
        "report": shown,
        "versions": versions,
        "note": screens.note(shown),
        "three": screens.three(agency, year, found, marked, suffix),
        "four": screens.four(agency, year, found, marked, suffix),
        "columns": list(rows.COLUMN_NAMES.values()),
        "results": list(rows.RESULT_NAMES.values()),
        "breaches": breaches,
        "due_on": actions.due_on(agency, year),
        "arrears": _standing(agency, year, versions),
        "sources": found.sources,
        "whole": _whole(agency),
        "not_yet": actions.why_not_yet(subject, found, timezone.localdate()) if verbs.SIGN in offered else "",
        "offered": {verb.name for verb in offered},
        "form": form or forms.CarriedForm(initial=_typed(shown)),
        "can_type": not _whole(agency) and figures.signed(agency, year - 1) is None,
        "revise": revise or forms.ReviseForm(),
        "message": message,
        "suffix": suffix,
        "crumbs": [("年度报告", reverse("desk_reports:index") + f"?year={year}"), (f"{agency} {year}", None)],
    }


def _standing(agency: Agency, year: int, versions: list[AnnualReport]) -> str:
    signed = any(each.state == State.SIGNED for each in versions)
    return "" if signed else _arrears([agency], year, timezone.localdate()).get(agency.pk, "")


def _verbs(shown: AnnualReport | None, versions: list[AnnualReport]) -> list:
    if shown is None:
        return [verbs.OPEN]
    newest = shown is versions[0]
    return [verbs.DRAFT, verbs.SIGN, verbs.REVISE, verbs.ANNOUNCE] if newest else []


def _typed(shown: AnnualReport | None) -> dict:
    return dict(zip((code for code, _ in rows.COLUMNS), shown.carried, strict=False)) if shown else {}


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, slug: str, year: str, verb: str) -> HttpResponse:
    """One verb of the report; a refusal comes back with what was typed."""
    agency = access.agency_of(request.user, slug, int(year))
    here = redirect("desk_reports:report", agency.slug, year)
    if request.method == "GET":
        return here
    form, revise, message = forms.CarriedForm(posted(request)), forms.ReviseForm(posted(request)), ""
    needed = {"draft": form, "revise": revise}.get(verb)
    if needed is None or needed.is_valid():
        try:
            _run(verb, agency, int(year), form, revise, Actor.of(request.user))
            messages.success(request, "已办。")
            return here
        except Refused as refusal:
            message = refusal.message
    shown = {"form": form} if verb == "draft" else {"revise": revise} if verb == "revise" else {}
    context = _page(request, agency, int(year), message=message, **shown)
    return render(request, "reports/report.html", context, status=422)


def _run(verb: str, agency: Agency, year: int, form, revise, actor: Actor) -> None:
    at = timezone.now()
    versions = _versions(agency, year)
    if verb == "open":
        actions.open_report(agency, year, actor, at=at)
        return
    if not versions:
        raise Refused("这个年度还没有开始编制。")
    newest = versions[0]
    if verb == "draft":
        actions.draft(newest, actor, at=at, carried=form.carried())
    elif verb == "sign":
        actions.sign(newest, actor, at=at)
    elif verb == "announce":
        actions.announce(newest, actor, at=at)
    else:
        actions.revise(newest, actor, reason=revise.text("reason"), at=at)


@desk_required(*access.SEEING)
@require_safe
def sheet(request: HttpRequest, slug: str, year: str) -> HttpResponse:
    """Both tables as a workbook in the official shape."""
    agency = access.agency_of(request.user, slug, int(year))
    shown = _chosen(request, _versions(agency, int(year)))
    found = _figures(agency, int(year), shown)
    body = sheets.workbook(agency.name, int(year), found.three, found.four, screens.note(shown))
    response = HttpResponse(body, content_type=XLSX)
    name = f"{agency.name}{year}年度政府信息公开工作年度报告表三表四.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@desk_required(*access.SEEING)
@require_safe
def cell(request: HttpRequest, slug: str, year: str, table: str, row: str, column: str) -> HttpResponse:
    """The requests behind one cell; for the government, the agencies that it adds up."""
    agency = access.agency_of(request.user, slug, int(year))
    name, place, kept = _place(table, row, column)
    found = _figures(agency, int(year), _chosen(request, _versions(agency, int(year))))
    numbers = getattr(found, kept).get(f"{row}:{column}", [])
    cases = Application.objects.filter(number__in=numbers).select_related("agency").order_by("number")
    context = {
        "agency": agency,
        "year": year,
        "name": name,
        "count": getattr(found, table)[place[0]][place[1]],
        "page": Paginator(cases, PAGE).get_page(request.GET.get("page")),
        "parts": _parts(found, table, place),
        "cell": (table, row, column),
        "params": f"version={request.GET['version']}" if request.GET.get("version", "").isdigit() else "",
        "crumbs": [
            ("年度报告", reverse("desk_reports:index") + f"?year={year}"),
            (f"{agency} {year}", reverse("desk_reports:report", args=[slug, year])),
            (name, None),
        ],
    }
    return render(request, "reports/cell.html", context)


def _place(table: str, row: str, column: str) -> tuple[str, tuple[int, int], str]:
    """(name, place in the table, where its requests are kept) of a cell. Raises Http404."""
    three = table == "three"
    names = {str(number): name for number, name in rows.ROW_NAMES.items()} if three else rows.GROUP_NAMES
    columns = rows.COLUMN_NAMES if three else rows.RESULT_NAMES
    if row not in names or column not in columns:
        raise Http404("表里没有这一格。")
    place = (list(names).index(row), list(columns).index(column))
    return f"{names[row]}，{columns[column]}", place, "cases" if three else "disputes"


def _parts(found: figures.Figures, table: str, place: tuple[int, int]) -> list[tuple[Agency, int]]:
    """(agency, its count) for the government's sum."""
    parts = [(agency, getattr(own, table)[place[0]][place[1]]) for agency, own, _ in found.sources]
    return [part for part in parts if part[1]]
