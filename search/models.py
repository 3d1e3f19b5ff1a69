"""What the search keeps beside its index: which questions are asked often, and find nothing."""

from django.db import models


class Question(models.Model):
    """How often one wording was asked on a day; only wordings that several readers share (search.asked)."""

    day = models.DateField("日期")
    words = models.CharField("检索词", max_length=40)
    asked = models.PositiveIntegerField("次数", default=0)
    found = models.PositiveIntegerField("结果数", default=0, help_text="when it was last asked")

    class Meta:
        verbose_name = "检索词统计"
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="question_once_a_day")]
        indexes = [models.Index(fields=["-day"], name="question_day")]

    def __str__(self) -> str:
        return self.words
