"""The days that the State Council's notices name, and where each comes from."""

from django.db import models


class HolidayNotice(models.Model):
    """A notice on a year's holidays. Without a loaded notice, a year has one provisional row (law only)."""

    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("标题", max_length=200)
    number = models.CharField("发文字号", max_length=60, blank=True)
    source = models.CharField("来源", max_length=300, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    provisional = models.BooleanField("暂定", default=False)
    built_in = models.BooleanField("随平台提供", default=False)
    loaded_at = models.DateTimeField("录入时间")
    loaded_by = models.CharField("录入人", max_length=80, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "放假通知"
        ordering = ("year", "loaded_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year__gte=2000, year__lte=2099), name="holiday_notice_year_range"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class Day(models.Model):
    """One day that differs from the plain week, or that a notice confirms."""

    date = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("工作日")
    name = models.CharField("节日", max_length=40, blank=True)
    notice = models.ForeignKey(HolidayNotice, models.PROTECT, related_name="days", verbose_name="依据")

    class Meta:
        verbose_name = verbose_name_plural = "放假和调休上班的日子"
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{self.date} {'上班' if self.is_workday else '放假'}"
