"""What the applicant says on the progress page besides a supplement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actors
from accounts.verbs import Refused
from applications import actions, offers
from applications.views import passes, tracking

ANSWERS = {
    "reasons": actions.take_reasons,
    "objection": actions.object_fee,
    "suggestion": actions.suggest,
}


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One answer; a refusal comes back with what was written."""
    application = passes.case_of(request, number)
    if application is None:
        return redirect("applications:track")
    if request.method == "GET":  # reloaded or opened again after its form came back with errors
        return redirect("applications:progress", number)
    if name not in ANSWERS:
        raise Http404
    form = offers.form(name, {}, request.POST)
    if not form.is_valid():
        return tracking.page(request, application, sent={name: form})
    try:
        ANSWERS[name](application, actors.applicant(), text=form.text("text"), at=timezone.now())
    except Refused as refusal:
        return tracking.page(request, application, sent={name: form}, message=refusal.message)
    return redirect("applications:progress", number)
