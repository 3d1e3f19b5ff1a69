"""Queues of requests: tabs are questions about state and clock, never stored."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import agencies_of, desk_required
from applications import access, verbs
from applications.choices import State
from applications.models import Application
from workdays import tables

PAGE = 30
SOON = 3


def _tabs(cases: QuerySet[Application], on: date) -> list[tuple[str, str, QuerySet[Application]]]:
    last = tables.current().add(on, SOON)
    by_state = {state: cases.filter(state=state) for state in State}
    return [
        ("open", "在办", cases.open()),
        ("received", "待确认", by_state[State.RECEIVED]),
        ("confirmed", "待分办", by_state[State.CONFIRMED]),
        ("assigned", "办理中", by_state[State.ASSIGNED]),
        ("drafted", "待审批", by_state[State.DRAFTED]),
        ("approved", "待答复", by_state[State.APPROVED]),
        ("soon", "3 日内到期", cases.due_by(on, last)),
        ("overdue", "逾期", cases.overdue(on)),
        ("supplement", "待补正", cases.waiting_for_applicant()),
        ("opinion", "待意见", cases.waiting_for_opinion()),
        ("done", "已答复", cases.filter(state__in=(State.REPLIED, State.CLOSED, State.WITHDRAWN))),
    ]


@desk_required(*access.SEEING)
def index(request: HttpRequest) -> HttpResponse:
    """One tab of requests, soonest due first."""
    on = timezone.localdate()
    cases = access.cases_of(request.user)
    tabs = _tabs(cases, on)
    chosen = request.GET.get("tab", "open")
    name, label, rows = next((tab for tab in tabs if tab[0] == chosen), tabs[0])
    if words := request.GET.get("q", "").replace("\0", "").strip()[:60]:
        rows = rows.filter(number__icontains=words) | rows.filter(wanted__icontains=words)
    ordered = rows.select_related("agency", "assigned_to").order_by("due_on", "number")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    calendar = tables.current()
    for row in page:
        row.left = calendar.left(on, row.due_on) if row.due_on and row.is_open else None
    context = {
        "tabs": [(key, title, found.count()) for key, title, found in tabs],
        "chosen": name,
        "label": label,
        "page": page,
        "q": words,
        "params": f"tab={name}&q={words}" if words else f"tab={name}",
        "can_receive": agencies_of(request.user, *verbs.STAFF).exists(),
    }
    return render(request, "applications/desk_index.html", context)
