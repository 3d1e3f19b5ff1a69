"""更正 on the desk: the demands of the agency, one of them, its evidence, its answer (Art 41)."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused, allowed, objection
from applications import access, actions, corrections, desk_forms, rendering, sealer, verbs
from applications.choices import IdKind
from applications.forms import posted
from applications.models import Correction
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
    context = {"can_receive": agencies_of(request.user, *verbs.STAFF).exists()}
    context |= {"page": page, "done": done, "params": "show=done" if done else "", "crumbs": _crumbs()}
    return render(request, "applications/corrections.html", context)


@never_cache
@desk_required(*verbs.STAFF)
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """A clerk enters one that came on paper; each form once, its code shown with the answer."""
    agencies = agencies_of(request.user, *verbs.STAFF)
    form = desk_forms.PaperCorrectionForm(
        posted(request), request.FILES or None, on=timezone.localdate(), agencies=agencies
    )
    uid, code = corrections.opened_token(request.POST.get("token", ""))
    message, status = "", 200
    if request.method == "POST":
        row, message, status = _entered(request, form, uid, code)
        if row:
            context = {"correction": row, "code": code, "crumbs": _crumbs(row.number)}
            return render(request, "applications/correction_entered.html", context)
    context = {"form": form, "message": message, "token": corrections.token(uid, code)}
    context["crumbs"] = _crumbs("登记纸质更正申请")
    return render(request, "applications/correction_new.html", context, status=status)


def _entered(request: HttpRequest, form, uid, code: str) -> tuple[Correction | None, str, int]:
    if again := access.corrections_of(request.user).filter(uid=uid).first():
        return again, "", 200
    if not form.is_valid():
        return None, "", 422
    data = dict(form.cleaned_data)
    facts = {"agency": data.pop("agency"), "channel": data.pop("channel"), "on": data.pop("received_on")}
    facts |= {"uid": uid, "code": code, "at": timezone.now(), "actor": Actor.of(request.user)}
    try:
        return actions.receive_correction(data, form.taken["evidence"], **facts)[0], "", 200
    except Refused as refusal:
        renamed = {"received_on" if name == "on" else name: each for name, each in refusal.fields.items()}
        form.wrong(renamed)
        return None, refusal.message, 422


@desk_required(*access.SEEING)
@require_POST
def seal(request: HttpRequest, number: str) -> HttpResponse:
    """The sealed copy of the answer: a file, or the county's e-seal service."""
    row, at, actor = access.correction_of(request.user, number), timezone.now(), Actor.of(request.user)
    try:
        if "e_seal" in request.POST:
            actions.e_seal_correction(row, actor, at=at)
        elif file := request.FILES.get("file"):
            actions.seal_correction(row, actor, file=file, at=at)
        else:
            raise Refused("选择盖章件。")
        messages.success(request, "已办：更正告知书已盖章。")
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("desk_applications:correction", number)


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
        "can_reveal": not row.identity_erased_at and bool(allowed([verbs.REVEAL_CORRECTION], row, actor)),
        "can_reissue": not row.identity_erased_at and bool(allowed([verbs.REISSUE_CORRECTION], row, actor)),
        "letter": row.letter,
        "sealed_copy": row.sealed_copy(),
        "can_seal": bool(allowed([verbs.SEAL_CORRECTION], row, actor)),
        "can_e_seal": sealer.available(),
        "left": tables.current().left(timezone.localdate(), row.due_on),
        "entries": Entry.objects.about(row).order_by("-pk")[:30],
        "pdf": rendering.can_pdf(),
        "crumbs": _crumbs(row.number),
    }


@desk_required(*access.SEEING)
@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Who asks, once, with an audit entry."""
    row = access.correction_of(request.user, number)
    person = _with_reason(request, actions.reveal_correction, row)
    if person is None:
        return redirect("desk_applications:correction", number)
    form = desk_forms.CorrectionForm(None)
    return render(request, "applications/correction_case.html", _page(request, row, form, person=person))


@desk_required(*access.SEEING)
@require_POST
def reissue(request: HttpRequest, number: str) -> HttpResponse:
    """A new code, shown once, for somebody who lost it and proved who they are."""
    row = access.correction_of(request.user, number)
    code = _with_reason(request, actions.reissue_correction, row)
    if code is None:
        return redirect("desk_applications:correction", number)
    context = {"correction": row, "code": code, "reissued": True, "crumbs": _crumbs(number)}
    return render(request, "applications/correction_entered.html", context)


def _with_reason(request: HttpRequest, action: Callable, row: Correction):
    """What an action that wants a reason gives; None when it is refused, which the next page says."""
    reason = printable(request.POST.get("reason", ""))
    try:
        return action(row, Actor.of(request.user), at=timezone.now(), reason=reason)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return None


@desk_required(*access.SEEING)
def evidence(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A piece of evidence, decrypted for this reading, which is recorded."""
    row = access.correction_of(request.user, number)
    file = get_object_or_404(row.files, pk=pk)
    if not file.key_id:
        return FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name)
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
    if row.letter is None:
        return redirect("desk_applications:correction", number)
    if named and not row.identity_erased_at:
        actions.reveal_correction(row, actor, at=timezone.now(), reason="查看文书")
    return rendering.response(corrections.letter(row, named=named), form)
