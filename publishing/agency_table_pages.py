"""Tables over all agencies: the 机构职能目录 (Art 20(2)), and the address of every column for inspectors."""

from collections.abc import Iterable

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Agency
from catalog import csvfiles
from publishing import columns
from publishing.areas import AREAS
from publishing.models import Column, Publication

OWN_PAGES = {"guide": "guide", "rules": "rules", "annual": "annual"}


@require_safe
def functions(request: HttpRequest) -> HttpResponse:
    """Every agency with what it does, where it is and who heads it, from the agencies' own data."""
    found = list(Agency.objects.active())
    groups = [(label, [a for a in found if a.kind == kind]) for kind, label in Agency.KINDS]
    crumbs = [("政府信息公开", reverse("agencies:index")), ("机构职能目录", None)]
    context = {"active": "info", "crumbs": crumbs, "groups": [group for group in groups if group[1]]}
    return render(request, "publishing/functions.html", context)


@require_safe
def functions_table(request: HttpRequest) -> HttpResponse:
    head = ["机关", "职能", "内设机构", "负责人", "办公地址", "办公时间", "联系电话", "政府信息公开工作机构", "工作机构电话", "政府信息公开负责人"]  # fmt: skip
    names = ("name", "functions", "divisions", "head_name", "address", "office_hours", "phone", "disclosure_office", "disclosure_phone", "disclosure_head")  # fmt: skip
    return csvfiles.whole(
        "functions.csv", head, ([getattr(a, n) for n in names] for a in Agency.objects.active())
    )


@require_safe
def column_addresses(request: HttpRequest) -> HttpResponse:
    """Every column of every agency: its address, how much stands there and when something last came."""
    public = Publication.objects.published(timezone.now()).order_by()
    rows = public.values_list("agency", "column").annotate(n=Count("pk"), newest=Max("published_at"))
    held = {(agency, column): (n, newest) for agency, column, n, newest in rows}
    head = ["机关", "版块", "栏目", "依据", "地址", "条数", "最近发布"]
    return csvfiles.whole("columns.csv", head, _addresses(request, held))


def _addresses(request: HttpRequest, held: dict) -> Iterable[list]:
    """The shelves across all agencies first, then each agency's own."""
    yield from _across(request, held)
    for agency in Agency.objects.active():
        for column in columns.of_agency(agency.kind):
            count, newest = held.get((agency.pk, column.pk), (0, None))
            address = reverse(
                "agencies:section", args=[agency.slug, OWN_PAGES.get(column.section, "content")]
            )
            if column.section == "content":
                address += f"?column={column.slug}"
            day = timezone.localdate(newest).isoformat() if newest else ""
            where = request.build_absolute_uri(address)
            yield [agency.name, column.get_section_display(), column.label, column.article, where, count, day]


def _across(request: HttpRequest, held: dict) -> Iterable[list]:
    for area in AREAS:
        found = list(Column.objects.filter(area=area.slug))
        yield _whole(
            request,
            "重点领域",
            area.label,
            area.basis,
            reverse("publishing:area", args=[area.slug]),
            found,
            held,
        )
    for column in Column.objects.filter(section=Column.Section.CONTENT):
        place = reverse("publishing:column", args=[column.slug])
        yield _whole(
            request, column.get_section_display(), column.label, column.article, place, [column], held
        )


def _whole(
    request, section: str, label: str, basis: str, place: str, columns: list[Column], held: dict
) -> list:
    keys = {column.pk for column in columns}
    counts = [value for (_, column), value in held.items() if column in keys]
    newest = max((at for _, at in counts if at), default=None)
    day = timezone.localdate(newest).isoformat() if newest else ""
    return [
        "全部机关",
        section,
        label,
        basis,
        request.build_absolute_uri(place),
        sum(n for n, _ in counts),
        day,
    ]
