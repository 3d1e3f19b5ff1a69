"""Filters of the policy library and the interpretations; every choice stands in the address."""

import django_filters
from django import forms
from django.db.models import Q

from agencies.models import Agency
from interpretation import numbering
from interpretation.models import Form, Interpretation, PolicyDocument
from publishing.filters import AddressFilter


class PolicyFilter(AddressFilter):
    """What is typed; what is picked stands in facets.FACETS."""

    q = django_filters.CharFilter(label="关键词", method="by_words", max_length=60)
    where = django_filters.ChoiceFilter(
        label="搜索范围",
        method="nothing",
        choices=[("title", "标题"), ("text", "全文")],
        empty_label=None,
    )
    prefix = django_filters.CharFilter(label="机关代字", method="by_prefix", max_length=20)
    number_year = django_filters.NumberFilter(label="文号年份", min_value=1949, max_value=2999)
    number_serial = django_filters.NumberFilter(label="文号序号", min_value=1, max_value=99999)
    agency = django_filters.ModelChoiceFilter(
        label="发布机关",
        queryset=Agency.objects.active(),
        to_field_name="slug",
        field_name="publication__agency",
        empty_label="全部机关",
    )
    issuer = django_filters.CharFilter(label="发文机关", method="by_issuer", max_length=60)

    class Meta:
        model = PolicyDocument
        fields = ["q", "prefix", "number_year", "number_serial", "agency", "issuer"]

    def chips(self) -> list[tuple[str, str]]:
        """Where to look is no choice of its own."""
        where = self.form.fields["where"].label
        return [chip for chip in super().chips() if not chip[0].startswith(f"{where}：")]

    def nothing(self, queryset, name, value):
        return queryset

    def by_words(self, queryset, name, value):
        """A document number in any spelling finds its document; words look in titles, or in the whole text."""
        number = numbering.parse(value)
        if number and number.serial:
            found = queryset.filter(number_year=number.year, number_serial=number.serial)
            return found.filter(number_prefix__endswith=number.prefix) if number.prefix else found
        whole = self.form.cleaned_data.get("where") == "text"
        for word in value.split()[:5]:
            match = Q(publication__title__icontains=word) | Q(doc_number__icontains=word)
            queryset = queryset.filter(match | Q(publication__text__icontains=word) if whole else match)
        return queryset

    def by_prefix(self, queryset, name, value):
        return queryset.filter(number_prefix__icontains=value.strip())

    def by_issuer(self, queryset, name, value):
        text = Q(publication__issuer__icontains=value)
        own = Q(publication__issuer="", publication__agency__name__icontains=value)
        return queryset.filter(text | own)


class InterpretationFilter(AddressFilter):
    q = django_filters.CharFilter(
        label="关键词", field_name="publication__title", lookup_expr="icontains", max_length=60
    )
    kind = django_filters.ChoiceFilter(
        label="解读形式", field_name="form", choices=Form.choices, empty_label="全部形式"
    )
    agency = django_filters.ModelChoiceFilter(
        label="解读机关",
        queryset=Agency.objects.active(),
        to_field_name="slug",
        field_name="publication__agency",
        empty_label="全部机关",
    )
    year = django_filters.NumberFilter(
        label="年份",
        field_name="publication__published_on__year",
        min_value=1949,
        max_value=2999,
        widget=forms.NumberInput,
    )

    class Meta:
        model = Interpretation
        fields = ["q", "agency", "year"]
