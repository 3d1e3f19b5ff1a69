"""Desk: steps that ask for more than a button: a decision, what an emergency put off, a second look."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed
from publishing import actions, verbs
from publishing.access import READERS, desk_publication
from publishing.desk import detail_context, posted, steps
from publishing.forms import DecisionForm, ReassessForm


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
reassess = step("reassess", ReassessForm, actions.reassess, "已记录再次评估的结果。")
