"""The public log of answered requests."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from applications import outcomes, publiclog
from applications.models import Application

PAGE = 20


def public_log(request: HttpRequest) -> HttpResponse:
    """Summaries of answered requests, newest first."""
    found = publiclog.rows(timezone.now())
    wanted = _page_of(found, request.GET.get("answer", "")) or request.GET.get("page")
    page = Paginator(found, PAGE).get_page(wanted)
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", reverse("applications:start")), ("办理结果公开", None)],
        "page": page,
        "rows": [(row, outcomes.outcome(row.outcome)) for row in page],
    }
    return render(request, "applications/public_log.html", context)


def _page_of(found: QuerySet[Application], answer: str) -> int | None:
    """The number of the page on which one answer stands, for who comes from the search."""
    if not (answer.isascii() and answer.isdigit() and len(answer) < 12):
        return None
    row = found.filter(pk=answer).first()
    return found.filter(listed_at__gt=row.listed_at).count() // PAGE + 1 if row else None
