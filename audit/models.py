"""Audit entries (insert only) and the seals that chain them."""

from django.db import models

from audit.reference import reference


class Unchangeable(Exception):
    """Raised by any attempt to change or delete what was recorded."""


class EntrySet(models.QuerySet):
    def about(self, subject: models.Model) -> "EntrySet":
        subject_type, subject_id = reference(subject)
        return self.filter(subject_type=subject_type, subject_id=subject_id)

    def unsealed(self) -> "EntrySet":
        return self.filter(seal=None).order_by("pk")

    def update(self, **values):
        raise Unchangeable("审计记录不能修改。")

    def delete(self):
        raise Unchangeable("审计记录不能删除。")


class InsertOnly(models.Model):
    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise Unchangeable("审计记录不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Unchangeable("审计记录不能删除。")


class Entry(InsertOnly):
    """Who did what to which row, when and why. The actor is kept as text: accounts may go, the record stays."""

    at = models.DateTimeField("时间")
    actor_id = models.CharField("操作者编号", max_length=64)
    actor_label = models.CharField("操作者", max_length=120)
    word = models.CharField("动作", max_length=60)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.CharField("对象编号", max_length=64)
    subject_label = models.CharField("对象", max_length=300)
    reason = models.TextField("理由", blank=True)
    detail = models.JSONField("细节", default=dict)

    objects = EntrySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        indexes = [models.Index(fields=["subject_type", "subject_id"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.word} {self.subject_label}"


class Seal(InsertOnly):
    """The chain: each digest covers the entry and the digest before it."""

    sequence = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    objects = EntrySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计封存"
