"""The desk's form of a typed record, made of its declaration; what is wrong is said by publishing.records.values alone."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from django import forms

from agencies.models import Agency
from publishing.columns import for_kind
from publishing.forms import CorrectionForm, DateInput, TextForm
from publishing.models import Publication
from publishing.records import values, world
from publishing.records.kinds import AGENCY, CHOICE, DATE, LONG, NUMBER, Field, Record

PREFIX = "f_"


def _made(field: Field, held: Mapping | None = None) -> forms.Field:
    """Takes anything that can be typed: nothing is lost, and one place says what is wrong with it."""
    made = forms.CharField(label=field.heading, required=False, strip=False, help_text=field.help)
    made.demanded = field.required
    if field.type == LONG:
        made.widget = forms.Textarea(attrs={"rows": 4})
    elif field.type == DATE:
        made.widget = DateInput()
    elif field.type == NUMBER:
        made.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    elif field.type == CHOICE:
        made.widget = forms.Select(choices=[("", "请选择"), *field.choices])
    elif field.type == AGENCY:
        made.widget = forms.Select(choices=partial(_agencies, held))
    return made


def _agencies(held: Mapping | None) -> list[tuple[str, str]]:
    return [("", "请选择"), *world.choosable(held).values_list("code", "name")]


class OfRecord:
    """The fields of a record on a form that has its `record`, and what is wrong with them."""

    def put_fields(self, held: Mapping | None) -> None:
        for field in self.record.fields:
            self.fields[PREFIX + field.name] = _made(field, held)

    def check_fields(self, own: Agency, on: date, held: Mapping | None) -> None:
        _, problems = values.clean(self.record, self.typed, world.known(own, on, held))
        for name, sentence in problems.items():
            self.add_error(PREFIX + name, sentence)

    @property
    def typed(self) -> dict:
        """What was typed, by field name."""
        return {field.name: self.data.get(PREFIX + field.name, "") for field in self.record.fields}

    @property
    def typed_fields(self) -> list:
        return [self[PREFIX + field.name] for field in self.record.fields]


class RecordForm(OfRecord, TextForm):
    """One record: its fields, an end date, the text and files that go with it."""

    ends_on = forms.DateField(
        label="公示截止日期",
        required=False,
        widget=DateInput,
        help_text="期满后，自然人的姓名自动撤下。",
        error_messages={"invalid": "公示截止日期不是日期，按“2026-03-05”的样子填写"},
    )

    def __init__(
        self, *args, record: Record, user, on: date, publication: Publication | None = None, **kwargs
    ):
        super().__init__(*args, user=user, **kwargs)
        self.record, self.publication, self.on = record, publication, on
        for name in ("title", "column", "formed_on"):
            del self.fields[name]
        self.held = publication.fields if publication else None
        self.put_fields(self.held)
        self.order_fields(["agency", *(PREFIX + field.name for field in record.fields), "ends_on"])
        self.fields["ends_on"].demanded = record.wants_end

    def clean(self):
        cleaned = super().clean()
        own = self.publication.agency if self.publication else cleaned.get("agency")
        if own is None:
            return cleaned
        self.check_fields(own, self.on, self.held)
        if self.record.wants_end and not cleaned.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", "填写公示截止日期")
        return cleaned

    @property
    def about(self) -> list:
        return self.group(["agency", *(PREFIX + field.name for field in self.record.fields), "ends_on"])

    def facts(self) -> dict:
        """What publishing.actions takes."""
        facts = super().facts() | {"ends_on": self.cleaned_data["ends_on"]}
        return facts | {
            "record": self.record.name,
            "fields": self.typed,
            "column": for_kind(self.record.kind),
        }


class RecordCorrectionForm(OfRecord, CorrectionForm):
    """New fields and text of a record that is public; its title follows from the fields."""

    def __init__(self, *args, publication: Publication, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.publication, self.record, self.on = publication, publication.record_kind, on
        del self.fields["title"]
        self.put_fields(publication.fields)
        self.order_fields([PREFIX + field.name for field in self.record.fields])
        for name, value in publication.fields.items():
            self.initial[PREFIX + name] = value

    def clean(self):
        cleaned = super().clean()
        self.check_fields(self.publication.agency, self.on, self.publication.fields)
        return cleaned

    def facts(self) -> dict:
        """What publishing.actions.correct takes."""
        names = ("text", "rich_text", "reason")
        return {name: self.cleaned_data[name] for name in names} | {"title": "", "fields": self.typed}


def initial_of(publication: Publication) -> dict:
    """The form's first values from a stored record."""
    names = ("agency", "source", "text", "rich_text", "ends_on", *TextForm.PUBLIC[:-1])
    first = {name: getattr(publication, name) for name in names}
    first |= {PREFIX + name: value for name, value in publication.fields.items()}
    return first | {"items": publication.items.all(), "version": publication.revision}
