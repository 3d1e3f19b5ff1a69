"""Messages: side effects promised by a transaction and kept afterwards."""

from datetime import datetime

from django.db import models
from django.db.models.expressions import RawSQL

VISIBLE = "pg_visible_in_snapshot(written_in::text::xid8, %s::pg_snapshot)"


class MessageSet(models.QuerySet):
    def ready(self, at: datetime) -> "MessageSet":
        return self.filter(done_at=None, not_before__lte=at).order_by("pk")

    def waiting_since(self, before: datetime) -> "MessageSet":
        """Not done though they were due before the given moment."""
        return self.filter(done_at=None, attempts=0, not_before__lt=before)

    def between(self, before: str, now: str) -> "MessageSet":
        """Those that the snapshot `now` sees and `before` did not: in commit order no number of a row would do."""
        floor = int(before.partition(":")[0])
        return self.filter(~_seen_by(before), _seen_by(now), written_in__gte=floor).order_by("pk")


def _seen_by(snapshot: str) -> RawSQL:
    return RawSQL(VISIBLE, [snapshot], output_field=models.BooleanField())  # nosec B611 - a constant


class Message(models.Model):
    handler = models.CharField("处理者", max_length=60)
    payload = models.JSONField("内容", default=dict)
    created_at = models.DateTimeField("写入时间")
    not_before = models.DateTimeField("最早处理时间")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    attempts = models.PositiveIntegerField("次数", default=0)
    last_error = models.TextField("上次的错误", blank=True)
    written_in = models.BigIntegerField(
        db_default=RawSQL("pg_current_xact_id()::text::bigint", []),
        editable=False,
        help_text="the transaction that wrote it",
    )

    objects = MessageSet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待办消息"
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(done_at=None), name="outbox_waiting"),
            models.Index(fields=["done_at"]),
            models.Index(fields=["written_in"], name="outbox_written_in"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.pk}"
