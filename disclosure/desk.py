"""The desk's first page: what waits for this person, what they may start, and their duties, soonest first."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import Reach, desk_required
from accounts.models import User
from disclosure.queues import queues
from disclosure.waiting import pressing, waiting_of
from duties.models import Duty
from publishing.access import WRITERS, desk_publications
from publishing.models import Publication
from workdays.tables import current


@desk_required()
def start(request: HttpRequest) -> HttpResponse:
    """工作台: what waits, then open duties by urgency; links to the rooms stand in the frame (disclosure.deskframe)."""
    on = timezone.localdate()
    duties = named(Duty.objects.for_user(request.user).order_by("due_on", "pk"), request.user)
    waiting = waiting_of(request)
    context = {
        "waiting": [queue for queue in waiting if queue.rows],
        "nothing": [queue.label for queue in waiting if not queue.rows and queue.pressing],
        "pressing": pressing(waiting),
        "writes": Reach(request.user).holds(WRITERS),
        "queues": queues(duties, on, current()),
        "on": on,
        "duties": duties,
        "provisional": any(duty.provisional for duty in duties),
    }
    return render(request, "disclosure/desk.html", context)


def named(duties: Iterable[Duty], user: User) -> list[Duty]:
    """Duties about publications by their titles and addresses: what a label, which goes out by mail, leaves out."""
    duties = list(duties)
    kind = Publication._meta.label_lower
    keys = {int(duty.subject_id) for duty in duties if duty.subject_type == kind}
    rows = desk_publications(user).select_related(None).only("title", "public_id").filter(pk__in=keys)
    found = {str(row.pk): row for row in rows} if keys else {}
    for duty in duties:
        if duty.subject_type == kind and (publication := found.get(duty.subject_id)):
            duty.label = publication.title
            duty.url = duty.url or reverse("desk_publishing:detail", args=[publication.public_id])
    return duties
