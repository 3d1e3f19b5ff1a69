"""A request that came on paper or was spoken is written down at the desk (Art 29), each form once."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import access, desk_forms, drafts, papers, verbs
from applications.forms import posted
from applications.models import Application, Draft

PAPER = "desk-paper-form"


@never_cache
@desk_required(*verbs.STAFF)
def receive(request: HttpRequest) -> HttpResponse:
    """A clerk writes down a request that came on paper or was spoken (Art 29); each form registers once."""
    at = timezone.now()
    agencies = agencies_of(request.user, *verbs.STAFF)
    form = desk_forms.ReceiveForm(
        posted(request), request.FILES or None, on=timezone.localdate(at), agencies=agencies
    )
    draft, code = _paper_of(request, at)
    message = ""
    if request.method == "POST" and draft is None:
        message = "这张表打开得太久，没有登记。内容都还在，核对后再点一次“登记”。"
        draft, code = drafts.begin({}, at=at)
        form.keep_papers(draft, code)
    elif request.method == "POST" and not draft.submitted_id:
        form.keep_papers(draft, code)
    if request.method == "POST" and not message and (draft.submitted_id or form.is_valid()):
        try:
            return _registered(draft, code, form, Actor.of(request.user), at)
        except Refused as refusal:
            message = refusal.message
            form.wrong({name: each for name, each in refusal.fields.items() if name in form.fields})
    if draft is None:
        draft, code = drafts.begin({}, at=at)
    crumbs = [("登记纸质申请", None)]
    token = signing.dumps(code, salt=PAPER)
    context = {"form": form, "message": message, "crumbs": crumbs, "token": token}
    context["papers"] = papers.by_kind(draft)
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
