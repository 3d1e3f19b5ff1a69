"""The public's pages of clean-ups: when documents were gone through, and what became of each (国办发〔2018〕37号)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from interpretation import cleanlist
from interpretation.models import CleanUp
from publishing.models import Publication

PAGE = 20
CRUMBS = ("政策文件", "interpretation:policies"), ("文件目录", "interpretation:directory")


def _crumbs(*more: tuple) -> list[tuple]:
    return [*((label, reverse(name)) for label, name in CRUMBS), *more]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every clean-up whose result is public, the newest first."""
    found = CleanUp.objects.published(timezone.now()).counted()
    context = {
        "active": "policies",
        "crumbs": _crumbs(("文件清理结果", None)),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "interpretation/clean_ups.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The result of one: a table for each decision; only documents that are public are linked."""
    at = timezone.now()
    found = get_object_or_404(CleanUp.objects.published(at), pk=pk)
    entries = list(found.entries.for_lists())
    public = set(
        Publication.objects.published(at)
        .filter(pk__in=[entry.policy.publication_id for entry in entries])
        .values_list("pk", flat=True)
    )
    groups = [
        (
            cleanlist.HEADINGS[key],
            [(e, e.policy.publication_id in public) for e in entries if e.decision == key],
        )
        for key, _ in cleanlist.DECISIONS
    ]
    context = {
        "active": "policies",
        "crumbs": _crumbs(("文件清理结果", reverse("interpretation:clean_ups")), (found.title, None)),
        "clean_up": found,
        "groups": [(heading, rows) for heading, rows in groups if rows],
        "total": len(entries),
    }
    return render(request, "interpretation/clean_up.html", context)
