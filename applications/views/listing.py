"""The public log of answered requests."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from applications import outcomes, publiclog

PAGE = 20


def public_log(request: HttpRequest) -> HttpResponse:
    """Summaries of answered requests, newest first."""
    page = Paginator(publiclog.rows(timezone.now()), PAGE).get_page(request.GET.get("page"))
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", reverse("applications:start")), ("办理结果公开", None)],
        "page": page,
        "rows": [(row, outcomes.outcome(row.outcome)) for row in page],
    }
    return render(request, "applications/public_log.html", context)
