"""Pages beside the API: the deadline calculator, the sitemap."""

from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from opendata.forms import DeadlineForm
from opendata.views.days import limit
from opendata.views.sitemaps import SITEMAPS
from workdays import tables


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    """期限计算器: from a day, so many working days, explained day by day by the code that counts our own."""
    form = DeadlineForm(request.GET if "received" in request.GET else None)
    found = (
        limit(form.cleaned_data["received"], form.cleaned_data["days"], tables.current())
        if form.is_valid()
        else None
    )
    context = {
        "form": form,
        "found": found,
        "days": numbered(found["days"]) if found else [],
        "crumbs": [("期限计算器", None)],
    }
    return render(request, "opendata/deadline.html", context)


def numbered(steps) -> list[dict]:
    """Steps with the number of each counted day: `{"step", "number"}`."""
    rows, number = [], 0
    for step in steps:
        number += step.counted
        rows.append({"step": step, "number": number if step.counted else None})
    return rows


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
