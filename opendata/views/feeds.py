"""Atom feeds: the newest publications, of a column or an agency, of a search, and what was taken back or put right."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from agencies.models import Agency
from opendata.addresses import absolute
from opendata.filters import PublicationFilter
from publishing.characters import printable
from publishing.models import Column, Correction, Publication
from search import query
from search.page import State

LENGTH = 50


class Ours(Feed):
    """A feed with whole addresses; no request leaves the machine."""

    feed_type = Atom1Feed
    name = "最新公开"

    def get_object(self, request: HttpRequest, **place) -> HttpRequest:
        request.title = self.name
        return request

    def title(self, request: HttpRequest) -> str:
        return printable(f"{settings.SITE['name']} · {request.title}")

    def subtitle(self, request: HttpRequest) -> str:
        return f"{settings.SITE['government']}及其部门、乡镇（街道）公开的信息"

    def link(self, request: HttpRequest) -> str:
        return absolute(reverse("home"), request)

    def feed_url(self, request: HttpRequest) -> str:
        return absolute(request.get_full_path(), request)

    def item_guid(self, item) -> str:
        return item.address

    def item_link(self, item) -> str:
        return item.address


class Latest(Ours):
    """The newest fifty; the filters of /api/v1/publications/ (agency, column, kind, q) narrow it."""

    def items(self, request: HttpRequest) -> list[Publication]:
        public = self.public(request)
        found = PublicationFilter(request.GET, queryset=public)
        rows = list(found.qs[:LENGTH]) if found.is_valid() else list(public[:LENGTH])
        return [addressed(row, request) for row in rows]

    def public(self, request: HttpRequest):
        return Publication.objects.published(timezone.now()).for_lists().newest()

    def item_title(self, item: Publication) -> str:
        return printable(item.title)

    def item_description(self, item: Publication) -> str:
        return printable(f"{item.issuer_name} · {item.get_kind_display()}")

    def item_author_name(self, item: Publication) -> str:
        return printable(item.issuer_name)

    def item_pubdate(self, item: Publication) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Publication) -> datetime:
        return max(item.published_at, item.changed_at)

    def item_categories(self, item: Publication) -> tuple[str, ...]:
        return (item.column.label,)


class OfColumn(Latest):
    """The newest of one column."""

    def get_object(self, request: HttpRequest, slug: str) -> HttpRequest:
        request.column = get_object_or_404(Column, slug=slug)
        request.title = request.column.label
        return request

    def public(self, request: HttpRequest):
        return super().public(request).filter(column=request.column)


class OfAgency(Latest):
    """The newest of one agency."""

    def get_object(self, request: HttpRequest, slug: str) -> HttpRequest:
        request.agency = get_object_or_404(Agency.objects.active(), slug=slug)
        request.title = request.agency.name
        return request

    def public(self, request: HttpRequest):
        return super().public(request).filter(agency=request.agency)


class TakenBack(Ours):
    """Withdrawals with their reason and corrections with their note, the newest first."""

    name = "撤回和更正"

    def items(self, request: HttpRequest) -> list[Publication]:
        at = timezone.now()
        withdrawn = Publication.objects.withdrawn(at).order_by("-withdrawn_at", "-pk")[:LENGTH]
        right = Correction.objects.filter(
            state=Correction.State.APPLIED, publication__in=Publication.objects.published(at)
        )
        right = right.select_related("publication__agency").defer("text", "rich_text", "publication__text")
        rows = [_Change(row, row.withdrawn_at, row.withdrawal_note, True) for row in withdrawn]
        rows += [_Change(c.publication, c.decided_at, c.note) for c in right.order_by("-decided_at")[:LENGTH]]
        rows.sort(key=lambda change: change.at, reverse=True)
        return [change.addressed(request) for change in rows[:LENGTH]]

    def item_title(self, item: "_Change") -> str:
        """The title of what is withdrawn stays closed."""
        if item.withdrawn:
            return f"撤回：{item.row.index_number or item.row.public_id}"
        return printable(f"更正：{item.row.title}")

    def item_description(self, item: "_Change") -> str:
        return printable(item.note)

    def item_guid(self, item: "_Change") -> str:
        return f"{item.address}#{item.at:%Y%m%dT%H%M%S}"

    def item_author_name(self, item: "_Change") -> str:
        return printable(item.row.agency.name)

    def item_updateddate(self, item: "_Change") -> datetime:
        return item.at


class OfSearch(Ours):
    """The newest of what a search finds: the address takes what the result page takes."""

    def get_object(self, request: HttpRequest) -> HttpRequest:
        request.state = State.of(request.GET)
        if not (request.state.q or request.state.narrowed):
            raise Http404("没有写要找什么。")
        request.title = f"搜索“{request.state.q}”" if request.state.q else "搜索"
        return request

    def link(self, request: HttpRequest) -> str:
        return absolute(reverse("search:results") + request.state.url(), request)

    def items(self, request: HttpRequest) -> list[query.Hit]:
        state = request.state
        found = query.search(state.q, state.filters, page_size=LENGTH, sort="newest")
        return [_Entry(hit, absolute(hit.url, request)) for hit in found.results]

    def item_title(self, item: "_Entry") -> str:
        return printable(item.hit.title)

    def item_description(self, item: "_Entry") -> str:
        return printable(" · ".join(filter(None, (item.hit.kind_label, item.hit.doc_number))))

    def item_author_name(self, item: "_Entry") -> str:
        return printable(item.hit.issuer or item.hit.agency)

    def item_updateddate(self, item: "_Entry") -> datetime | None:
        day = item.hit.published_on or item.hit.formed_on
        return timezone.make_aware(datetime(day.year, day.month, day.day)) if day else None


class _Change:
    """A publication that was withdrawn or put right at a moment, and the public note."""

    def __init__(self, row: Publication, at: datetime, note: str, withdrawn: bool = False) -> None:
        self.row, self.at, self.note, self.withdrawn = row, at, note, withdrawn

    def addressed(self, request: HttpRequest) -> "_Change":
        self.address = addressed(self.row, request).address
        return self


class _Entry:
    """A hit with its whole address."""

    def __init__(self, hit: query.Hit, address: str) -> None:
        self.hit, self.address = hit, address


def addressed(row: Publication, request: HttpRequest) -> Publication:
    """The row with its whole address."""
    row.address = absolute(reverse("publishing:detail", args=[row.public_id]), request)
    return row
