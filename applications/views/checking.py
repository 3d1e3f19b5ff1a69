"""Anybody checks a sealed copy: by its number and digest, or by the file itself, which is not kept (law.md 5.4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.address import client_network
from applications import forms, throttle
from applications.actions.storing import digest_of
from applications.forms import posted
from applications.models import Letter

TRIES, QUARTER = 10, 900
LOCKED = "核对不上的次数太多，请 15 分钟以后再试；再核对不上，等待的时间会加倍。"
NOT_FOUND = (
    "没有核对上。可能是文号或者摘要抄错了，也可能这个文件不是本平台发出的盖章件，或者发出以后被改动过"
    "（打印后再扫描、另存、截图得到的文件，摘要都会不同）。有疑问请拨打作出文书的机关的电话。"
)


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The question, and the answer: agency, kind of letter, number and day, nothing about the applicant."""
    initial = {name: request.GET.get(name, "")[:100] for name in ("number", "digest")}
    form = forms.LetterCheckForm(posted(request), request.FILES or None, initial=initial)
    found, message, status = None, "", 200
    if request.method == "POST":
        found, message, status = _checked(request, form)
    context = {
        "active": "apply",
        "crumbs": [("依申请公开", reverse("applications:start")), ("核对盖章件", None)],
        "form": form,
        "found": found,
        "message": message,
    }
    return render(request, "applications/letter_check.html", context, status=status)


def _checked(request: HttpRequest, form: forms.LetterCheckForm) -> tuple[Letter | None, str, int]:
    """(letter, sentence, status): what does not agree is counted by address, like wrong codes."""
    if not form.is_valid():
        return None, "", 422
    address = client_network(request)
    if throttle.locked("letter", address):
        return None, LOCKED, 429
    if found := _letter(form):
        return found, "", 200
    throttle.wrong("letter", address, TRIES, QUARTER)
    return None, NOT_FOUND, 404


def _letter(form: forms.LetterCheckForm) -> Letter | None:
    file = form.cleaned_data.get("file")
    digest = digest_of(file) if file else form.text("digest")
    sealed = Letter.objects.exclude(frozen_at=None).exclude(sealed_digest="").select_related("agency")
    found = sealed.filter(sealed_digest=digest)
    number = form.text("number")
    return (found.filter(number=number) if number else found).first()
