"""Every address of the portal. SURFACE decides which are served, URL_PREFIX what stands before them."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from applications.desk.refusals import refusals
from disclosure import desk, digests, health, views, watch
from duties.desk import supervision

PUBLIC = [
    path("", views.home, name="home"),
    path("theme/", views.theme, name="theme"),
    path("sitemap/", views.site_map, name="site_map"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("digests.csv", digests.digests, name="digests"),
    path("privacy/", views.privacy, name="privacy"),
    path("catalog/", include("catalog.urls")),
    path("agencies/", include("publishing.agency_urls")),
    path("search/", include("search.urls")),
    path("", include("publishing.urls")),
    path("", include("interpretation.urls")),
    path("", include("applications.urls")),
    path("api/v1/", include("opendata.urls")),
    path("", include("opendata.site_urls")),
]

DESK = [
    path("desk/", include(([path("", desk.start, name="start")], "desk"))),
    path("desk/", include("accounts.desk_urls")),
    path("desk/notices/", include("duties.desk_urls")),
    path("desk/searches/", include("search.desk_urls")),
    path("desk/catalog/", include("catalog.desk_urls")),
    path("desk/publications/", include("publishing.desk_urls")),
    path("desk/interpretations/", include("interpretation.desk_urls")),
    path("desk/applications/", include("applications.desk_urls")),
    path("desk/reports/", include("reports.desk_urls")),
    path("desk/audit/", include("disclosure.audit_urls")),
    path("supervision/", supervision, name="supervision"),
    path("supervision/refusals/", refusals, name="refusals"),
    path("admin/login/", RedirectView.as_view(pattern_name="desk_accounts:sign_in", query_string=True)),
    path("admin/", admin.site.urls),
]

HEALTH = [path("healthz", health.healthz), path("readyz", health.readyz), path("metrics", watch.metrics)]


def addresses(surface: str, prefix: str) -> list:
    """The address table for a SURFACE and a URL_PREFIX ("/zwgk" or "").

    The desk surface knows the public addresses, which its pages and its worker name, and
    disclosure.surface turns visitors of them away.
    """
    site = PUBLIC if surface == "public" else [*PUBLIC, *DESK]
    if not prefix:
        return [*HEALTH, *site]
    return [*HEALTH, path(f"{prefix.strip('/')}/", include([*HEALTH, *site]))]


urlpatterns = addresses(settings.SURFACE, settings.URL_PREFIX)
handler400 = "disclosure.errors.bad_request"
handler403 = "disclosure.errors.forbidden"
handler404 = "disclosure.errors.not_found"
handler500 = "disclosure.errors.server_error"
