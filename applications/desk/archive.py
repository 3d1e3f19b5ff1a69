"""The archive on the desk: one closed case, or a year of an agency, as a zip that is sent while it is made."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django import forms as fields
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import access, actions, archiving, verbs, zipping
from applications.forms import StepForm, posted
from applications.models import Application


class YearForm(StepForm):
    """Which agency's cases of which year."""

    def __init__(self, *args, agencies, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = fields.ModelChoiceField(
            label="机关", queryset=agencies, empty_label=None,
            error_messages={"required": "选择机关", "invalid_choice": "选择列表中的一个机关"},
        )  # fmt: skip
        self.fields["year"] = fields.IntegerField(
            label="申请编号的年份", min_value=2008, max_value=2999,
            error_messages={"required": "填写年份", "invalid": "年份写成 2026 的样子", "min_value": "年份太早",
                            "max_value": "年份太晚"},
        )  # fmt: skip


@desk_required(*access.SEEING)
@require_POST
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The papers of one closed case."""
    application = access.case_of(request.user, number)
    at = timezone.now()
    try:
        application = actions.archive(application, Actor.of(request.user), at=at)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("desk_applications:case", number)
    return _sent(archiving.pieces(application), f"{number}归档材料.zip", at)


@desk_required(*verbs.STAFF)
@require_http_methods(["GET", "POST"])
def year(request: HttpRequest) -> HttpResponse:
    """The papers of every closed case of a year."""
    at = timezone.now()
    agencies = agencies_of(request.user, *verbs.STAFF)
    form = YearForm(posted(request), agencies=agencies, initial={"year": timezone.localdate(at).year})
    message = ""
    if request.method == "POST" and form.is_valid():
        agency, number = form.cleaned_data["agency"], form.cleaned_data["year"]
        try:
            found = actions.archive_year(agency, number, Actor.of(request.user), at=at)
            return _sent(
                _batch(found, f"{agency.name}　{number} 年"), f"{agency.name}{number}年归档材料.zip", at
            )
        except Refused as refusal:
            message = refusal.message
    crumbs = [("申请办理", reverse("desk_applications:index")), ("归档", None)]
    context = {"form": form, "message": message, "crumbs": crumbs}
    return render(
        request, "applications/desk_archive.html", context, status=422 if form.errors or message else 200
    )


def _batch(found: list[Application], title: str) -> Iterator[archiving.Piece]:
    lines = []
    for application in found:
        for piece in archiving.pieces(application):
            lines.append(piece.line())
            yield piece
    yield from archiving.index(lines, "", title)


def _sent(pieces: Iterable[archiving.Piece], name: str, at: datetime) -> StreamingHttpResponse:
    response = StreamingHttpResponse(zipping.stream(pieces, at), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
