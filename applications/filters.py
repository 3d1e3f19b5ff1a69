"""Filters of the public log; every choice stands in the address."""

import django_filters
from django import forms

from agencies.models import Agency
from applications import outcomes
from applications.models import Application
from publishing.filters import AddressFilter

GROUPS = [(name, name) for _, name in outcomes.GROUPS]
WORDS = 5


class LogFilter(AddressFilter):
    q = django_filters.CharFilter(label="关键词", method="by_words", max_length=60)
    agency = django_filters.ModelChoiceFilter(
        label="机关", queryset=Agency.objects.active(), to_field_name="slug", empty_label="全部机关"
    )
    year = django_filters.NumberFilter(
        label="答复年份",
        field_name="replied_on__year",
        min_value=2008,
        max_value=2999,
        widget=forms.NumberInput,
    )
    outcome = django_filters.ChoiceFilter(
        label="结果", choices=GROUPS, method="by_outcome", empty_label="全部结果"
    )

    class Meta:
        model = Application
        fields = ["q", "agency", "year", "outcome"]

    def by_words(self, queryset, name, value):
        for word in value.split()[:WORDS]:
            queryset = queryset.filter(public_summary__icontains=word)
        return queryset

    def by_outcome(self, queryset, name, value):
        if not value:
            return queryset
        return queryset.filter(outcome__in=[row.code for row in outcomes.OUTCOMES if row.group == value])
