"""Queues of requests: tabs are questions about state and clock, never stored."""

from django.core.paginator import Paginator
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import agencies_of, desk_required
from applications import access, verbs
from applications.desk import tabs
from workdays import tables

PAGE = 30
UNSEALED_LETTERS = Prefetch("letters", tabs.unsealed(), to_attr="unsealed_letters")


@desk_required(*access.SEEING)
def index(request: HttpRequest) -> HttpResponse:
    """One queue of requests, the most urgent first."""
    on, calendar = timezone.localdate(), tables.current()
    cases = access.cases_of(request.user)
    rows = tabs.tabs(on, calendar, person=request.user)
    counts = tabs.counts(cases, rows)
    tab = tabs.chosen(rows, request.GET.get("tab", ""))
    found = cases.filter(tab.which)
    if words := request.GET.get("q", "").replace("\0", "").strip()[:60]:
        found = found.filter(number__icontains=words) | found.filter(wanted__icontains=words)
    ordered = found.select_related("agency", "assigned_to").defer("identity").order_by(*tab.order)
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    if tab.name == tabs.UNSEALED:
        prefetch_related_objects(list(page), UNSEALED_LETTERS)
    for row in page:
        row.left = calendar.left(on, row.due_on) if row.due_on and row.is_open else None
    context = {
        "tabs": [(each.name, each.label, counts[each.name]) for each in rows],
        "chosen": tab.name,
        "label": tab.label,
        "page": page,
        "q": words,
        "params": f"tab={tab.name}&q={words}" if words else f"tab={tab.name}",
        "can_receive": agencies_of(request.user, *verbs.STAFF).exists(),
    }
    return render(request, "applications/desk_index.html", context)
