"""/sitemap.xml: the fixed pages, agencies and everything published, with whole addresses."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from agencies.models import Agency
from publishing.models import Publication

FIXED = (
    *(
        "home",
        "agencies:index",
        "catalog:index",
        "publishing:list",
        "publishing:shelves",
        "interpretation:policies",
    ),
    *(
        "interpretation:interpretations",
        "applications:start",
        "open:deadline",
        "open:statistics",
        "opendata:docs",
        "site_map",
    ),
)
AT_ONCE = 5000


class Ours(Sitemap):
    """Addresses on PUBLIC_URL where it is set, else on the host asked."""

    limit = AT_ONCE

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc if settings.PUBLIC_URL else super().get_domain(site)

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme if settings.PUBLIC_URL else super().get_protocol(protocol)


class Pages(Ours):
    """The fixed pages that this surface serves."""

    def items(self) -> list[str]:
        return [address for address in map(_address, FIXED) if address]

    def location(self, item: str) -> str:
        return item


class Agencies(Ours):
    def items(self):
        return Agency.objects.active()

    def location(self, item: Agency) -> str:
        return reverse("agencies:detail", args=[item.slug])


class Publications(Ours):
    def items(self):
        public = Publication.objects.published(timezone.now()).newest()
        return public.only("public_id", "published_at", "changed_at")

    def location(self, item: Publication) -> str:
        return reverse("publishing:detail", args=[item.public_id])

    def lastmod(self, item: Publication):
        return max(item.published_at, item.changed_at)

    def get_latest_lastmod(self):
        """Asked of the database, not of every row."""
        return Publication.objects.published(timezone.now()).aggregate(last=Max("changed_at"))["last"]


SITEMAPS = {"pages": Pages, "agencies": Agencies, "publications": Publications}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
