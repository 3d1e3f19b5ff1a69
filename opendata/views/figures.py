"""Statistics per agency and year, as data and as a page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from rest_framework import serializers

from applications.outcomes import outcome
from opendata import counting, filters
from opendata.addresses import absolute
from opendata.rendering import FORMATS
from opendata.views.base import OpenList
from publishing import grounds
from search import linked
from workdays import tables


class FigureSerializer(serializers.Serializer):
    """Figures of an agency in a year; counts of requests from 1 to 4 are null."""

    agency = serializers.CharField()
    agency_code = serializers.CharField()
    year = serializers.IntegerField()
    published = serializers.IntegerField(help_text="公开信息条数")
    late = serializers.IntegerField(help_text="超过 20 个工作日才公开的条数（条例第二十六条）")
    interpretations_required = serializers.IntegerField(help_text="应当解读的政策文件数")
    interpretations_in_time = serializers.IntegerField(help_text="3 个工作日内发布解读的文件数")
    requests_received = serializers.IntegerField(allow_null=True, help_text="收到的公开申请；1 到 4 件不显示")
    requests_replied = serializers.IntegerField(allow_null=True, help_text="答复的公开申请")
    requests_in_time = serializers.IntegerField(allow_null=True, help_text="按期答复的公开申请")
    mean_working_days = serializers.FloatField(allow_null=True, help_text="收到至答复平均工作日数")
    outcomes = serializers.DictField(
        child=serializers.IntegerField(allow_null=True), help_text="按答复类型的件数；1 到 4 件不显示"
    )
    refusal_grounds = serializers.DictField(
        child=serializers.IntegerField(allow_null=True), help_text="不予公开的依据（条例第十四条至第十六条）"
    )


@filters.told(filters.FigureFilter)
class Statistics(OpenList):
    """各机关各年度的公开和依申请公开统计；可用 agency（名称或代码）、year 筛选。"""

    serializer_class = FigureSerializer
    filterset_class = filters.FigureFilter
    file_name = "statistics"

    def get_queryset(self):
        return filters.Rows(counting.statistics(self.at, tables.current()))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """政务公开统计: one year's figures of every agency; the same rows as the API gives."""
    rows = counting.statistics(timezone.now(), tables.current())
    years = sorted({row["year"] for row in rows}, reverse=True)
    asked = request.GET.get("year", "")
    year = next((each for each in years if str(each) == asked), years[0] if years else None)
    context = {
        "years": [(each, each == year) for each in years],
        "year": year,
        "rows": [_shown(row) for row in rows if row["year"] == year],
        "fewest": counting.FEWEST,
        "crumbs": [("政务公开统计", None)],
        "structured": _structured(request, years),
    }
    return render(request, "opendata/statistics.html", context)


def _structured(request: HttpRequest, years: list[int]) -> SafeString:
    """The figures as a data set that may be taken away (schema.org Dataset)."""
    source = absolute(reverse("opendata:statistics"), request)
    files = [
        {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{source}?format={name}"}
        for name, (_, kind) in FORMATS.items()
    ]
    facts = {
        "name": "政务公开统计",
        "description": "各机关各年度主动公开、政策解读和依申请公开的件数、时限和结果。",
        "url": absolute(request.path, request),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": settings.SITE["government"]},
        "temporalCoverage": f"{years[-1]}/{years[0]}" if years else "",
        "variableMeasured": list(FigureSerializer().fields),
        "distribution": files,
    }
    return linked.block("Dataset", facts)


def _shown(row: dict) -> dict:
    """The row with words for its codes."""
    outcomes = [(outcome(code).name, count) for code, count in row["outcomes"].items()]
    reasons = [(_ground(code), count) for code, count in row["refusal_grounds"].items()]
    return row | {"outcomes": outcomes, "reasons": reasons}


def _ground(code: str) -> str:
    ground = grounds.BY_CODE.get(code)
    return f"{ground.article}：{ground.label}" if ground else code
