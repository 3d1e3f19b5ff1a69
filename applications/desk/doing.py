"""Each verb's own page: a form, and what it calls. A refusal comes back beside its field, nothing lost."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, Verb, objection
from applications import access, actions, desk_forms, outcomes, verbs
from applications.actions.replying import out_of_turn
from applications.forms import posted
from applications.models import Application


@dataclass(frozen=True)
class Page:
    """A verb, its form, and `run(application, actor, data, at)`."""

    verb: Verb
    form: type
    run: Callable
    explanation: str = ""


def _plain(action: Callable) -> Callable:
    """Runs an action with the form's fields as its keyword arguments."""
    return lambda application, actor, data, at: action(application, actor, at=at, **data)


PAGES = {
    page.verb.name: page
    for page in (
        Page(verbs.CONFIRM, desk_forms.ConfirmForm, _plain(actions.confirm), "确认以后开始计算 20 个工作日，并生成登记回执。"),
        Page(verbs.ASSIGN, desk_forms.AssignForm, _plain(actions.assign)),
        Page(
            verbs.ASK_SUPPLEMENT, desk_forms.AskSupplementForm, _plain(actions.ask_supplement),
            "只能告知一次，收到申请后 7 个工作日内发出。发出后停止计时，收到补正的次日重新起算。",
        ),
        Page(verbs.SUPPLEMENT, desk_forms.SupplementForm, _plain(actions.supplement), "补正收到后，期限重新计算。"),
        Page(
            verbs.CONSULT, desk_forms.ConsultForm, _plain(actions.consult),
            "发出以后暂停计时；对方送达后 15 个工作日内答复。同时生成告知申请人的文书。",
        ),
        Page(verbs.EXTEND, desk_forms.ExtendForm, _plain(actions.extend), "在原期限届满前决定，并告知申请人。"),
        Page(
            verbs.NOTIFY_FEE, desk_forms.FeeForm, _plain(actions.notify_fee),
            "数量、频次明显超过合理范围的才可以收；发出后停止计时，缴费的次日重新起算（第四十二条，国办函〔2020〕109号）。",
        ),
        Page(verbs.TAKE_PAYMENT, desk_forms.PaymentForm, _plain(actions.take_payment), "缴费的次日起重新计算期限。"),
        Page(verbs.ATTACH, desk_forms.AttachForm, _plain(actions.attach), "提供给申请人的文件。涉及不予公开的内容，先作区分处理。"),
        Page(verbs.APPROVE, desk_forms.NoteForm, _plain(actions.approve), "同意以后，由经办人用印、发出。"),
        Page(verbs.SEND_BACK, desk_forms.ReasonForm, _plain(actions.send_back)),
        Page(verbs.REPLY, desk_forms.ReplyForm, _plain(actions.reply), "发出以后文书不能再改，申请人可以在网上看到。"),
        Page(verbs.CLOSE, desk_forms.NoteForm, _plain(actions.close), "答复已经送达，材料归档（第四十五条）。"),
        Page(verbs.WITHDRAW, desk_forms.NoteForm, _plain(actions.withdraw), "申请人书面要求撤回的，登记后不再办理，不能恢复。"),
        Page(verbs.LIST_PUBLICLY, desk_forms.ListForm, _plain(actions.list_publicly), "只公开摘要和结果。"),
    )
}  # fmt: skip


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
    run = page.run
    return _answered(request, application, page.verb, form, run, page.explanation, at)


def _answered(request, application: Application, verb: Verb, form, run, explanation: str, at) -> HttpResponse:
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
    return _answered(
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
    answered = _answered(request, application, verbs.REISSUE, form, run, explanation, at)
    if not issued:
        return answered
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
    return _answered(request, application, verb_row, form, run, str(row), at)
