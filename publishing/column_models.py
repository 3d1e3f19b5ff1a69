"""The shelves on which publications stand."""

from django.db import models
from django.db.models import Q

from publishing import areas
from publishing.records import kinds as records


class Column(models.Model):
    """A shelf: where publications stand on the pages of an agency (Art 12, 20, 21)."""

    class Section(models.TextChoices):
        GUIDE = "guide", "政府信息公开指南"
        RULES = "rules", "政府信息公开制度"
        CONTENT = "content", "法定主动公开内容"
        ANNUAL = "annual", "政府信息公开年报"

    slug = models.SlugField(max_length=40, unique=True)
    label = models.CharField("栏目名称", max_length=60)
    kind = models.CharField(
        "栏目类型", max_length=10, choices=records.COLUMN_KINDS, blank=True, help_text="the records it holds"
    )
    area = models.CharField("重点领域", max_length=10, choices=areas.CHOICES, blank=True)
    section = models.CharField("所属版块", max_length=10, choices=Section.choices, default=Section.CONTENT)
    agency_kinds = models.JSONField(
        "适用机关", default=list, help_text="government, department, township; empty: all"
    )
    article = models.CharField("依据", max_length=60, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=100)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "栏目"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, _ in records.COLUMN_KINDS]), name="column_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def name(self) -> str:
        return self.label
