"""The filters of a domain's page, kept in its address."""

import django_filters
from django import forms
from django.db.models import QuerySet

from agencies.models import Agency
from catalog.models import LEVELS, Item


class ItemFilter(django_filters.FilterSet):
    """level1, level (县级, 乡级, 村级), agency (its slug), q (words). Unknown values find nothing to change."""

    level1 = django_filters.CharFilter(field_name="level1", widget=forms.HiddenInput)
    level = django_filters.ChoiceFilter(
        label="公开层级", choices=LEVELS, field_name="levels", method="at_level", empty_label="全部层级"
    )
    agency = django_filters.ModelChoiceFilter(
        label="责任机关",
        queryset=Agency.objects.active(),
        to_field_name="slug",
        field_name="agencies",
        empty_label="全部机关",
    )
    q = django_filters.CharFilter(label="关键词", method="mentioning")

    class Meta:
        model = Item
        fields: list[str] = []

    def at_level(self, found: QuerySet, name: str, value: str) -> QuerySet:
        return found.filter(levels__contains=[value])

    def mentioning(self, found: QuerySet, name: str, value: str) -> QuerySet:
        return found.mentioning(value)
