"""Filters of the public list; every choice stands in the address."""

import django_filters
from django import forms
from django.db.models import Q
from django.http import QueryDict

from agencies.models import Agency
from publishing.models import Column, Publication


def query_without(query: QueryDict, *names: str) -> str:
    """The query string without some names and without empty values."""
    kept = query.copy()
    for name in list(kept):
        if name in names or not any(kept.getlist(name)):
            del kept[name]
    return kept.urlencode()


class AddressFilter(django_filters.FilterSet):
    """A FilterSet that ignores what it cannot read and says what is chosen."""

    def filter_queryset(self, queryset):
        for name, value in self.form.cleaned_data.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def qs(self):
        if not hasattr(self, "_found"):
            self.form.is_valid()
            self._found = self.filter_queryset(self.queryset.all())
        return self._found

    def chips(self) -> list[tuple[str, str]]:
        """(words, query string without this choice) of every choice made."""
        self.form.is_valid()
        chosen = []
        for name, value in self.form.cleaned_data.items():
            if value in (None, "", []):
                continue
            label = self.form.fields[name].label
            words = dict(getattr(self.form.fields[name], "choices", ())).get(value, value)
            chosen.append((f"{label}：{words}", query_without(self.data, name, "page")))
        return chosen


class PublicationFilter(AddressFilter):
    q = django_filters.CharFilter(label="关键词", method="by_words", max_length=60)
    kind = django_filters.ChoiceFilter(label="体裁", choices=Publication.Kind.choices, empty_label="全部体裁")
    column = django_filters.ModelChoiceFilter(
        label="栏目", queryset=Column.objects.all(), to_field_name="slug", empty_label="全部栏目"
    )
    agency = django_filters.ModelChoiceFilter(
        label="机关", queryset=Agency.objects.active(), to_field_name="slug", empty_label="全部机关"
    )
    year = django_filters.NumberFilter(
        label="年份", method="by_year", min_value=1949, max_value=2999, widget=forms.NumberInput
    )

    class Meta:
        model = Publication
        fields = ["q", "kind", "column", "agency", "year"]

    def by_words(self, queryset, name, value):
        for word in value.split()[:5]:
            queryset = queryset.filter(Q(title__icontains=word) | Q(index_number__icontains=word))
        return queryset

    def by_year(self, queryset, name, value):
        return queryset.filter(Q(published_on__year=value) | Q(published_on=None, formed_on__year=value))
