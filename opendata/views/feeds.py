"""The newest publications as an Atom feed; no request leaves the machine."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from opendata.addresses import absolute
from opendata.filters import PublicationFilter
from publishing.characters import printable
from publishing.models import Publication

LENGTH = 50


class Latest(Feed):
    """The newest fifty; the filters of /api/v1/publications/ (agency, column, kind, q) narrow it."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        return f"{settings.SITE['name']} · 最新公开"

    def subtitle(self, request: HttpRequest) -> str:
        return f"{settings.SITE['government']}及其部门、乡镇（街道）最新公开的信息"

    def link(self, request: HttpRequest) -> str:
        return absolute(reverse("home"), request)

    def feed_url(self, request: HttpRequest) -> str:
        return absolute(request.get_full_path(), request)

    def items(self, request: HttpRequest) -> list[Publication]:
        public = Publication.objects.published(timezone.now()).for_lists().newest()
        found = PublicationFilter(request.GET, queryset=public)
        rows = list(found.qs[:LENGTH]) if found.is_valid() else list(public[:LENGTH])
        for row in rows:
            row.address = absolute(reverse("publishing:detail", args=[row.public_id]), request)
        return rows

    def item_title(self, item: Publication) -> str:
        return printable(item.title)

    def item_description(self, item: Publication) -> str:
        return printable(f"{item.issuer_name} · {item.get_kind_display()}")

    def item_link(self, item: Publication) -> str:
        return item.address

    def item_guid(self, item: Publication) -> str:
        return item.address

    def item_author_name(self, item: Publication) -> str:
        return printable(item.issuer_name)

    def item_pubdate(self, item: Publication):
        return item.published_at

    def item_updateddate(self, item: Publication):
        return max(item.published_at, item.changed_at)

    def item_categories(self, item: Publication) -> tuple[str, ...]:
        return (item.column.label,)
