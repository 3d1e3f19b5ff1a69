"""The desk's first page: what is due, soonest first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import desk_required
from duties.models import Duty


@desk_required()
def start(request: HttpRequest) -> HttpResponse:
    context = {"duties": Duty.objects.for_user(request.user), "on": timezone.localdate()}
    return render(request, "disclosure/desk.html", context)
