"""Queues of requests: tabs are questions about state and clock, never stored."""

from datetime import date

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import access, actions, desk_forms, drafts, verbs
from applications.choices import State
from applications.forms import posted
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


@desk_required(*verbs.STAFF)
def receive(request: HttpRequest) -> HttpResponse:
    """A clerk writes down a request that came on paper or was spoken (Art 29)."""
    at = timezone.now()
    agencies = agencies_of(request.user, *verbs.STAFF)
    form = desk_forms.ReceiveForm(posted(request), on=timezone.localdate(at), agencies=agencies)
    message = ""
    if request.method == "POST" and form.is_valid():
        try:
            application, code = _received(form, Actor.of(request.user), at)
            return render(
                request, "applications/desk_received.html", {"application": application, "code": code}
            )
        except Refused as refusal:
            message = refusal.message
            form.wrong({name: each for name, each in refusal.fields.items() if name in form.fields})
    crumbs = [("登记纸质申请", None)]
    context = {"form": form, "message": message, "crumbs": crumbs}
    return render(
        request, "applications/desk_receive.html", context, status=422 if form.errors or message else 200
    )


def _received(form, actor: Actor, at) -> tuple[Application, str]:
    data = form.cleaned_data
    flat = {name: value for name, value in data.items() if name not in ("agency", "channel", "on")}
    return actions.receive(
        drafts.flattened(flat),
        agency=data["agency"],
        channel=data["channel"],
        actor=actor,
        at=at,
        on=data["on"],
    )
