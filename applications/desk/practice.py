"""办理口径: the figures that the statute leaves to the office, with where each comes from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.roles import ADMIN
from accounts.verbs import Refused
from applications import actions, desk_forms
from applications.forms import posted
from applications.models import Practice
from audit.models import Entry


@desk_required(ADMIN)
@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """The figures, a form to change them, and who changed what."""
    now = Practice.current()
    form = desk_forms.PracticeForm(posted(request), practice=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_practice(Actor.of(request.user), at=timezone.now(), **form.cleaned_data)
            messages.success(request, "已保存，从现在起新开始的期限按新的口径计算。")
            return redirect("desk_applications:practice")
        except Refused as refusal:
            form.wrong(refusal.fields)
    context = {
        "form": form,
        "practice": now,
        "history": [
            (
                entry,
                [(Practice._meta.get_field(name).verbose_name, *pair) for name, pair in entry.detail.items()],
            )
            for entry in Entry.objects.about(now).order_by("-pk")[:20]
        ],
        "crumbs": [("办理口径", None)],
    }
    return render(request, "applications/practice.html", context, status=422 if form.errors else 200)
