"""Addresses beside the API: for feed readers, search engines and people who count days."""

from django.urls import path

from opendata.views import figures, tools
from opendata.views.feeds import Latest, OfAgency, OfColumn, OfSearch, TakenBack

app_name = "open"
urlpatterns = [
    path("sitemap.xml", tools.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", tools.sitemap_section, name="sitemap_section"),
    path("feeds/latest.atom", Latest(), name="latest"),
    path("feeds/withdrawn.atom", TakenBack(), name="withdrawn"),
    path("feeds/search.atom", OfSearch(), name="search_feed"),
    path("feeds/columns/<slug:slug>.atom", OfColumn(), name="column_feed"),
    path("feeds/agencies/<slug:slug>.atom", OfAgency(), name="agency_feed"),
    path("statistics/", figures.page, name="statistics"),
    path("tools/deadline/", tools.deadline, name="deadline"),
]
