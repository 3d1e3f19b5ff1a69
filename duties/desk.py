"""The inbox of reminders and the supervisor's page."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import roles
from accounts.access import agencies_of, desk_required, roles_of
from duties.kinds import registry
from duties.models import Duty, Notice

PAGE = 30


@desk_required()
def inbox(request: HttpRequest) -> HttpResponse:
    notices = Notice.objects.filter(user=request.user).select_related("reminder__duty__agency")
    if request.GET.get("show") != "all":
        notices = notices.filter(read_at=None)
    page = Paginator(notices.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "show": request.GET.get("show", ""), "on": timezone.localdate()}
    return render(request, "duties/inbox.html", context)


@require_POST
@desk_required()
def mark_read(request: HttpRequest) -> HttpResponse:
    """Marks the ticked notices, or all that are shown when none is ticked."""
    unread = Notice.objects.filter(user=request.user, read_at=None)
    ticked = [pk for pk in request.POST.getlist("notice") if pk.isascii() and pk.isdigit()]
    (unread.filter(pk__in=ticked) if ticked else unread).update(read_at=timezone.now())
    return redirect("desk_duties:inbox")


@desk_required(roles.SUPERVISOR, roles.ADMIN)
def supervision(request: HttpRequest) -> HttpResponse:
    """Every open duty of the county: per agency and kind, late ones first."""
    on = timezone.localdate()
    agencies = agencies_of(request.user, roles.SUPERVISOR, roles.ADMIN)
    duties = Duty.objects.running().filter(agency__in=agencies).select_related("agency")
    late = Count("pk", filter=Q(due_on__lt=on))
    by_agency = duties.values("agency__name", "agency__slug").annotate(open=Count("pk"), late=late)
    by_kind = duties.values("kind").annotate(open=Count("pk"), late=late).order_by("-late", "kind")
    shown = duties
    if agency := request.GET.get("agency", "").replace("\0", ""):
        shown = shown.filter(agency__slug=agency)
    if kind := request.GET.get("kind", "").replace("\0", ""):
        shown = shown.filter(kind=kind)
    if request.GET.get("late"):
        shown = shown.filter(due_on__lt=on)
    context = {
        "on": on,
        "by_agency": by_agency.order_by("-late", "-open"),
        "by_kind": [row | {"label": registry()[row["kind"]].label} for row in by_kind],
        "page": Paginator(shown.order_by("due_on", "pk"), PAGE).get_page(request.GET.get("page")),
        "chosen": {"agency": agency, "kind": kind, "late": request.GET.get("late", "")},
        "agencies": agencies,
        "kinds": registry().values(),
        "reads_refusals": roles.SUPERVISOR in roles_of(request.user),
    }
    return render(request, "duties/supervision.html", context)
