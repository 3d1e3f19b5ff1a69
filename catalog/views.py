"""The catalogue as the public reads it: domains, items, what is published under them, and their history."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from agencies.models import Agency
from catalog import coverage, elements, screens
from catalog.filters import ItemFilter
from catalog.importing import official
from catalog.models import Domain, Item, ItemAgency
from catalog.querysets import publications_of, published_by_agency

ITEMS_A_PAGE = 20
PUBLICATIONS_A_PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """基层政务公开: every domain with its number of items and its newest change."""
    at = timezone.now()
    every = list(Domain.objects.with_counts(timezone.localdate()))
    screens.add_newest(every, at)
    domains = [domain for domain in every if not domain.is_statutory]
    context = {
        "active": "catalog",
        "crumbs": [("基层政务公开", None)],
        "domains": domains,
        "statutory": [domain for domain in every if domain.is_statutory],
        "items_count": sum(domain.items_count for domain in domains),
    }
    return render(request, "catalog/index.html", context)


@require_safe
def domain(request: HttpRequest, slug: str) -> HttpResponse:
    """One domain: first-level items at the left, items as cards; `?view=table` gives the official table."""
    found = get_object_or_404(Domain, slug=slug, active=True)
    on, at = timezone.localdate(), timezone.now()
    items = found.items.current(on).order_by("order", "pk")
    agencies = list(Agency.objects.active())
    links = Prefetch("links", ItemAgency.objects.select_related("agency"))
    chosen = ItemFilter(request.GET, queryset=items.prefetch_related(links))
    chosen.form.fields["agency"].widget.choices = [
        ("", "全部机关"),
        *((one.slug, one.name) for one in agencies),
    ]
    table = request.GET.get("view") == "table"
    tree = screens.tree(items, chosen.form["level1"].value() or "", found)
    pages = Paginator(chosen.qs, 1000 if table else ITEMS_A_PAGE)
    if not any(chosen.form.cleaned_data.values()):
        pages.count = tree[0][3]  # all of them, which the tree has counted
    page = pages.get_page(request.GET.get("page"))
    context = {
        "active": "catalog",
        "crumbs": [("基层政务公开", reverse("catalog:index")), (found.name, None)],
        "domain": found,
        "tree": tree,
        "filter": chosen,
        "page": page,
        "cards": screens.cards(page.object_list, on, at),
        "params": screens.rest_of_query(request.GET, "page"),
        "without_view": screens.rest_of_query(request.GET, "page", "view"),
        "lead": screens.leading_agency(found, agencies),
        "heading": _named(found),
    }
    return render(request, "catalog/domain_table.html" if table else "catalog/domain.html", context)


@require_safe
def table(request: HttpRequest, extension: str, slug: str = "") -> HttpResponse:
    """The catalogue of a domain, or of all, in the official layout (.xlsx, .csv); it imports again unchanged."""
    if extension not in official.FORMATS:
        raise Http404
    found = get_object_or_404(Domain, slug=slug, active=True) if slug else None
    items = Item.objects.current(timezone.localdate()).select_related("domain")
    items = (
        items.filter(domain=found)
        if found
        else items.filter(domain__active=True, domain__kind=Domain.STANDARD)
    )
    title = f"{settings.SITE['government']}{_named(found)}"
    make = {"xlsx": official.workbook, "csv": official.table}[extension]
    content = make(title, items.order_by("domain__order", "order", "pk"))
    response = HttpResponse(content, content_type=official.FORMATS[extension])
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.{extension}")
    return response


def _named(found: Domain | None) -> str:
    """The name of a table, as printed above it."""
    if found and found.is_statutory:
        return f"{found.name}目录"
    return f"{found.name + '领域' if found else ''}基层政务公开标准目录"


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: its eight elements, what has been made public under it, and what to do when it is not there."""
    links = Prefetch("links", ItemAgency.objects.select_related("agency"))
    found = get_object_or_404(
        Item.objects.select_related("domain", "reference").prefetch_related(links), pk=pk
    )
    on, at = timezone.localdate(), timezone.now()
    publications = publications_of(found, at)
    published = published_by_agency([found.pk], at)
    context = {
        "active": "catalog",
        "crumbs": _crumbs(found, None),
        "item": found,
        "rows": screens.element_rows(found),
        "documents": screens.documents(found, at),
        "assumed": [elements.LABELS[n] for n, mark in found.marks.items() if mark == elements.ASSUMED],
        "incomplete": [elements.LABELS[n] for n in found.incomplete],
        "page": Paginator(publications, PUBLICATIONS_A_PAGE).get_page(request.GET.get("page")),
        "freshness": screens.item_freshness(found, on, screens.over_agencies(published)),
        "coverage": [
            coverage.line(link, on, *published.get((found.pk, link.agency_id), (0, None)))
            for link in found.links.all()
        ],
        "retired": found.retired(on),
        "apply_url": screens.apply_url(found),
    }
    return render(request, "catalog/item.html", context)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version of an item: what changed, when and why. Staff are named by their office, not in person."""
    found = get_object_or_404(Item.objects.select_related("domain"), pk=pk)
    context = {
        "active": "catalog",
        "crumbs": _crumbs(found, "修改记录"),
        "item": found,
        "entries": screens.history(found, timezone.localdate()),
    }
    return render(request, "catalog/history.html", context)


def _crumbs(found: Item, last: str | None) -> list[tuple[str, str | None]]:
    crumbs = [
        ("基层政务公开", reverse("catalog:index")),
        (found.domain.name, found.domain.get_absolute_url()),
        (found.name, found.get_absolute_url() if last else None),
    ]
    return [*crumbs, (last, None)] if last else crumbs
