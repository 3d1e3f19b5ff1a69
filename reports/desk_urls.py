"""Staff addresses of the reports room, all under /desk/reports/."""

from django.urls import path, re_path

from reports import desk

app_name = "desk_reports"
REPORT = r"^(?P<slug>[-\w]{1,60})/(?P<year>[0-9]{4})/"
urlpatterns = [
    path("", desk.index, name="index"),
    re_path(REPORT + r"$", desk.report, name="report"),
    re_path(REPORT + r"tables\.xlsx$", desk.sheet, name="sheet"),
    re_path(REPORT + r"(?P<verb>open|draft|sign|revise|announce)/$", desk.do, name="do"),
    re_path(
        REPORT + r"(?P<table>three|four)/(?P<row>\w{1,12})/(?P<column>[a-z]{1,9})/$", desk.cell, name="cell"
    ),
]
