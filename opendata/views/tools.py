"""Pages beside the API: the deadline calculator, the sitemap."""

from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.clock import IllegalHistory
from opendata import reckoning
from opendata.forms import DeadlineForm
from opendata.views.days import limit
from opendata.views.sitemaps import SITEMAPS
from workdays import tables
from workdays.calendar import OutOfRange


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    """期限计算器: explained day by day by the code that counts our own; the whole question stands in the address."""
    form = DeadlineForm(request.GET if "received" in request.GET else None, auto_id="%s")
    context = {"form": form, "crumbs": [("期限计算器", None)]}
    if form.is_valid():
        try:
            context |= _answer(form.cleaned_data, form.happened)
        except (IllegalHistory, OutOfRange) as problem:
            context["message"] = problem.message
    return render(request, "opendata/deadline.html", context)


def _answer(data: dict, happened: bool) -> dict:
    """What the page shows of a well-formed question. Raises IllegalHistory and OutOfRange."""
    calendar = tables.current()
    if happened:
        clock, steps = reckoning.folded(data, calendar)
        due, provisional = clock.due_on, clock.provisional
    else:
        found = limit(data["received"], data["days"], calendar)
        clock, steps, due, provisional = None, found["days"], found["due"], found["provisional"]
    days = reckoning.numbered(steps)
    return {
        "answered": True,
        "clock": clock,
        "due": due,
        "provisional": provisional,
        "received": data["received"],
        "working_days": clock.allowed if clock else data["days"],
        "days": days,
        "cells": reckoning.strip(days, due, calendar),
    }


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: one list of addresses, or an index of lists where there are too many for one."""
    if any(kind().paginator.num_pages > 1 for kind in SITEMAPS.values()):
        return sitemap_views.index(request, SITEMAPS, sitemap_url_name="open:sitemap_section")
    return sitemap_views.sitemap(request, SITEMAPS)


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One list of the index."""
    return sitemap_views.sitemap(request, SITEMAPS, section=section)
