"""What stands beside typed records: the stages of a construction project, and a penalty that was changed or revoked."""

from django.conf import settings
from django.db import models
from django.db.models import Q

STAGES = (
    ("service", "批准服务信息"),
    ("result", "批准结果信息"),
    ("tender", "招标投标信息"),
    ("land", "征收土地信息"),
    ("redesign", "重大设计变更信息"),
    ("building", "施工有关信息"),
    ("supervision", "质量安全监督信息"),
    ("completion", "竣工有关信息"),
)
"""The eight kinds of information about a construction project, in the order of its life (国办发〔2017〕94号)."""


class Stage(models.Model):
    """One of the eight kinds of information on a project: who answers for it, and what fills it."""

    project = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="stages")
    name = models.CharField("信息种类", max_length=12, choices=STAGES)
    order = models.PositiveSmallIntegerField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", verbose_name="责任机关")
    needless = models.CharField("不涉及的理由", max_length=200, blank=True)
    publications = models.ManyToManyField("publishing.Publication", blank=True, related_name="fills")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="stage_once"),
            models.CheckConstraint(
                condition=Q(name__in=[name for name, _ in STAGES]), name="stage_name_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_name_display()


class Reversal(models.Model):
    """A published penalty that was changed, revoked, or found unlawful or void: its information is to be withdrawn."""

    class Outcome(models.TextChoices):
        CHANGED = "changed", "变更"
        REVOKED = "revoked", "撤销"
        UNLAWFUL = "unlawful", "确认违法"
        VOID = "void", "确认无效"

    publication = models.OneToOneField("publishing.Publication", models.CASCADE, related_name="reversal")
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    on = models.DateField("作出日期")
    by = models.CharField("作出机关", max_length=200)
    document = models.CharField("文书号", max_length=100, blank=True)
    reason = models.TextField("理由", help_text="shown to the public")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_by_label = models.CharField(max_length=100)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["changed", "revoked", "unlawful", "void"]),
                name="reversal_outcome_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reversal_says_why"),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
