"""Statistics per agency and year."""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from opendata import counting
from opendata.views.base import OpenList
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


class Statistics(OpenList):
    """各机关各年度的公开和依申请公开统计；可用 agency（名称或代码）、year 筛选。"""

    serializer_class = FigureSerializer
    filter_backends = ()
    file_name = "statistics"

    def get_queryset(self):
        rows = counting.statistics(self.at, tables.current())
        agency, year = self.request.query_params.get("agency"), self.request.query_params.get("year")
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            raise ValidationError({"year": ["应为四位年份，例如 2026。"]})
        return [
            row
            for row in rows
            if (not agency or agency in (row["agency"], row["agency_code"]))
            and (not year or row["year"] == int(year))
        ]
