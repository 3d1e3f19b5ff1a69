"""Public addresses of the agencies' pages. They stand in this room because their shelves hold publications."""

from django.urls import path

from publishing import agency_pages

app_name = "agencies"
urlpatterns = [
    path("", agency_pages.index, name="index"),
    path("<slug:slug>/", agency_pages.detail, name="detail"),
    path("<slug:slug>/<slug:section>/", agency_pages.section, name="section"),
]
