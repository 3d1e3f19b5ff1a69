"""政府信息公开: the agencies and, for each, its five shelves (国办公开办函〔2019〕61号; Art 12, 20, 21, 27, 50)."""

from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Agency
from catalog.models import Domain, Item
from publishing import columns, shelf_pages, statutory
from publishing.characters import is_printable
from publishing.models import Column, Publication

A_PAGE = 20
NEWEST = 5
SECTIONS = {
    "guide": "政府信息公开指南",
    "rules": "政府信息公开制度",
    "content": "法定主动公开内容",
    "annual": "政府信息公开年报",
    "apply": "依申请公开",
}
GUIDE_FIELDS = (
    ("工作机构", "disclosure_office"),
    ("办公地址", "address"),
    ("邮政编码", "postcode"),
    ("办公时间", "office_hours"),
    ("联系电话", "disclosure_phone"),
    ("传真号码", "fax"),
    ("电子邮箱", "email"),
    ("互联网联系方式", "online_contact"),
)
RESPONSIBLE = ("负责人", "disclosure_head")
"""What a guide must say about the disclosure office (Art 12)."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Government, departments, townships; `?q=` finds one by its name."""
    words = request.GET.get("q", "").strip()
    found = Agency.objects.active()
    if words:
        named = Q(name__icontains=words) | Q(short_name__icontains=words)
        found = found.filter(named) if is_printable(words) else found.none()
    groups = [(label, [a for a in found if a.kind == kind]) for kind, label in Agency.KINDS]
    context = {
        "active": "info",
        "crumbs": [("政府信息公开", None)],
        "groups": [group for group in groups if group[1]],
        "words": words,
    }
    return render(request, "publishing/agencies.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """An agency's first page: what stands on its shelves, what is newest, which items it answers for."""
    agency = _agency(slug)
    at = timezone.now()
    items = Item.objects.current(timezone.localdate()).of_agency(agency)
    items = items.filter(domain__kind=Domain.STANDARD, domain__active=True)
    domains = items.order_by("domain__order").values("domain__name", "domain__slug", "domain__order")
    context = _frame(agency, "", at) | {
        "newest": _published(agency, at)[:NEWEST],
        "domains": domains.annotate(count=Count("pk")),
        "areas": shelf_pages.of_agency(agency, at),
        "facts": _facts(agency),
    }
    return render(request, "publishing/agency.html", context)


@require_safe
def section(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """One of the five shelves."""
    agency = _agency(slug)
    if section not in SECTIONS:
        raise Http404
    at = timezone.now()
    context = _frame(agency, section, at) | {"section": section, "title": SECTIONS[section]}
    context |= PREPARE[section](request, agency, at)
    return render(request, f"publishing/agency_{section}.html", context)


def _agency(slug: str) -> Agency:
    return get_object_or_404(Agency.objects.active().select_related("parent"), slug=slug)


def _published(agency: Agency, at: datetime):
    return Publication.objects.published(at).filter(agency=agency).for_lists().newest()


def _frame(agency: Agency, section: str, at: datetime) -> dict:
    """Crumbs, the left rail (shelves with how much they hold) and the agency itself."""
    home = reverse("agencies:detail", args=[agency.slug])
    crumbs = [("政府信息公开", reverse("agencies:index")), (agency.short_name, home if section else None)]
    held = _published(agency, at).order_by().values_list("column__section").annotate(n=Count("pk"))
    counts = dict(held)
    links = [
        (label, reverse("agencies:section", args=[agency.slug, name]), name == section, counts.get(name))
        for name, label in SECTIONS.items()
    ]
    return {
        "active": "info",
        "agency": agency,
        "crumbs": [*crumbs, (SECTIONS[section], None)] if section else crumbs,
        "rail": links,
    }


def _facts(agency: Agency) -> list[tuple[str, str]]:
    """The fields of the guide; an empty one is said to be missing."""
    fields = (*GUIDE_FIELDS, RESPONSIBLE) if agency.disclosure_head else GUIDE_FIELDS
    return [(label, getattr(agency, name)) for label, name in fields]


def _guide(request: HttpRequest, agency: Agency, at: datetime) -> dict:
    facts = _facts(agency)
    return {
        "facts": facts,
        "missing": [label for label, value in facts if not value],
        "incomplete": bool(agency.missing_in_guide()),
        "columns": columns.of_agency(agency.kind, Column.Section.CONTENT),
        "page": _page(request, _published(agency, at).filter(column__section="guide")),
        "apply_url": _apply_url(agency),
    }


def _rules(request: HttpRequest, agency: Agency, at: datetime) -> dict:
    return {"page": _page(request, _published(agency, at).filter(column__section="rules"))}


def _content(request: HttpRequest, agency: Agency, at: datetime) -> dict:
    """The kinds of Art 20 and 21 as a tree, and the columns, with counts; empty ones are not linked.

    `?item=` shows what serves one kind, `?column=` what stands in one column, else all.
    """
    found = _published(agency, at).filter(column__section="content")
    counts = dict(found.order_by().values_list("column").annotate(n=Count("pk")))
    shown = columns.of_agency(agency.kind, Column.Section.CONTENT)
    chosen = next((column for column in shown if column.slug == request.GET.get("column")), None)
    tree = statutory.tree(agency, timezone.localdate(at), at)
    kind = statutory.chosen(tree, request.GET.get("item", ""))
    if kind:
        found = _published(agency, at).filter(items=kind.link.item_id)
    elif chosen:
        found = found.filter(column=chosen)
    return {
        "tree": tree,
        "kind": kind,
        "shelves": [(column, counts.get(column.pk, 0)) for column in shown],
        "total": sum(counts.values()),
        "chosen": chosen,
        "page": _page(request, found),
        "params": f"item={kind.link.item_id}" if kind else f"column={chosen.slug}" if chosen else "",
    }


def _annual(request: HttpRequest, agency: Agency, at: datetime) -> dict:
    return {"reports": _published(agency, at).filter(column__section="annual")}


def _apply(request: HttpRequest, agency: Agency, at: datetime) -> dict:
    return {
        "apply_url": _apply_url(agency),
        "track_url": _address("applications:track"),
        "facts": _facts(agency),
    }


PREPARE = {"guide": _guide, "rules": _rules, "content": _content, "annual": _annual, "apply": _apply}


def _page(request: HttpRequest, publications):
    return Paginator(publications, A_PAGE).get_page(request.GET.get("page"))


def _apply_url(agency: Agency) -> str:
    address = _address("applications:start")
    return f"{address}?agency={agency.slug}" if address else ""


def _address(name: str) -> str:
    """The address of a named page, or "" where it is not served."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
