"""Working days: a year's days with the notice they come from, and a limit counted day by day."""

from datetime import date, timedelta

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from opendata import filters
from opendata.rendering import FORMATS, export
from opendata.views.base import OpenList, OpenView
from workdays import tables
from workdays.calendar import Calendar
from workdays.models import HolidayNotice

LONGEST = 1000
DAY_COLUMNS = ["date", "is_workday", "name", "why"]


class NoticeSerializer(serializers.ModelSerializer):
    """A State Council notice, or (provisional) the law on statutory days alone."""

    class Meta:
        model = HolidayNotice
        fields = ["year", "title", "number", "source", "published_on", "provisional"]


class DaySerializer(serializers.Serializer):
    date = serializers.DateField()
    is_workday = serializers.BooleanField(help_text="是否工作日；调休上班的周末是工作日")
    name = serializers.CharField(help_text="节日名称，没有为空")
    why = serializers.CharField(help_text="工作日、周六、国庆节放假、调休上班等")


class YearSerializer(serializers.Serializer):
    year = serializers.IntegerField()
    provisional = serializers.BooleanField(help_text="国务院办公厅通知尚未录入，只按周末和法定节日推算")
    workdays = serializers.IntegerField(help_text="全年工作日数")
    notice = NoticeSerializer()
    notices = NoticeSerializer(many=True, help_text="本年度先后录入的全部依据")
    days = DaySerializer(many=True)


class AskedLimit(serializers.Serializer):
    """What to count: from `received`, which is not counted, so many working days."""

    received = serializers.DateField(
        help_text="起算日，当日不计入", error_messages={"invalid": "日期无效，应写成 2026-09-10 的样子。"}
    )
    days = serializers.IntegerField(
        default=20,
        min_value=1,
        max_value=LONGEST,
        help_text=f"工作日数，1 到 {LONGEST}",
        error_messages={
            "invalid": "应为整数。",
            "min_value": "应为 1 到 1000 的整数。",
            "max_value": "应为 1 到 1000 的整数。",
            "max_string_length": "应为 1 到 1000 的整数。",
        },
    )

    def validate_received(self, value: date) -> date:
        if not 2000 <= value.year <= 2090:
            raise serializers.ValidationError("年份应在 2000 到 2090 之间。")
        return value


class StepSerializer(serializers.Serializer):
    date = serializers.DateField()
    counted = serializers.BooleanField()
    why = serializers.CharField()


class DueSerializer(serializers.Serializer):
    received = serializers.DateField()
    working_days = serializers.IntegerField()
    due = serializers.DateField(help_text="期限的最后一日")
    provisional = serializers.BooleanField(help_text="涉及放假安排尚未公布的年度，日期可能变动")
    days = StepSerializer(many=True, help_text="从起算日到最后一日，逐日说明是否计入和原因")


class Years(OpenList):
    """各年度放假安排的依据。"""

    serializer_class = NoticeSerializer
    filterset_class = filters.NoticeFilter
    file_name = "holiday-notices"

    def get_queryset(self):
        return HolidayNotice.objects.order_by("-year", "-loaded_at", "-pk")


class Year(OpenView):
    """一个年度的每一天：是否工作日、属于哪个节日、依据哪个通知。"""

    @extend_schema(responses=YearSerializer)
    def get(self, request, year: int):
        notices = list(HolidayNotice.objects.filter(year=year).order_by("loaded_at", "pk"))
        if not notices:
            raise Http404(f"没有 {year} 年的放假安排。")
        calendar = tables.current()
        days = year_of_days(calendar, year)
        if (format := request.accepted_renderer.format) in FORMATS:
            return export(format, DAY_COLUMNS, days, f"workdays-{year}")
        answer = {
            "year": year,
            "provisional": calendar.provisional(date(year, 1, 1)),
            "workdays": sum(day["is_workday"] for day in days),
            "notice": notices[-1],
            "notices": notices,
            "days": days,
        }
        return Response(YearSerializer(answer).data)


class Due(OpenView):
    """从起算日数若干个工作日，期限到哪一天；逐日说明（民法典第二百零一条：当日不计入）。"""

    @extend_schema(
        parameters=[
            OpenApiParameter("received", OpenApiTypes.DATE, required=True, description="起算日，当日不计入"),
            OpenApiParameter("days", OpenApiTypes.INT, default=20, description="工作日数，1 到 1000"),
        ],
        responses=DueSerializer,
    )
    def get(self, request):
        asked = AskedLimit(data=request.query_params)
        asked.is_valid(raise_exception=True)
        found = limit(asked.validated_data["received"], asked.validated_data["days"], tables.current())
        if (format := request.accepted_renderer.format) in FORMATS:
            return export(
                format, ["date", "counted", "why"], (step._asdict() for step in found["days"]), "due"
            )
        return Response(DueSerializer(found).data)


def limit(received: date, days: int, calendar: Calendar) -> dict:
    """A limit of so many working days after `received`, with every day explained."""
    due = calendar.add(received, days)
    return {
        "received": received,
        "working_days": days,
        "due": due,
        "provisional": calendar.provisional_between(received, due),
        "days": calendar.explain(received, due),
    }


def year_of_days(calendar: Calendar, year: int) -> list[dict]:
    """Every day of a year in the shape of DaySerializer."""
    first = date(year, 1, 1)
    days = [first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1)]
    return [
        {
            "date": day,
            "is_workday": calendar.is_workday(day),
            "name": calendar.days[day].name if day in calendar.days else "",
            "why": calendar.why(day),
        }
        for day in days
    ]
