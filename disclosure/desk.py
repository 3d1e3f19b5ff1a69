"""The desk's first page: what this person has to do, soonest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import desk_required
from disclosure.queues import queues
from duties.models import Duty
from workdays.tables import current


@desk_required()
def start(request: HttpRequest) -> HttpResponse:
    """工作台: open duties by urgency; links to the rooms stand in the frame (disclosure.deskframe)."""
    on = timezone.localdate()
    duties = Duty.objects.for_user(request.user).order_by("due_on", "pk")
    return render(
        request, "disclosure/desk.html", {"queues": queues(duties, on, current()), "on": on, "duties": duties}
    )
