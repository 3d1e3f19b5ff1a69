"""The desk's import of records: an empty table to fill, the rows as they were read with what is wrong, then the drafts."""

import io
import json

import xlsxwriter
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import agencies_of, desk_required
from accounts.actors import Actor
from accounts.verbs import Refused
from catalog.importing.grid import Unreadable
from publishing import files
from publishing.access import WRITERS
from publishing.records import desk, importing
from publishing.records.kinds import CHOICE, DATE, Record
from publishing.records.tables import ENDS_ON, Row


class SendForm(forms.Form):
    """A table as a file, or pasted, and whose records they are."""

    agency = forms.ModelChoiceField(label="发布机关", queryset=None, empty_label=None)
    file = forms.FileField(
        label="表格文件", required=False, help_text=".xlsx、.docx、.csv、.html，最大 20 MB，一次最多 500 条"
    )
    text = forms.CharField(
        label="或者粘贴表格",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="从 Excel 复制，连表头一起粘贴。",
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["agency"].queryset = agencies_of(user, *WRITERS)

    def clean(self) -> dict:
        data = super().clean()
        if not data.get("file") and not (data.get("text") or "").strip() and "file" not in self.errors:
            self.add_error("file", "选择一个文件，或者把表格粘贴到下面")
        return data

    def rows(self, record: Record) -> list[Row]:
        if file := self.cleaned_data["file"]:
            return importing.rows_of(record, file.name, file.read())
        return importing.rows_of(record, "粘贴的表格.txt", self.cleaned_data["text"].encode())


@desk_required(*WRITERS)
def bring(request: HttpRequest, name: str) -> HttpResponse:
    """Send a table, look at every row, write the good ones. What was read travels with the page: nothing is kept."""
    record = desk.kind_of(name)
    form = SendForm(request.POST or None, request.FILES or None, user=request.user)
    context = {"record": record, "crumbs": desk.crumbs(record, "从表格导入"), "form": form, "message": ""}
    if request.method == "POST" and "rows" in request.POST:
        return _written(request, record, form, context)
    if request.method == "POST" and form.is_valid():
        try:
            context |= _looked_at(record, form.rows(record), form.cleaned_data["agency"])
        except Unreadable as error:
            context["message"] = error.message
    return render(request, "publishing/desk_record_import.html", context)


def _looked_at(record: Record, rows: list[Row], agency) -> dict:
    checked = importing.check(record, rows, agency, timezone.localdate())
    return {
        "agency": agency,
        "checked": checked,
        "bad": [row for row in checked if row.problems],
        "known": sum(row.known and not row.problems for row in checked),
        "good": sum(row.good for row in checked),
        "rows_json": json.dumps([[row.number, row.raw] for row in rows], ensure_ascii=False),
    }


def _written(request: HttpRequest, record: Record, form: SendForm, context: dict) -> HttpResponse:
    """Checked anew: what comes back from the page is worth no more than what is typed."""
    form.fields["file"].required = False
    agency = form.fields["agency"].queryset.filter(pk=_number(request.POST.get("agency"))).first()
    rows = _rows(request.POST.get("rows", ""))
    if agency is None or not rows:
        context["message"] = "页面上的内容不完整，请重新上传表格。"
        context["form"] = SendForm(user=request.user)
        return render(request, "publishing/desk_record_import.html", context)
    try:
        made = importing.bring_in(record, rows, Actor.of(request.user), agency=agency, at=timezone.now())
    except Refused as refused:
        context |= {"message": refused.message, "form": SendForm(user=request.user)}
        return render(request, "publishing/desk_record_import.html", context, status=409)
    desk.saved(request, len(made))
    return redirect("desk_publishing:records", record.name)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _rows(text: str) -> list[Row]:
    try:
        pairs = json.loads(text)
        return [
            Row(int(number), {str(key): str(value) for key, value in raw.items()})
            for number, raw in pairs[: importing.tables.MOST_ROWS]
        ]
    except (ValueError, TypeError, AttributeError):
        return []


@require_safe
@desk_required(*WRITERS)
def empty_table(request: HttpRequest, name: str) -> HttpResponse:
    """An .xlsx with the headings, what is needed, and the words of each choice to pick from."""
    record = desk.kind_of(name)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(record.label)
        bold, wrap = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
        for place, field in enumerate((*record.fields, ENDS_ON)):
            wanted = field.required or (field is ENDS_ON and record.wants_end)
            sheet.write_string(0, place, f"{field.heading}{'*' if wanted else ''}", bold)
            sheet.write_string(1, place, _told(field, place), wrap)
            sheet.set_column(place, place, 18)
            if field.type == CHOICE:
                labels = [label for _, label in field.choices]
                if sum(map(len, labels)) < 200:
                    sheet.data_validation(2, place, 500, place, {"validate": "list", "source": labels})
        sheet.freeze_panes(1, 0)
    response = HttpResponse(out.getvalue(), content_type=files.CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{record.name}.xlsx"'
    return response


def _told(field, place: int) -> str:
    """The second row explains; its first cell marks it as such, so that the import passes over it."""
    words = field.help or ("例如 2026-03-05" if field.type == DATE or field is ENDS_ON else "")
    if field.type == CHOICE:
        words = "；".join(label for _, label in field.choices)
    return f"填写说明：带 * 的必填。{words}" if place == 0 else words
