"""The annual report of an agency and year: its figures are read from the cases until they are frozen by signing."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    OPEN = "open", "待起草"
    DRAFT = "draft", "待签发"
    SIGNED = "signed", "已签发"


class AnnualReport(models.Model):
    """One version of the figures of an agency and year; the government's are the sum over all agencies (Art 49).

    `carried` is what was typed for 上年结转, six counts by column, empty when it is read from the cases. `figures`
    is empty until signing: `{"three", "four", "cases", "disputes", "sources"}`, of which `digest` is taken.
    """

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=8, choices=State, default=State.OPEN)
    carried = models.JSONField("上年结转", default=list, blank=True)
    reason = models.TextField("更正的理由", blank=True)
    figures = models.JSONField(default=dict, blank=True)
    digest = models.CharField("摘要", max_length=64, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_at = models.DateTimeField("签发时间", null=True, blank=True)
    # The document in which this version is made public: through the gates and the visibility layer of every other.
    publication = models.OneToOneField(
        "publishing.Publication", models.SET_NULL, null=True, blank=True, related_name="annual_report"
    )

    class Meta:
        ordering = ["-year", "agency", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "version"], name="reports_version_once"),
            models.UniqueConstraint(
                fields=["agency", "year"], condition=~Q(state="signed"), name="reports_one_unsigned"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | (Q(signed_at__isnull=False) & ~Q(digest="")),
                name="reports_signed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} 年度政府信息公开工作年度报告数据（第 {self.version} 版）"
