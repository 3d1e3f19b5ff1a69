"""What readers search for, for those who write and publish."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts import roles
from accounts.access import desk_required
from search import asked

READERS = (roles.EDITOR, roles.REVIEWER, roles.HEAD, roles.SUPERVISOR, roles.ADMIN)
SPANS = (7, 30, 365)  # days


@desk_required(*READERS)
def searches(request: HttpRequest) -> HttpResponse:
    """The wordings asked most, and those that found nothing, over the last days."""
    chosen = request.GET.get("days", "")
    days = int(chosen) if chosen in map(str, SPANS) else 30
    since = timezone.localdate() - timedelta(days=days)
    context = {
        "spans": [(span, span == days) for span in SPANS],
        "most": asked.most(since),
        "nothing": asked.most(since, nothing=True),
        "fewest": asked.FEWEST,
    }
    return render(request, "search/desk_searches.html", context)
