"""The public log of answered requests: list, entry, feed. All of it through publiclog.rows(at)."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from applications import outcomes, publiclog
from applications.filters import LogFilter
from applications.models import Application
from publishing.characters import printable
from publishing.filters import query_without

PAGE, FEED = 20, 50


@require_safe
def public_log(request: HttpRequest) -> HttpResponse:
    """Summaries of answered requests, newest first; the filters stand in the address."""
    found = LogFilter(request.GET, queryset=publiclog.rows(timezone.now()))
    page = Paginator(found.qs, PAGE).get_page(request.GET.get("page"))
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", reverse("applications:start")), ("办理结果公开", None)],
        "form": found.form,
        "chips": found.chips(),
        "page": page,
        "rows": [(row, outcomes.outcome(row.outcome)) for row in page],
        "params": query_without(request.GET, "page"),
    }
    return render(request, "applications/public_log.html", context)


@require_safe
def entry(request: HttpRequest, uid) -> HttpResponse:
    """One answered request: its summary and the kind of reply; anything not listed is not found."""
    row = get_object_or_404(publiclog.rows(timezone.now()), uid=uid)
    context = {
        "active": "apply",
        "crumbs": [
            ("依申请公开", reverse("applications:start")),
            ("办理结果公开", reverse("applications:public_log")),
            ("一份申请", None),
        ],
        "row": row,
        "outcome": outcomes.outcome(row.outcome),
    }
    return render(request, "applications/public_entry.html", context)


def whole(request: HttpRequest, path: str) -> str:
    """The full address of a path: from PUBLIC_URL where it is set, else from the request."""
    if settings.PUBLIC_URL:
        return "/".join(settings.PUBLIC_URL.split("/")[:3]) + path
    return request.build_absolute_uri(path)


class Answered(Feed):
    """The newest fifty entries; the filters of the list narrow it."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        return f"{settings.SITE['name']} · 依申请公开办理结果"

    def link(self, request: HttpRequest) -> str:
        return whole(request, reverse("applications:public_log"))

    def feed_url(self, request: HttpRequest) -> str:
        return whole(request, request.get_full_path())

    def items(self, request: HttpRequest) -> list[Application]:
        rows = list(LogFilter(request.GET, queryset=publiclog.rows(timezone.now())).qs[:FEED])
        for row in rows:
            row.address = whole(request, reverse("applications:public_entry", args=[row.uid]))
        return rows

    def item_title(self, item: Application) -> str:
        return printable(item.public_summary)

    def item_description(self, item: Application) -> str:
        return f"{item.agency.name} · {outcomes.outcome(item.outcome).group}"

    def item_link(self, item: Application) -> str:
        return item.address

    def item_guid(self, item: Application) -> str:
        return item.address

    def item_author_name(self, item: Application) -> str:
        return item.agency.name

    def item_pubdate(self, item: Application):
        return item.listed_at

    def item_updateddate(self, item: Application):
        return item.listed_at
