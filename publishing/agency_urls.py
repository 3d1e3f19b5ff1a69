"""Public addresses of the agencies' pages. They stand in this room because their shelves hold publications."""

from django.urls import path

from publishing import agency_pages, agency_table_pages

app_name = "agencies"
urlpatterns = [
    path("", agency_pages.index, name="index"),
    path("functions/", agency_table_pages.functions, name="functions"),
    path("functions.csv", agency_table_pages.functions_table, name="functions_table"),
    path("columns.csv", agency_table_pages.column_addresses, name="columns_table"),
    path("<slug:slug>/", agency_pages.detail, name="detail"),
    path("<slug:slug>/<slug:section>/", agency_pages.section, name="section"),
]
