"""Filters in the address of each list; what cannot be read is refused with a sentence."""

import django_filters.rest_framework as filters
from django.db.models import Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from agencies.models import Agency
from catalog.models import LEVELS, METHODS, Domain, Item, ReferenceItem
from interpretation.models import Form, Interpretation, PolicyDocument
from publishing.models import Publication
from workdays.models import HolidayNotice

FIRST_YEAR, LAST_YEAR = 1949, 2099
REMEDIES = [("review_first", "先申请行政复议"), ("either", "行政复议或者行政诉讼"), ("none", "没有")]


class Words(filters.CharFilter):
    """Every word must be in one of the fields (contains, any case)."""

    def __init__(self, *fields: str, **options):
        super().__init__(max_length=100, **options)
        self.fields = fields

    def filter(self, found, value):
        for word in (value or "").split()[:8]:
            hit = Q()
            for name in self.fields:
                hit |= Q(**{f"{name}__icontains": word})
            found = found.filter(hit)
        return found


class OfAgency(filters.CharFilter):
    """An agency by its slug, code, name or short name."""

    def __init__(self, path: str = "agency", **options):
        super().__init__(max_length=100, **options)
        self.path = path

    def filter(self, found, value):
        if not value:
            return found
        named = Q(slug=value) | Q(code=value) | Q(name=value) | Q(short_name=value)
        return found.filter(**{f"{self.path}__in": Agency.objects.filter(named)})


class AgencyFilter(filters.FilterSet):
    q = Words("name", "short_name", label="名称中的字")
    kind = filters.ChoiceFilter(choices=Agency.KINDS)

    class Meta:
        model = Agency
        fields: list[str] = []


class OfDomain(filters.CharFilter):
    """A domain by its slug or name."""

    def __init__(self, path: str = "domain", **options):
        super().__init__(max_length=60, **options)
        self.path = path

    def filter(self, found, value):
        if not value:
            return found
        return found.filter(Q(**{f"{self.path}__slug": value}) | Q(**{f"{self.path}__name": value}))


class AtLevel(filters.ChoiceFilter):
    """Rows whose list of levels holds the one asked for."""

    def filter(self, found, value):
        return found.filter(levels__contains=[value]) if value else found


EVERY = "all"


class OfKind(filters.ChoiceFilter):
    """standard: the fields of the standard catalogue; statutory: the kinds of Art 20 and 21; all. Standard when neither
    a kind nor a domain nor a code is asked for."""

    def __init__(self, path: str = "kind", **options):
        label = "standard（基层政务公开领域，默认）、statutory（法定主动公开内容）或者 all"
        choices = [*Domain.KINDS, (EVERY, "全部")]
        super().__init__(choices=choices, label=label, **options)
        self.path = path

    def filter(self, found, value):
        asked = self.parent.form.cleaned_data
        named = asked.get("domain") or asked.get("code")
        if value == EVERY or (named and not value):
            return found
        return found.filter(**{self.path: value or Domain.STANDARD})


class DomainFilter(filters.FilterSet):
    q = Words("name", "common_name", label="名称中的字")
    kind = OfKind()

    class Meta:
        model = Domain
        fields: list[str] = []


class Row(filters.FilterSet):
    """Filters that items and reference items share."""

    q = Words("level1", "level2", "content", "publisher", label="事项、内容、主体中的字")
    domain = OfDomain(label="领域的名称或地址名")
    method = filters.ChoiceFilter(choices=METHODS)
    level = AtLevel(choices=LEVELS, label="公开层级")
    code = filters.CharFilter(max_length=40)
    kind = OfKind("domain__kind")


class ItemFilter(Row):
    agency = OfAgency("agencies", label="责任机关的简称、名称、代码或地址名")
    computable = filters.BooleanFilter(label="时限是否可以计算")

    class Meta:
        model = Item
        fields: list[str] = []


class ReferenceItemFilter(Row):
    class Meta:
        model = ReferenceItem
        fields: list[str] = []


class Published(filters.FilterSet):
    """Filters that every list of publications has; `at` is the path to the publication."""

    @classmethod
    def over(cls, at: str) -> dict:
        return {
            "q": Words(f"{at}title", label="标题中的字"),
            "agency": OfAgency(f"{at}agency", label="机关的简称、名称、代码或地址名"),
            "year": filters.NumberFilter(f"{at}formed_on", "year", min_value=FIRST_YEAR, max_value=LAST_YEAR),
            "formed_after": filters.DateFilter(f"{at}formed_on", "gte", label="成文日期不早于"),
            "formed_before": filters.DateFilter(f"{at}formed_on", "lte", label="成文日期不晚于"),
            "published_after": filters.DateFilter(f"{at}published_at", "date__gte", label="发布日期不早于"),
            "published_before": filters.DateFilter(f"{at}published_at", "date__lte", label="发布日期不晚于"),
            "external_id": filters.CharFilter(f"{at}external_id", max_length=100),
            "index_number": filters.CharFilter(f"{at}index_number", max_length=60),
        }


