"""更正: asking an agency to correct one's own record (Art 41), and its progress by number and code."""

from uuid import UUID

from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actors
from accounts.address import client_network
from accounts.verbs import Refused
from applications import actions, corrections, forms, identity, rendering, throttle
from applications.forms import posted
from applications.models import Correction

LETTER, READ = "correction-letter", 2 * 3600
SENT_AN_HOUR, TRIES, QUARTER = 10, 10, 900
WRONG = "编号或者查询码不对，核对后再试。忘了查询码，可以拨打受理机关的电话。"


def _crumbs(*more: tuple) -> list[tuple]:
    return [("依申请公开", reverse("applications:start")), *more]


@never_cache
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest) -> HttpResponse:
    """The form; what was sent once is one demand, however often the browser sends it."""
    form = forms.CorrectionForm(posted(request), request.FILES or None, on=timezone.localdate())
    uid, code = corrections.opened_token(request.POST.get("token", ""))
    message, status = "", 200
    if request.method == "POST":
        row, message, status = _received(request, form, uid, code)
        if row:
            context = {
                "correction": row,
                "code": code,
                "crumbs": _crumbs(("更正申请", None)),
                "active": "apply",
            }
            return render(request, "applications/correction_sent.html", context)
    token = corrections.token(uid, code)
    context = {"form": form, "message": message, "token": token, "active": "apply"}
    context["crumbs"] = _crumbs(("更正本人信息", None))
    return render(request, "applications/correction.html", context, status=status)


def _received(request: HttpRequest, form, uid: UUID, code: str) -> tuple[Correction | None, str, int]:
    if again := Correction.objects.filter(uid=uid).first():
        return again, "", 200
    if not form.is_valid() or request.POST.get("website"):
        return None, "", 422
    address = client_network(request)
    if throttle.exhausted("correction", address, SENT_AN_HOUR):
        return None, "提交得太频繁，请一小时以后再试，或者拨打受理机关的电话。", 429
    throttle.count("correction", address, 3600)
    data = dict(form.cleaned_data)
    agency = data.pop("agency")
    try:
        row, _ = actions.receive_correction(
            data,
            form.taken["evidence"],
            agency=agency,
            actor=actors.applicant(),
            at=timezone.now(),
            uid=uid,
            code=code,
        )
    except Refused as refusal:
        form.wrong(refusal.fields)
        return None, refusal.message, 422
    return row, "", 200


@never_cache
@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Number and code; the progress stands on the answer itself, nothing of it in an address."""
    form = forms.TrackForm(posted(request))
    row, status = None, 200
    if request.method == "POST":
        row, sentence, status = _looked_up(request, form)
        if sentence and not form.errors:
            form.add_error("code", sentence)
    if row is None:
        context = {"form": form, "active": "apply", "crumbs": _crumbs(("查询更正进度", None))}
        return render(request, "applications/correction_track.html", context, status=status)
    context = {
        "correction": row,
        "late": row.state == "received" and row.due_on < timezone.localdate(),
        "letter": corrections.letter(row, named=True),
        "token": signing.dumps(str(row.uid), salt=LETTER),
        "pdf": rendering.can_pdf(),
        "active": "apply",
        "crumbs": _crumbs(("查询更正进度", reverse("applications:correction_track")), (row.number, None)),
    }
    return render(request, "applications/correction_progress.html", context)


def _looked_up(request: HttpRequest, form) -> tuple[Correction | None, str, int]:
    if not form.is_valid():
        return None, "", 422
    address, number = client_network(request), form.text("number").upper()
    if throttle.locked("code", address):
        return None, "输错的次数太多，请 15 分钟以后再试；再输错，等待的时间会加倍。", 429
    found = Correction.objects.select_related("agency").filter(
        code_hash=identity.code_hash(form.text("code"))
    )
    row = (found.filter(number=number) if number else found).first()
    if row is None:
        throttle.wrong("code", address, TRIES, QUARTER)
        return None, WRONG, 404
    return row, "", 200


@never_cache
@require_safe
def letter(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """The answer as .docx or .pdf, or its sealed copy, for two hours after the code was given."""
    try:
        uid = signing.loads(token, salt=LETTER, max_age=READ)
    except signing.BadSignature:
        raise Http404 from None
    row = get_object_or_404(Correction.objects.exclude(letters=None), uid=uid)
    if form != "sealed":
        return rendering.response(corrections.letter(row, named=True), form)
    if (copy := row.sealed_copy()) is None:
        raise Http404("盖章件还没有附上。")
    return FileResponse(copy.file.open("rb"), as_attachment=True, filename=copy.name)
