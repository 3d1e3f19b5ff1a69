"""What the forms of the desk share: dates, long texts, a form about one request."""

from datetime import date
from typing import NamedTuple

from django import forms

from applications.forms import StepForm
from applications.models import Application
from applications.responsible import Suggestion


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: str, hint: str = "", *, required: bool = True) -> forms.DateField:
    """A date field; its sentences say how to write it."""
    messages = {"required": f"填写{label}", "invalid": "日期写成 2026-03-02 的样子"}
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=DayInput(), error_messages=messages
    )


def long_text(
    label: str, hint: str = "", *, required: bool = True, rows: int = 4, most: int = 5000
) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=most, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": f"写明{label}", "max_length": f"{label}最多 {most} 字"},
    )  # fmt: skip


class Section(NamedTuple):
    """Fields drawn together. `when` says at which answer they are asked ("field=value|value", "" for always);
    `folded` ones stand behind their title until it is opened, `opened` when something is in them."""

    title: str
    when: str
    fields: list
    folded: bool = False
    opened: bool = False


class VerbForm(StepForm):
    """A form about one request."""

    def __init__(self, *args, application: Application, on: date, **kwargs) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.application = application
        if "on" in self.fields and not self.is_bound:
            self.initial.setdefault("on", on)

    def choose(self, name: str, suggestion: Suggestion | None) -> None:
        """Which agency is responsible (Art 10): chosen beforehand unless it is the one that has the request; why stands beside it."""
        if suggestion is None:
            return
        field = self.fields[name]
        own = "本机关像是自己负责：" if suggestion.own else ""
        field.help_text = f"{own}{suggestion.why}{field.help_text}"
        if not suggestion.own and not self.initial.get(name):
            self.initial[name] = suggestion.agency.slug

    def sections(self) -> list[Section]:
        """The fields in the order and parts in which they are drawn."""
        return [Section("", "", list(self))]


class PlainForm(VerbForm):
    """Nothing to fill in: only the button."""


class NoteForm(VerbForm):
    note = long_text("意见", required=False, rows=2)


class ReasonForm(VerbForm):
    reason = long_text("理由", rows=3)
