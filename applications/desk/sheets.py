"""Sheets of a case to print: D01 and D02, the 呈批单 and the 送达回证."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import access, actions, rendering, sheets, tabling
from applications.models import Application, Letter


@desk_required(*access.SEEING)
def sheet(request: HttpRequest, number: str, kind: str, form: str) -> HttpResponse:
    """One of them as .docx or .pdf; the filled application shows who somebody is, so reading it is recorded."""
    application = access.case_of(request.user, number)
    rendering.refuse_without_font(form)
    try:
        made = _made(application, kind, Actor.of(request.user))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("desk_applications:case", number)
    body = tabling.pdf(made) if form == "pdf" else tabling.docx(made)
    return rendering.download(body, f"{made.title}（{number}）", form)


def _made(application: Application, kind: str, actor: Actor) -> sheets.Sheet:
    """Raises Refused for who may not read the applicant, Http404 while there is no reply to speak of."""
    if kind == "form":
        person = actions.reveal(application, actor, at=timezone.now(), reason="打印申请表")
        return sheets.application_form(application, sheets.person_rows(person))
    if kind == "register":
        return sheets.register(application)
    return getattr(sheets, kind)(application, _reply(application))


def _reply(application: Application) -> Letter:
    letter = application.letters.exclude(outcome="").last()
    if letter is None:
        raise Http404("还没有起草答复。")
    return letter
