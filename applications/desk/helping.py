"""协办: what another office of the agency was asked; no name, no number of any applicant."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.roles import COWORKER
from accounts.verbs import Refused, objection
from applications import access, actions, desk_forms, verbs
from applications.forms import posted
from workdays import tables

PAGE = 30


@desk_required(COWORKER)
def index(request: HttpRequest) -> HttpResponse:
    """Unanswered first, soonest due first."""
    on, calendar = timezone.localdate(), tables.current()
    done = request.GET.get("show") == "done"
    rows = access.helps_of(request.user).filter(answered_at__isnull=not done)
    page = Paginator(rows.order_by("-answered_at" if done else "due_on", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    for row in page:
        row.left = calendar.left(on, row.due_on)
    context = {"page": page, "done": done, "params": "show=done" if done else "", "crumbs": [("协办", None)]}
    return render(request, "applications/help_index.html", context)


@desk_required(COWORKER)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The question, what the applicant wants to know, and the answer."""
    row = access.help_of(request.user, pk)
    at = timezone.now()
    on = timezone.localdate(at)
    form = desk_forms.GiveHelpForm(posted(request), application=row.application, on=on)
    actor = Actor.of(request.user)
    message = "" if row.answered_at else objection(verbs.GIVE_HELP, row.application, actor)
    if request.method == "POST" and not message and form.is_valid():
        try:
            actions.give_help(row, actor, answer=form.text("answer"), at=at)
            messages.success(request, "已答复。")
            return redirect("desk_applications:help")
        except Refused as refusal:
            message = refusal.message
    context = {
        "row": row,
        "form": form,
        "message": message,
        "left": tables.current().left(on, row.due_on),
        "crumbs": [("协办", reverse("desk_applications:help")), (row.application.number, None)],
    }
    status = 422 if request.method == "POST" and (form.errors or message) else 200
    return render(request, "applications/help_one.html", context, status=status)
