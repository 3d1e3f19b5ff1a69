"""Coverage for supervisors: domain x agency, the items behind each cell, and the list of gaps."""

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import roles
from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from catalog import coverage, csvfiles, screens, watching
from catalog.coverage import GAPS, STATES, Line
from catalog.models import Domain, ItemAgency

A_PAGE = 50
GAP = "gap"
HEADINGS = ["领域", "一级事项", "二级事项", "机关", "状态", "说明", "最近公开", "应更新", "监测起始日"]
READERS = (roles.SUPERVISOR, roles.ADMIN, roles.EDITOR, roles.HEAD)
WATCHERS = (roles.SUPERVISOR, roles.ADMIN)


@require_safe
@desk_required(*READERS)
def matrix(request: HttpRequest) -> HttpResponse:
    """Domain x agency: how many items are missing or late; each cell leads to its list."""
    found = _lines(_links(request))
    agencies, rows = coverage.matrix(found)
    links = [line.link for line in found]
    waiting = Counter(k.agency for k in links if k.watched_from is None and not k.not_applicable)
    context = {
        "crumbs": [("公开目录", reverse("desk_catalog:index")), ("覆盖情况", None)],
        "on": timezone.localdate(),
        "agencies": agencies,
        "rows": rows,
        "total": len(found),
        "gaps": sum(line.is_gap for line in found),
        "unwatched": waiting.total(),
        "waiting": [(agency, waiting[agency]) for agency in agencies if waiting[agency]],
        "may_watch": _may_watch(request),
    }
    return render(request, "catalog/desk_coverage.html", context)


@require_safe
@desk_required(*READERS)
def items(request: HttpRequest) -> HttpResponse:
    """The items behind a cell or a state; `?state=gap` is the list of what should be public and is not."""
    found = _chosen(request)
    if request.GET.get("format") == "csv":
        return csvfiles.whole("coverage.csv", HEADINGS, map(_line, found))
    context = {
        "crumbs": [
            ("公开目录", reverse("desk_catalog:index")),
            ("覆盖情况", reverse("desk_catalog:coverage")),
            ("清单", None),
        ],
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "params": screens.rest_of_query(request.GET, "page"),
        "chosen": {name: request.GET.get(name, "") for name in ("domain", "agency", "state")},
        "domains": Domain.objects.filter(active=True),
        "agencies": _agencies(request),
        "states": {GAP: "缺口（尚未公开、超期）"} | STATES,
        "may_watch": _may_watch(request),
    }
    return render(request, "catalog/desk_coverage_items.html", context)


def _chosen(request: HttpRequest) -> list[Line]:
    links = _links(request)
    for name, field in (("domain", "item__domain__slug"), ("agency", "agency__slug")):
        if value := request.GET.get(name, "").replace("\0", ""):
            links = links.filter(**{field: value})
    state = request.GET.get("state", "")
    wanted = GAPS if state == GAP else {state} & set(STATES) or set(STATES)
    return [line for line in _lines(links) if line.state in wanted]


def _agencies(request: HttpRequest) -> QuerySet[Agency]:
    return agencies_of(request.user, *READERS)


def _links(request: HttpRequest) -> QuerySet[ItemAgency]:
    return coverage.links_in_force(timezone.localdate()).filter(agency__in=_agencies(request))


def _lines(links: QuerySet[ItemAgency]) -> list[Line]:
    return coverage.lines(links, timezone.localdate(), timezone.now())


def _may_watch(request: HttpRequest) -> bool:
    return agencies_of(request.user, *WATCHERS).exists()


def _line(one: Line) -> list:
    link = one.link
    item = link.item
    dates = (one.newest, one.fresh.due_on, link.watched_from)
    return [item.domain.name, item.level1, item.level2, link.agency.name, one.label, one.text, *dates]


@require_POST
@desk_required(*WATCHERS)
def go_live(request: HttpRequest) -> HttpResponse:
    """Watches from today on what one agency does not watch yet: agencies go live one after the other."""
    agency = get_object_or_404(_agencies(request), slug=request.POST.get("agency", "").replace("\0", ""))
    links = _links(request).filter(watched_from=None, agency=agency)
    count = watching.go_live(links, Actor.of(request.user), timezone.now())
    messages.success(request, f"{agency.short_name}从今天起监测 {count} 项；更新期限从今天起算。")
    return redirect("desk_catalog:coverage")


@require_POST
@desk_required(*WATCHERS)
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Ticks a gap off as not applicable, with the reason, or takes that back."""
    link = get_object_or_404(ItemAgency.objects.select_related("item__domain", "agency"), pk=pk)
    actor, at = Actor.of(request.user), timezone.now()
    try:
        if request.POST.get("verb") == "apply_again":
            watching.apply_again(link, actor, at=at)
        else:
            watching.excuse(link, actor, at=at, reason=request.POST.get("reason", ""))
        messages.success(request, f"已登记：{link.agency.short_name}“{link.item.name}”。")
    except Refused as refused:
        messages.error(request, refused.message)
    back = f"domain={link.item.domain.slug}&agency={link.agency.slug}"
    return redirect(f"{reverse('desk_catalog:coverage_items')}?{back}")
