"""更正 on the desk: the demands of the agency, one of them, its evidence, its answer (Art 41)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed, objection
from applications import access, actions, corrections, desk_forms, rendering, verbs
from applications.choices import IdKind
from applications.forms import posted
from audit.models import Entry
from publishing.characters import printable
from workdays import tables

PAGE = 30
WORDS = {
    "name": "姓名", "id_kind": "证件名称", "id_number": "证件号码", "phone": "电话", "email": "电子邮箱", "address": "通信地址",
}  # fmt: skip


def _crumbs(label: str = "") -> list[tuple]:
    return [("更正申请", reverse("desk_applications:corrections") if label else None)] + (
        [(label, None)] if label else []
    )


@desk_required(*access.SEEING)
def index(request: HttpRequest) -> HttpResponse:
    """Open demands, soonest due first; or those that are decided."""
    on, calendar = timezone.localdate(), tables.current()
    done = request.GET.get("show") == "done"
    rows = access.corrections_of(request.user).filter(state="closed" if done else "received")
    page = Paginator(rows.order_by("-answered_on" if done else "due_on", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    for row in page:
        row.left = calendar.left(on, row.due_on)
    context = {"page": page, "done": done, "params": "show=done" if done else "", "crumbs": _crumbs()}
    return render(request, "applications/corrections.html", context)


@desk_required(*access.SEEING)
@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, number: str) -> HttpResponse:
    """One demand; POST decides it."""
    row, at = access.correction_of(request.user, number), timezone.now()
    form = desk_forms.CorrectionForm(posted(request))
    message = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_correction(row, Actor.of(request.user), at=at, **form.cleaned_data)
            messages.success(request, "已办：答复更正申请。")
            return redirect("desk_applications:correction", number)
        except Refused as refusal:
            form.wrong(refusal.fields)
            message = "" if refusal.fields else refusal.message
    status = 422 if request.method == "POST" else 200
    return render(
        request, "applications/correction_case.html", _page(request, row, form, message), status=status
    )


def _page(request: HttpRequest, row, form, message: str = "", person: dict | None = None) -> dict:
    actor = Actor.of(request.user)
    if person and person.get("id_kind"):
        person = person | {"id_kind": IdKind(person["id_kind"]).label}
    return {
        "correction": row,
        "form": form,
        "message": message,
        "person": [(WORDS[name], value) for name, value in person.items()] if person else None,
        "can_decide": not objection(verbs.DECIDE_CORRECTION, row, actor),
        "can_reveal": bool(allowed([verbs.REVEAL_CORRECTION], row, actor)),
        "left": tables.current().left(timezone.localdate(), row.due_on),
        "entries": Entry.objects.about(row).order_by("-pk")[:30],
        "pdf": rendering.can_pdf(),
        "crumbs": _crumbs(row.number),
    }


@desk_required(*access.SEEING)
@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Who asks, once, with an audit entry."""
    row, reason = access.correction_of(request.user, number), printable(request.POST.get("reason", ""))
    try:
        person = actions.reveal_correction(row, Actor.of(request.user), at=timezone.now(), reason=reason)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("desk_applications:correction", number)
    form = desk_forms.CorrectionForm(None)
    return render(request, "applications/correction_case.html", _page(request, row, form, person=person))


@desk_required(*access.SEEING)
def evidence(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A piece of evidence, decrypted for this reading, which is recorded."""
    row = access.correction_of(request.user, number)
    file = get_object_or_404(row.files, pk=pk)
    try:
        body = actions.open_evidence(file, Actor.of(request.user), at=timezone.now(), reason="核对证据")
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("desk_applications:correction", number)
    headers = {"Content-Disposition": content_disposition_header(True, file.name)}
    return HttpResponse(body, content_type=file.content_type, headers=headers)


@desk_required(*access.SEEING)
def letter(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The answer as .docx or .pdf, with the full name for who may read it, which is recorded."""
    row, actor = access.correction_of(request.user, number), Actor.of(request.user)
    named = bool(allowed([verbs.REVEAL_CORRECTION], row, actor))
    if not row.result:
        return redirect("desk_applications:correction", number)
    if named:
        actions.reveal_correction(row, actor, at=timezone.now(), reason="查看文书")
    return rendering.response(corrections.letter(row, named=named), form)
