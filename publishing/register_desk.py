"""信息总台账: everything an agency made or obtained, by attribute, whether public or not (国办发〔2016〕80号; Art 18)."""

import django_filters
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import desk_required
from agencies.models import Agency
from catalog import csvfiles
from publishing import grounds
from publishing.access import READERS, desk_publications
from publishing.filters import AddressFilter, query_without
from publishing.models import Publication

PAGE = 50
HEADINGS = (
    "索引号", "标题", "体裁", "机关", "公开属性", "依据", "理由", "再次评估", "成文日期", "发布日期", "状态",
)  # fmt: skip


class RegisterFilter(AddressFilter):
    q = django_filters.CharFilter(label="标题", field_name="title", lookup_expr="icontains", max_length=60)
    attribute = django_filters.ChoiceFilter(
        label="公开属性", choices=grounds.ATTRIBUTES, empty_label="全部属性"
    )
    kind = django_filters.ChoiceFilter(label="体裁", choices=Publication.Kind.choices, empty_label="全部体裁")
    state = django_filters.ChoiceFilter(
        label="状态", choices=Publication.State.choices, empty_label="全部状态"
    )
    agency = django_filters.ModelChoiceFilter(
        label="机关", queryset=Agency.objects.active(), to_field_name="slug", empty_label="全部机关"
    )
    year = django_filters.NumberFilter(
        label="成文年份", field_name="formed_on__year", min_value=1949, max_value=2999
    )
    due = django_filters.ChoiceFilter(
        label="再次评估", method="by_due", choices=[("yes", "已经到期")], empty_label="全部"
    )

    class Meta:
        model = Publication
        fields = ["q", "attribute", "kind", "state", "agency", "year", "due"]

    def by_due(self, queryset, name, value):
        wanted = Q(review_due__lte=timezone.localdate()) & ~Q(attribute=grounds.PUBLIC)
        return queryset.filter(wanted) if value else queryset


@desk_required(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """The register with its totals; `?format=csv` gives the chosen rows as a table."""
    rows = (
        desk_publications(request.user).defer("text", "rich_text", "body_html").order_by("-formed_on", "-pk")
    )
    found = RegisterFilter(request.GET, queryset=rows)
    if request.GET.get("format") == "csv":
        return csvfiles.streamed("register.csv", HEADINGS, map(_line, found.qs.iterator(500)))
    held = dict(found.qs.order_by().values_list("attribute").annotate(n=Count("pk")))
    context = {
        "form": found.form,
        "chips": found.chips(),
        "totals": [(label, held.get(name, 0)) for name, label in grounds.ATTRIBUTES],
        "page": Paginator(found.qs, PAGE).get_page(request.GET.get("page")),
        "params": query_without(request.GET, "page"),
        "crumbs": [("信息发布", reverse("desk_publishing:index")), ("信息总台账", None)],
    }
    return render(request, "publishing/desk_register.html", context)


def _line(row: Publication) -> tuple:
    return (
        row.index_number,
        row.title,
        row.get_kind_display(),
        row.agency.name,
        row.get_attribute_display(),
        row.get_ground_display() if row.ground else "",
        row.ground_reason,
        row.review_due if row.attribute != grounds.PUBLIC else "",
        row.formed_on,
        row.published_on,
        row.state_name,
    )
