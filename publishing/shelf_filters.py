"""Filters of a shelf, made of the fields of the records that stand there; every choice stands in the address."""

from functools import cache

import django_filters
from django import forms
from django.db.models import Q

from agencies.models import Agency
from publishing.filters import AddressFilter
from publishing.models import Column, Publication
from publishing.records.kinds import AGENCY, CHOICE, DATE, NUMBER, Field, Record


class ShelfFilter(AddressFilter):
    """What every shelf has."""

    q = django_filters.CharFilter(label="关键词", method="by_words", max_length=60)
    agency = django_filters.ModelChoiceFilter(
        label="机关", queryset=Agency.objects.active(), to_field_name="slug", empty_label="全部机关"
    )
    year = django_filters.NumberFilter(
        label="发布年份",
        field_name="published_on__year",
        min_value=1949,
        max_value=2999,
        widget=forms.NumberInput,
    )

    class Meta:
        model = Publication
        fields = ["q", "agency", "year"]

    def by_words(self, queryset, name, value):
        """In the title, the number or the parties' names of bodies; a natural person is not found by name."""
        for word in value.split()[:5]:
            body = Q(fields__party__icontains=word) & ~Q(fields__party_kind="natural")
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(index_number__icontains=word)
                | Q(fields__number__icontains=word)
                | body
            )
        return queryset


def shelf_filter(record: Record | None, columns: list[Column]) -> type[ShelfFilter]:
    """The filters of these columns."""
    return _made(record.name if record else "", record, tuple((c.slug, c.label) for c in columns))


@cache
def _made(name: str, record: Record | None, columns: tuple[tuple[str, str], ...]) -> type[ShelfFilter]:
    more = {field.name: _filter(field) for field in (record.fields if record else ()) if field.narrows}
    if len(columns) > 1:
        more["column"] = django_filters.ChoiceFilter(
            label="栏目", field_name="column__slug", choices=columns, empty_label="全部栏目"
        )
    return type(f"{name or 'plain'}_shelf", (ShelfFilter,), more)


def _filter(field: Field):
    path = f"fields__{field.name}"
    if field.type == CHOICE:
        return django_filters.ChoiceFilter(
            label=field.label, field_name=path, choices=field.choices, empty_label=f"全部{field.label}"
        )
    if field.type == AGENCY:
        return django_filters.ModelChoiceFilter(
            label=field.label,
            queryset=Agency.objects.active(),
            to_field_name="code",
            empty_label=f"全部{field.label}",
            method=_by_agency(path),
        )
    if field.type == NUMBER:
        return django_filters.NumberFilter(
            label=field.label,
            method=_by_number(path),
            min_value=0,
            max_value=field.most,
            widget=forms.NumberInput,
        )
    assert field.type == DATE
    return django_filters.NumberFilter(
        label=f"{field.label.removesuffix('日期')}年份",
        method=_by_year(path),
        min_value=1949,
        max_value=2999,
        widget=forms.NumberInput,
    )


def _by_agency(path: str):
    return lambda found, name, value: found.filter(**{path: value.code})


def _by_number(path: str):
    return lambda found, name, value: found.filter(**{path: int(value)})


def _by_year(path: str):
    return lambda found, name, value: found.filter(**{f"{path}__startswith": f"{int(value):04d}-"})
