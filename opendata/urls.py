"""Addresses of the read API, all below /api/v1/."""

from django.urls import path, re_path

from opendata.views import agencies, catalogue, days, figures, guide, publications, search

app_name = "opendata"
urlpatterns = [
    path("", guide.Start.as_view(), name="start"),
    path("schema/", guide.Schema.as_view(), name="schema"),
    path("docs/", guide.docs, name="docs"),
    path("domains/", catalogue.Domains.as_view(), name="domains"),
    path("domains/<slug:slug>/", catalogue.OneDomain.as_view(), name="domain"),
    path("items/", catalogue.Items.as_view(), name="items"),
    path("items/<int:pk>/", catalogue.OneItem.as_view(), name="item"),
    path("reference-items/", catalogue.ReferenceItems.as_view(), name="reference_items"),
    path("reference-items/<int:pk>/", catalogue.OneReferenceItem.as_view(), name="reference_item"),
    path("agencies/", agencies.Agencies.as_view(), name="agencies"),
    path("agencies/<slug:slug>/", agencies.OneAgency.as_view(), name="agency"),
    path("publications/", publications.Publications.as_view(), name="publications"),
    path("publications/<slug:public_id>/", publications.OnePublication.as_view(), name="publication"),
    path("policies/", publications.Policies.as_view(), name="policies"),
    path("policies/<slug:public_id>/", publications.OnePolicy.as_view(), name="policy"),
    path("interpretations/", publications.Interpretations.as_view(), name="interpretations"),
    path(
        "interpretations/<slug:public_id>/", publications.OneInterpretation.as_view(), name="interpretation"
    ),
    path("outcomes/", agencies.Outcomes.as_view(), name="outcomes"),
    path("search/", search.Search.as_view(), name="search"),
    path("statistics/", figures.Statistics.as_view(), name="statistics"),
    path("workdays/", days.Years.as_view(), name="workdays"),
    path("workdays/due/", days.Due.as_view(), name="due"),
    path("workdays/<int:year>/", days.Year.as_view(), name="workdays_year"),
    re_path(r"^.*/$", guide.Nothing.as_view(), name="nothing"),
]
