"""Desk: steps that ask for more than a button: a decision, what an emergency put off, a second look."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed
from publishing import actions, comparing, findings, richtext, verbs
from publishing.access import READERS, WRITERS, desk_publication
from publishing.desk import detail_context, of_files, posted, steps
from publishing.forms import CorrectionForm, DecisionForm, ReassessForm, ScheduleForm
from publishing.records import world
from publishing.records.forms import RecordCorrectionForm
from publishing.records.steps import ReversalForm, WithdrawForm


def step(name: str, form_class, action: Callable, done: str) -> Callable:
    """A view that takes the form of one step; refused, the page shows it again with every character kept."""

    @desk_required(*READERS)
    @posted
    def view(request: HttpRequest, public_id: str) -> HttpResponse:
        publication = desk_publication(request.user, public_id)
        form, message, at = form_class(request.POST), "", timezone.now()
        actor = Actor.of(request.user)
        if form.is_valid():
            try:
                action(publication, actor, at=at, **form.cleaned_data)
            except Refused as refused:
                message = refused.message
            else:
                messages.success(request, done)
                return redirect("desk_publishing:detail", public_id)
        publication.refresh_from_db()
        context = detail_context(request, publication, message)
        can = {verb.name for verb in allowed(verbs.VERBS, publication, actor)}
        context["steps"] = steps(publication, can, at, {name: form})
        return render(request, "publishing/desk_detail.html", context, status=409)

    return view


decide = step("decide", DecisionForm, actions.decide_secrecy, "已记录主管部门的结论。")
follow_up = step("follow_up", DecisionForm, actions.follow_up, "已补办校对和审批。")
schedule = step("schedule", ScheduleForm, actions.schedule, "已定时，到时自动发布。")
decide_correction = step(
    "decide_correction", DecisionForm, actions.decide_correction, "已记录核准更正的结论。"
)
reverse_penalty = step("reverse", ReversalForm, actions.reverse_penalty, "已登记，请在 3 个工作日内撤回。")
take_back = step("take_back", WithdrawForm, actions.withdraw, "已撤回，原地址现在显示撤回说明。")
reassess = step("reassess", ReassessForm, actions.reassess, "已记录再次评估的结果。")


@desk_required(*WRITERS)
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Proposes a correction of what is public; refused, every character stays on the form."""
    publication = desk_publication(request.user, public_id)
    initial = {name: getattr(publication, name) for name in ("title", "text", "rich_text")}
    form = _correction_form(publication)(request.POST or None, initial=initial, **of_files(publication))
    message = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(publication, Actor.of(request.user), at=timezone.now(), **form.facts())
        except Refused as refused:
            message = refused.message
        else:
            messages.success(request, "更正已提出，等另一位同事核准；核准前公众看到的不变。")
            return redirect("desk_publishing:detail", public_id)
    crumbs = [("信息发布", reverse("desk_publishing:index")), ("提出更正", None)]
    context = {"publication": publication, "form": form, "message": message, "crumbs": crumbs}
    return render(request, "publishing/desk_correct.html", context)


def _correction_form(publication) -> Callable:
    if not publication.record:
        return CorrectionForm
    return partial(RecordCorrectionForm, publication=publication, on=timezone.localdate())


def _whole(version) -> str:
    return f"{version.title}\n{richtext.comparable(version.text, version.rich_text)}"


def _formatted(old, new) -> bool:
    """Whether the words are the same and what changed is the layout of a table, a link or an emphasis."""
    return old.text == new.text and old.rich_text != new.rich_text


@desk_required(*READERS)
def compare(request: HttpRequest, public_id: str, first: int, second: int) -> HttpResponse:
    """Two revisions side by side in one text: what was taken out, what was put in."""
    publication = desk_publication(request.user, public_id)
    old = get_object_or_404(publication.revisions, number=first)
    new = get_object_or_404(publication.revisions, number=second)
    crumbs = [("信息发布", reverse("desk_publishing:index")), ("比较版本", None)]
    context = {
        "publication": publication,
        "old": old,
        "new": new,
        "formatted": _formatted(old, new),
        "lines": comparing.lines(_whole(old), _whole(new)),
        "crumbs": crumbs,
    }
    return render(request, "publishing/desk_compare.html", context)


@desk_required(*READERS)
def proposed(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a correction would change."""
    publication = desk_publication(request.user, public_id)
    found = get_object_or_404(publication.corrections, state="proposed")
    corrected = actions.with_facts(publication, actions.facts_of(found))
    pair = [(one.title, world.whole_text(one), one.rich_text) for one in (publication, corrected)]
    old, new = (f"{title}\n{richtext.comparable(text, rich)}" for title, text, rich in pair)
    crumbs = [("信息发布", reverse("desk_publishing:index")), ("等待核准的更正", None)]
    context = {
        "publication": publication,
        "correction": found,
        "formatted": _formatted(publication, found) and pair[0][:2] == pair[1][:2],
        "personal": findings.of(corrected).counts,
        "lines": comparing.lines(old, new),
        "crumbs": crumbs,
    }
    return render(request, "publishing/desk_compare.html", context)
