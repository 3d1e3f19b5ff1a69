"""放假安排: an administrator loads a year's notice, sees first which days and duties it moves, then confirms."""

from datetime import date
from typing import NamedTuple

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts import roles
from accounts.access import desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from duties import actions
from workdays.builtin import NoticeFacts
from workdays.csvfile import BadTable, YearTable, decoded, read_table
from workdays.models import Day, HolidayNotice

SALT = "holiday-notice"
KEPT = 3600  # seconds for which a preview can be confirmed
SHOWN = 200


class NoticeForm(forms.Form):
    """The table, and where it comes from."""

    use_required_attribute = False
    file = forms.FileField(
        label="放假安排（CSV）",
        help_text="三列 date,is_workday,name；每行一天：2027-02-06,0,春节 是放假，2027-02-20,1,春节 是调休上班。",
        error_messages={"required": "选择放假安排的 CSV 文件", "empty": "文件是空的"},
    )
    number = forms.CharField(label="发文字号", required=False, max_length=60)
    source = forms.CharField(
        label="来源", max_length=300, help_text="网址或者文件名，写明这份安排从哪里来",
        error_messages={"required": "写明来源"},
    )  # fmt: skip
    published_on = forms.DateField(
        label="公布日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "日期写成 2026-11-05 的样子"},
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_file(self) -> str:
        try:
            text = decoded(self.cleaned_data["file"].read())
            read_table(text)
        except BadTable as bad:
            raise forms.ValidationError(bad.problems) from None
        return text


class Load(NamedTuple):
    """What was uploaded, as it travels signed from the preview to the confirmation."""

    text: str
    number: str
    source: str
    published_on: str

    @property
    def table(self) -> YearTable:
        return read_table(self.text)

    @property
    def facts(self) -> NoticeFacts:
        return NoticeFacts(
            title=f"国务院办公厅关于{self.table.year}年部分节假日安排的通知",
            number=self.number,
            source=self.source,
            published_on=date.fromisoformat(self.published_on) if self.published_on else None,
        )


@desk_required(roles.ADMIN)
def holidays(request: HttpRequest) -> HttpResponse:
    """The years that are known; upload, preview, confirm."""
    if request.method == "POST" and "token" in request.POST:
        return _loaded(request)
    form = NoticeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        day = data["published_on"]
        load = Load(data["file"], data["number"], data["source"], day.isoformat() if day else "")
        return _answered(request, load, dry_run=True)
    return _page(request, form=form, status=422 if form.errors else 200)


def _loaded(request: HttpRequest) -> HttpResponse:
    try:
        load = Load(*signing.loads(request.POST["token"], salt=SALT, max_age=KEPT))
    except signing.BadSignature:
        return _page(request, message="预览已经超过一小时，请重新选择文件。", status=422)
    return _answered(request, load, dry_run=False)


def _answered(request: HttpRequest, load: Load, *, dry_run: bool) -> HttpResponse:
    actor, at = Actor.of(request.user), timezone.now()
    try:
        answer = actions.load_holidays(load.table, load.facts, actor, at=at, dry_run=dry_run)
    except Refused as refusal:
        return _page(request, message=refusal.message, status=403)
    moved = [row for row in answer["moved"] if row["kind"] != "application" or row.get("problem")]
    return _page(
        request,
        answer=answer,
        year=answer["years"][0],
        moved=[_dated(row) for row in moved[:SHOWN]],
        more=max(0, len(moved) - SHOWN),
        days=[row | {"day": date.fromisoformat(row["date"])} for row in answer["days"]],
        token=signing.dumps(list(load), salt=SALT, compress=True) if dry_run else "",
    )


def _dated(row: dict) -> dict:
    was, now = (date.fromisoformat(row[key]) if row[key] != "None" else None for key in ("was", "now"))
    return row | {"was": was, "now": now}


def _page(request: HttpRequest, *, form=None, message: str = "", status: int = 200, **found) -> HttpResponse:
    notices = HolidayNotice.objects.order_by("-year", "-loaded_at", "-pk")
    context = {
        "form": form or NoticeForm(),
        "message": message,
        "notices": notices,
        "counts": Day.objects.count(),
        "crumbs": [("放假安排", None)],
        **found,
    }
    return render(request, "duties/holidays.html", context, status=status)
