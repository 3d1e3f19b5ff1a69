"""Queues of requests: tabs are questions about state and clock, never stored."""

from datetime import date

from django.conf import settings
from django.core import signing
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import access, desk_forms, drafts, verbs
from applications.choices import State
from applications.forms import posted
from applications.models import Application, Draft
from workdays import tables

PAGE = 30
SOON = 3
PAPER = "desk-paper-form"


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


@never_cache
@desk_required(*verbs.STAFF)
def receive(request: HttpRequest) -> HttpResponse:
    """A clerk writes down a request that came on paper or was spoken (Art 29); each form registers once."""
    at = timezone.now()
    agencies = agencies_of(request.user, *verbs.STAFF)
    form = desk_forms.ReceiveForm(posted(request), on=timezone.localdate(at), agencies=agencies)
    draft, code = _paper_of(request, at)
    message = ""
    if request.method == "POST" and draft is None:
        message = "这张表打开得太久，没有登记。内容都还在，核对后再点一次“登记”。"
    elif request.method == "POST" and (draft.submitted_id or form.is_valid()):
        try:
            return _registered(draft, code, form, Actor.of(request.user), at)
        except Refused as refusal:
            message = refusal.message
            form.wrong({name: each for name, each in refusal.fields.items() if name in form.fields})
    if draft is None:
        _, code = drafts.begin({}, at=at)
    crumbs = [("登记纸质申请", None)]
    token = signing.dumps(code, salt=PAPER)
    context = {"form": form, "message": message, "crumbs": crumbs, "token": token}
    return render(
        request, "applications/desk_receive.html", context, status=422 if form.errors or message else 200
    )


def _paper_of(request: HttpRequest, at) -> tuple[Draft | None, str]:
    """The form that is being sent, by its one-time token."""
    code = _unsigned(request.POST.get("token", ""))
    draft = drafts.find(code, at=at)
    return draft, code if draft else ""


def _unsigned(value: str) -> str:
    try:
        return signing.loads(value, salt=PAPER, max_age=drafts.KEPT)
    except signing.BadSignature:
        return ""


def _registered(draft: Draft, code: str, form, actor: Actor, at) -> HttpResponse:
    """Registers, and leads to the receipt; the code travels in a cookie that the receipt page takes away."""
    application = draft.submitted or _received(draft, code, form, actor, at)
    response = redirect("desk_applications:received", application.number)
    response.set_cookie(
        PAPER,
        signing.dumps(code, salt=PAPER),
        path=reverse("desk_applications:index"),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def _received(draft: Draft, code: str, form, actor: Actor, at) -> Application:
    data = form.cleaned_data
    facts = {name: data[name] for name in ("agency", "channel", "on")}
    flat = {name: value for name, value in data.items() if name not in facts}
    facts["proof"] = {"mail_number": flat.pop("mail_number")}
    facts["read_back"] = flat.pop("read_back") if flat.pop("spoken") else ""
    return drafts.register(draft, code, flat, actor, at=at, **facts)


@never_cache
@desk_required(*verbs.STAFF)
def received(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt of a request written down at the desk; the code is on its first showing only."""
    at = timezone.now()
    application = access.case_of(request.user, number)
    code = _unsigned(request.COOKIES.get(PAPER, ""))
    draft = drafts.find(code, at=at)
    first = draft and drafts.code_shown(draft, application, at=at)
    context = {"application": application, "code": code if first else ""}
    response = render(request, "applications/desk_received.html", context)
    response.delete_cookie(PAPER, path=reverse("desk_applications:index"))
    return response
