"""The progress of a request: by number and code, without an account."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actors
from accounts.address import client_network
from accounts.verbs import Refused
from applications import actions, forms, groups, offers, progress, rendering, throttle
from applications.choices import FOR_APPLICANTS
from applications.forms import posted
from applications.models import Application, Letter
from applications.views import passes
from publishing.characters import printable
from workdays import tables

TRIES, QUARTER = 10, 900
WRONG = "编号或者查询码不对，核对后再试。忘了查询码，可以拨打受理机关的电话。"


@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """The question: number and code, or the code alone."""
    form = forms.TrackForm(posted(request), initial={"number": request.GET.get("number", "")[:30]})
    status = 200
    if request.method == "POST":
        application, sentence, status = _looked_up(request, form)
        if application:
            response = redirect("applications:progress", application.number)
            passes.keep_case(response, application)
            return response
        if sentence and not form.errors:
            form.add_error("code", sentence)
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", reverse("applications:start")), ("查询进度", None)],
        "form": form,
    }
    return render(request, "applications/track.html", context, status=status)


def _looked_up(request: HttpRequest, form) -> tuple[Application | None, str, int]:
    """(request, sentence, status): wrong codes are counted by address and by number."""
    if not form.is_valid():
        return None, "", 422
    address, number = client_network(request), form.text("number").upper()
    if throttle.locked("code", address) or number and throttle.locked("number", number):
        return (
            None,
            "输错的次数太多，请 15 分钟以后再试；再输错，等待的时间会加倍。急用的，请拨打受理机关的电话。",
            429,
        )
    application = groups.with_code(form.text("code"), number)
    if application is None:
        throttle.wrong("code", address, TRIES, QUARTER)
        if number:
            throttle.wrong("number", number, TRIES, QUARTER)
        return None, WRONG, 404
    return application, "", 302


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Ends the query, for the next person at this computer."""
    response = redirect("applications:track")
    passes.drop_case(response)
    passes.drop_draft(response)
    return response


def _case(request: HttpRequest, number: str) -> Application | None:
    return passes.case_of(request, number)


@never_cache
def show(request: HttpRequest, number: str) -> HttpResponse:
    """State, due day and how it was counted, stages, events, letters, what the applicant may do."""
    application = _case(request, number)
    if application is None:
        return redirect(f"{reverse('applications:track')}?number={number}")
    return page(request, application)


def page(
    request: HttpRequest, application: Application, *, form=None, message: str = "", sent: dict | None = None
) -> HttpResponse:
    """The progress page; `form`, `sent` and `message` are of something that was just refused."""
    on, calendar = timezone.localdate(), tables.current()
    context = progress.page(application, calendar, on)
    context |= {
        "offers": offers.offers(application, context["clock"], calendar, sent or {}),
        "active": "apply",
        "crumbs": [
            ("依申请公开", reverse("applications:start")),
            ("查询进度", reverse("applications:track")),
            (application.number, None),
        ],
        "form": form or forms.SupplementForm(),
        "message": message,
    }
    return render(
        request, "applications/progress.html", context, status=422 if form or sent or message else 200
    )


@never_cache
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant's supplement."""
    application = _case(request, number)
    if application is None:
        return redirect("applications:track")
    if request.method == "GET":  # reloaded or opened again after its form came back with errors
        return redirect("applications:progress", number)
    form = forms.SupplementForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, application, form=form)
    try:
        given = {"text": form.text("text"), "files": form.taken["files"]}
        actions.supplement(application, actors.applicant(), at=timezone.now(), **given)
    except Refused as refusal:
        return page(request, application, message=refusal.message)
    return redirect("applications:progress", number)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant no longer wants it."""
    application = _case(request, number)
    if application is None:
        return redirect("applications:track")
    if request.method == "GET":  # reloaded or opened again after its form came back with errors
        return redirect("applications:progress", number)
    try:
        note = printable(request.POST.get("note", ""))[:500]
        actions.withdraw(application, actors.applicant(), at=timezone.now(), note=note)
    except Refused as refusal:
        return page(request, application, message=refusal.message)
    return redirect("applications:progress", number)


def _letter(request: HttpRequest, number: str, pk: int) -> Letter:
    application = _case(request, number)
    if application is None:
        raise Http404
    return get_object_or_404(progress.letters_for_applicant(application), pk=pk)


@never_cache
def letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A letter as a page."""
    letter = _letter(request, number, pk)
    context = {
        "active": "apply",
        "crumbs": [
            ("依申请公开", reverse("applications:start")),
            (number, reverse("applications:progress", args=[number])),
            (letter.title, None),
        ],
        "application": letter.application,
        "letter": letter,
        "pdf": rendering.can_pdf(),
    }
    return render(request, "applications/letter.html", context)


@never_cache
def letter_file(request: HttpRequest, number: str, pk: int, form: str) -> HttpResponse:
    """The same letter as .docx or .pdf."""
    return rendering.response(_letter(request, number, pk), form)


@never_cache
def attachment(request: HttpRequest, number: str, pk: int) -> FileResponse:
    """A file that came with a letter."""
    application = _case(request, number)
    if application is None:
        raise Http404
    found = application.attachments.filter(
        letter__in=progress.letters_for_applicant(application), kind__in=FOR_APPLICANTS
    )
    row = get_object_or_404(found, pk=pk)
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