class ServesItem(filters.NumberFilter):
    """Publications that serve the item with this number."""

    def filter(self, found, value):
        serving = Publication.objects.filter(items=value).values("pk")
        return found.filter(pk__in=serving) if value is not None else found


class ServesDomain(OfDomain):
    """Publications that serve an item of the domain."""

    def filter(self, found, value):
        serving = super().filter(Publication.objects.all(), value)
        return found.filter(pk__in=serving.values("pk")) if value else found


class PublicationFilter(filters.FilterSet):
    vars().update(Published.over(""))
    item = ServesItem(min_value=1, max_value=2**31 - 1, decimal_places=0, label="公开事项的 id")
    domain = ServesDomain("items__domain", label="领域的名称或地址名")
    kind = filters.ChoiceFilter(choices=Publication.Kind.choices)
    column = filters.CharFilter("column__slug", max_length=40, label="栏目的地址名")

    class Meta:
        model = Publication
        fields: list[str] = []


class PolicyFilter(filters.FilterSet):
    vars().update(Published.over("publication__"))
    doc_number = filters.CharFilter("doc_number", max_length=80, label="发文字号")
    doc_type = filters.ChoiceFilter(choices=PolicyDocument.DocType.choices)
    interpretation_required = filters.BooleanFilter()

    class Meta:
        model = PolicyDocument
        fields: list[str] = []


class InterpretationFilter(filters.FilterSet):
    vars().update(Published.over("publication__"))
    form = filters.ChoiceFilter(choices=Form.choices)
    policy = filters.CharFilter("policy__publication__public_id", max_length=16, label="所解读政策的 id")

    class Meta:
        model = Interpretation
        fields: list[str] = []


class NoticeFilter(filters.FilterSet):
    year = filters.NumberFilter(min_value=FIRST_YEAR, max_value=LAST_YEAR, label="年份")
    provisional = filters.BooleanFilter(label="是否还没有放假通知，暂按法定节日推算")

    class Meta:
        model = HolidayNotice
        fields: list[str] = []


# ---- Lists that do not come from one table -----------------------------------------------------------------------


class Rows(list):
    """A list that a filter set takes in the place of a queryset."""

    model = None

    def all(self) -> "Rows":
        return self


class OverRows(filters.FilterSet):
    """Filters of Rows: each keeps the rows of which a field, or one of several, is the value asked for."""

    def filter_queryset(self, rows: Rows) -> Rows:
        for name, value in self.form.cleaned_data.items():
            if value not in (None, ""):
                fields = self.filters[name].field_name.split()
                rows = Rows(row for row in rows if value in [_field(row, field) for field in fields])
        return rows


def _field(row, name: str):
    return row[name] if isinstance(row, dict) else getattr(row, name)


class FigureFilter(OverRows):
    agency = filters.CharFilter("agency agency_code", max_length=100, label="机关的名称或代码")
    year = filters.NumberFilter("year", min_value=FIRST_YEAR, max_value=LAST_YEAR, label="年份")


class OutcomeFilter(OverRows):
    code = filters.CharFilter("code", max_length=40, label="代码")
    needs_ground = filters.BooleanFilter("needs_ground", label="是否要写明依据")
    remedy = filters.ChoiceFilter(field_name="remedy", choices=REMEDIES, label="救济")


TYPES = {filters.NumberFilter: OpenApiTypes.INT, filters.BooleanFilter: OpenApiTypes.BOOL}


def told(filterset: type[OverRows]):
    """Writes the filters of Rows into the schema of a list, where nothing else knows of them."""
    parameters = [_parameter(name, each) for name, each in filterset.base_filters.items()]
    return extend_schema_view(get=extend_schema(parameters=parameters))


def _parameter(name: str, asked: filters.Filter) -> OpenApiParameter:
    choices = [value for value, _ in asked.extra.get("choices", ())] or None
    kind = TYPES.get(type(asked), OpenApiTypes.STR)
    return OpenApiParameter(name, kind, description=asked.label, enum=choices)
