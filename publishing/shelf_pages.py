"""The shelves across all agencies: each column, and the four key areas, with filters by their fields, a feed and a table."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Agency
from catalog import csvfiles
from publishing import areas
from publishing.filters import query_without
from publishing.models import Column, Publication
from publishing.records import projects, values, world
from publishing.records.kinds import RECORDS, Record
from publishing.shelf_filters import shelf_filter

PAGE = 20
AT_ONCE = 500  # records read for a table before they are sent
SHOWN = 2  # filters; the others open on demand, so that on a phone the list comes soon
PLAIN = ("索引号", "名称", "栏目", "机关", "生成日期", "发布日期", "地址")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The key areas, then every column, with how much stands there."""
    public = Publication.objects.published(timezone.now()).order_by()
    held = dict(public.values_list("column").annotate(n=Count("pk")))
    columns = list(Column.objects.all())
    shown = [(area, [(c, held.get(c.pk, 0)) for c in columns if c.area == area.slug]) for area in areas.AREAS]
    others = [(c, held.get(c.pk, 0)) for c in columns if c.section == Column.Section.CONTENT and not c.area]
    context = {"active": "info", "crumbs": [("全部栏目", None)], "areas": shown, "others": others}
    return render(request, "publishing/shelves.html", context)


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the four key areas: what stands in its columns."""
    found = areas.BY_SLUG.get(slug)
    if found is None:
        raise Http404("没有这个重点领域。")
    columns = list(Column.objects.filter(area=slug))
    record = RECORDS.get(columns[0].kind) if len(columns) == 1 else None
    place = reverse("publishing:area_table", args=[slug])
    context = {"title": found.label, "lead": f"{found.hint}。依据：{found.basis}", "table_url": place}
    return _shelf(request, columns, record, context | {"columns": columns})


@require_safe
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """One column across all agencies."""
    found = _column(slug)
    lead = f"政府信息公开条例{found.article}" if found.article else ""
    place = reverse("publishing:column_table", args=[slug])
    context = {"title": found.label, "lead": lead, "table_url": place, "columns": []}
    return _shelf(request, [found], RECORDS.get(found.kind), context)


@require_safe
def area_table(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """What the page of an area shows, all of it, as a table."""
    if slug not in areas.BY_SLUG:
        raise Http404("没有这个重点领域。")
    columns = list(Column.objects.filter(area=slug))
    record = RECORDS.get(columns[0].kind) if len(columns) == 1 else None
    return _table(request, columns, record, f"area-{slug}.csv")


@require_safe
def column_table(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """What the page of a column shows, all of it, as a table with the fields of its records."""
    found = _column(slug)
    return _table(request, [found], RECORDS.get(found.kind), f"{slug}.csv")


def _column(slug: str) -> Column:
    found = Column.objects.filter(slug=slug).first()
    if found is None:
        raise Http404("没有这个栏目。")
    return found


def _public(columns: list[Column]) -> QuerySet[Publication]:
    public = Publication.objects.published(timezone.now())
    return public.filter(column__in=columns).for_lists().newest()


def _shelf(request: HttpRequest, columns: list[Column], record: Record | None, context: dict) -> HttpResponse:
    found = shelf_filter(record, columns)(request.GET, queryset=_public(columns))
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    context |= {
        "active": "info",
        "crumbs": [("全部栏目", reverse("publishing:shelves")), (context["title"], None)],
        "first": list(found.form)[:SHOWN],
        "more": list(found.form)[SHOWN:],
        "chips": found.chips(),
        "page": page,
        "record": record,
        "table": _listed(page.object_list, record),
        "params": query_without(request.GET, "page"),
        "feed_url": _feed(columns),
        "empty": "没有符合条件的信息。" if found.chips() else "这个栏目还没有公开的信息。",
    }
    return render(request, "publishing/shelf.html", context)


def _listed(publications: Iterable[Publication], record: Record | None) -> list[dict]:
    """{"publication", "cells": [(heading, words)], "progress"} of each line; plain ones have no cells."""
    rows = list(publications)
    names = world.names(rows)
    going = projects.progress([row for row in rows if row.record == "project"], timezone.now())
    return [
        {"publication": row, "cells": _cells(row, record, names), "progress": going.get(row.pk)}
        for row in rows
    ]


def _cells(row: Publication, record: Record | None, names: dict[str, str]) -> list[tuple[str, str]]:
    if record is None or row.record != record.name:
        return []
    open_values = world.open_fields(row)
    shown = [
        (field.label, values.shown(field, open_values.get(field.name), names)) for field in record.listed
    ]
    return [(label, words) for label, words in shown if words]


def _feed(columns: list[Column]) -> str:
    """The feed of a single column, where feeds are served."""
    try:
        return reverse("open:column_feed", args=[columns[0].slug]) if len(columns) == 1 else ""
    except NoReverseMatch:
        return ""


def _table(
    request: HttpRequest, columns: list[Column], record: Record | None, name: str
) -> StreamingHttpResponse:
    found = shelf_filter(record, columns)(request.GET, queryset=_public(columns))
    names = dict(Agency.objects.values_list("code", "name")) if record else {}
    head = [*PLAIN, *(field.heading for field in record.fields)] if record else PLAIN
    rows = found.qs.iterator(AT_ONCE)
    return csvfiles.streamed(name, head, (_line(request, row, record, names) for row in rows))


def _line(request: HttpRequest, row: Publication, record: Record | None, names: dict[str, str]) -> list:
    address = request.build_absolute_uri(reverse("publishing:detail", args=[row.public_id]))
    plain = [row.index_number, row.title, row.column.label, row.agency.name, row.formed_on, row.published_on]
    if record is None:
        return [*plain, address]
    held = world.open_fields(row) if row.record == record.name else {}
    return [*plain, address, *(_plain(field, held.get(field.name), names) for field in record.fields)]


def _plain(field, value, names: dict[str, str]):
    """Dates and numbers as machines read them, choices and agencies in words."""
    if field.type in ("date", "number"):
        return "" if value is None else value
    return values.shown(field, value, names)


def of_agency(agency: Agency, at) -> list[tuple[areas.Area, int]]:
    """The key areas in which an agency has something, with how much."""
    public = Publication.objects.published(at).filter(agency=agency).exclude(column__area="").order_by()
    held = dict(public.values_list("column__area").annotate(n=Count("pk")))
    return [(area, held[area.slug]) for area in areas.AREAS if held.get(area.slug)]
