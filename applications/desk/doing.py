"""Each verb's own page: a form, and what it calls. A refusal comes back beside its field, nothing lost."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, Verb, objection
from applications import access, actions, desk_forms, outcomes, responsible, verbs
from applications.actions.replying import out_of_turn
from applications.desk.pages import PAGES
from applications.forms import posted
from applications.models import Application

# Who decides on a reply reads it on the same page.
READ_FIRST = (verbs.APPROVE, verbs.COUNTERSIGN, verbs.DECLINE, verbs.RECORD_APPROVAL, verbs.SEND_BACK)


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """One verb's form; POST does it."""
    application = access.case_of(request.user, number)
    page = PAGES.get(verb)
    if page is None:
        raise Http404
    at = timezone.now()
    form = page.form(
        posted(request), request.FILES or None, application=application, on=timezone.localdate(at)
    )
    if page.verb is verbs.READDRESS:
        form.suggest(responsible.suggested(application, at))
    run = page.run
    return answered(request, application, page.verb, form, run, page.explanation, at)


def answered(request, application: Application, verb: Verb, form, run, explanation: str, at) -> HttpResponse:
    """Draws the form or runs the verb; GET of something not allowed says why."""
    actor = Actor.of(request.user)
    message = objection(verb, application, actor)
    if request.method == "POST" and not message and form.is_valid():
        try:
            run(application, actor, dict(form.cleaned_data), at)
            messages.success(request, f"已办：{verb.label}。")
            return redirect("desk_applications:case", application.number)
        except Refused as refusal:
            message = _shown(form, refusal)
    context = {
        "application": application,
        "verb": verb,
        "form": form,
        "message": message,
        "explanation": explanation,
        "reading": application.letters.filter(frozen_at=None).first() if verb in READ_FIRST else None,
        "lacks_file": verb in (verbs.APPROVE, verbs.REPLY) and application.lacks_file(),
        "crumbs": _crumbs(application, verb.label),
    }
    return render(request, "applications/desk_do.html", context, status=_status(form, message))


def _status(form, message: str) -> int:
    return 422 if form.errors or message else 200


def _shown(form, refusal: Refused) -> str:
    """Puts a refusal beside its fields; what belongs to no field is the message above the form."""
    beside = {name: each for name, each in refusal.fields.items() if name in form.fields}
    form.wrong(beside)
    return "" if beside and len(beside) == len(refusal.fields) else refusal.message


def _crumbs(application: Application, label: str) -> list[tuple]:
    return [
        ("申请办理", reverse("desk_applications:index")),
        (application.number, reverse("desk_applications:case", args=[application.number])),
        (label, None),
    ]


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, number: str) -> HttpResponse:
    """First the kind of reply, then only what that kind needs."""
    application = access.case_of(request.user, number)
    letter = application.letters.filter(frozen_at=None).first()
    chosen = request.GET.get("outcome", "")
    if chosen not in outcomes.BY_CODE or chosen == "withdrawn":
        context = {
            "application": application,
            **_offered(application),
            "drafted": letter,
            "crumbs": _crumbs(application, "起草答复"),
            "message": objection(verbs.DRAFT, application, Actor.of(request.user)),
        }
        return render(request, "applications/desk_outcomes.html", context)
    row = outcomes.outcome(chosen)
    initial = dict(letter.data) | {"number": letter.number} if letter and letter.outcome == chosen else {}
    at = timezone.now()
    form = desk_forms.DraftForm(
        posted(request), outcome=row, application=application, on=timezone.localdate(at), initial=initial
    )
    if "responsible_unknown" in row.asks:
        form.suggest(responsible.suggested(application, at))
    return answered(
        request, application, verbs.DRAFT, form, _drafting(chosen), f"{row.name}（{row.article}）", at
    )


def _drafting(outcome: str) -> Callable:
    def run(application, actor, data, at):
        number = data.pop("number", "")
        return actions.draft(application, actor, outcome=outcome, data=data, number=number, at=at)

    return run


def _offered(application: Application) -> dict:
    """Outcomes that can be given now, under the headings of table 3; and the others, each with why not."""
    today = timezone.localdate()
    headings: dict[str, list] = {}
    closed = []
    for row in outcomes.OUTCOMES:
        if row.code == "withdrawn":
            continue
        if sentence := out_of_turn(application, row, {}, today):
            closed.append((row, sentence))
        else:
            headings.setdefault(row.group, []).append(row)
    return {"groups": list(headings.items()), "closed": closed}


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def reissue(request: HttpRequest, number: str) -> HttpResponse:
    """A new code, shown once, for somebody who lost it and proved who they are."""
    application = access.case_of(request.user, number)
    at = timezone.now()
    form = desk_forms.ReasonForm(posted(request), application=application, on=timezone.localdate(at))
    issued = []

    def run(application, actor, data, at):
        issued.append(actions.reissue(application, actor, at=at, reason=data["reason"]))

    explanation = "先核对身份证件。旧的查询码随即失效；理由写明怎样核对的。"
    page = answered(request, application, verbs.REISSUE, form, run, explanation, at)
    if not issued:
        return page
    context = {"application": application, "code": issued[0], "reissued": True}
    return render(request, "applications/desk_received.html", context)


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, number: str, pk: int, verb: str) -> HttpResponse:
    """Service of a question, or the answer to it."""
    application = access.case_of(request.user, number)
    row = get_object_or_404(application.opinions, pk=pk)
    at = timezone.now()
    kind, action, verb_row = {
        "serve": (desk_forms.ServeForm, actions.serve, verbs.SERVE),
        "answer": (desk_forms.OpinionForm, actions.take_opinion, verbs.TAKE_OPINION),
    }[verb]
    form = kind(posted(request), application=application, on=timezone.localdate(at))
    run = lambda _, actor, data, at: action(row, actor, at=at, **data)  # noqa: E731
    return answered(request, application, verb_row, form, run, str(row), at)
