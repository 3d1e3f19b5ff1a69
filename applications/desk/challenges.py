"""Reviews and court cases on the desk: the list, the answer, the result."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import desk_required
from applications import access, actions, desk_forms, verbs
from applications.choices import ChallengeKind
from applications.desk.doing import answered
from applications.forms import posted
from applications.models import Challenge
from workdays import tables

PAGE = 30
VERBS = {
    "answer": (desk_forms.AnswerChallengeForm, actions.answer_challenge, verbs.ANSWER_CHALLENGE),
    "renew": (desk_forms.RenewForm, actions.renew, verbs.RENEW),
    "result": (desk_forms.ResultForm, actions.record_result, verbs.RECORD_RESULT),
}


@desk_required(*access.SEEING)
def index(request: HttpRequest) -> HttpResponse:
    """Every review and suit of the agencies in which the person works, what must be answered first."""
    on, calendar = timezone.localdate(), tables.current()
    rows = Challenge.objects.filter(application__in=access.cases_of(request.user))
    tabs = [
        ("open", "未审结", rows.filter(result="")),
        ("answer", "待答复、答辩", rows.filter(result="", answered_on=None)),
        *((kind.value, kind.label, rows.filter(kind=kind)) for kind in ChallengeKind),
        ("done", "已审结", rows.exclude(result="")),
    ]
    name, label, found = next((tab for tab in tabs if tab[0] == request.GET.get("tab")), tabs[0])
    ordered = found.select_related("application__agency").order_by("answered_on", "answer_by", "-pk")
    page = Paginator(ordered, PAGE).get_page(request.GET.get("page"))
    for row in page:
        waiting = row.answer_by and not row.answered_on and not row.result
        row.left = calendar.left(on, row.answer_by) if waiting else None
    context = {
        "tabs": [(key, title, each.count()) for key, title, each in tabs],
        "chosen": name,
        "label": label,
        "page": page,
        "params": f"tab={name}",
        "crumbs": [("申请办理", reverse("desk_applications:index")), ("复议、诉讼", None)],
    }
    return render(request, "applications/desk_challenges.html", context)


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, number: str, pk: int, verb: str) -> HttpResponse:
    """The agency's answer to a challenge, or how it ended."""
    application = access.case_of(request.user, number)
    row = get_object_or_404(application.challenges, pk=pk)
    at = timezone.now()
    kind, action, verb_row = VERBS[verb]
    form = kind(posted(request), application=application, on=timezone.localdate(at))
    run = lambda _, actor, data, at: action(row, actor, at=at, **data)  # noqa: E731
    explanation = f"{row.get_kind_display()}　{row.body}　{row.served_on:%Y-%m-%d} 收到副本"
    return answered(request, application, verb_row, form, run, explanation, at)
