"""Messages: side effects promised by a transaction and kept afterwards."""

from datetime import datetime

from django.db import models


class MessageSet(models.QuerySet):
    def ready(self, at: datetime) -> "MessageSet":
        return self.filter(done_at=None, not_before__lte=at).order_by("pk")

    def waiting_since(self, before: datetime) -> "MessageSet":
        """Not done though they were due before the given moment."""
        return self.filter(done_at=None, attempts=0, not_before__lt=before)


class Message(models.Model):
    handler = models.CharField("处理者", max_length=60)
    payload = models.JSONField("内容", default=dict)
    created_at = models.DateTimeField("写入时间")
    not_before = models.DateTimeField("最早处理时间")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    attempts = models.PositiveIntegerField("次数", default=0)
    last_error = models.TextField("上次的错误", blank=True)

    objects = MessageSet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待办消息"
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(done_at=None), name="outbox_waiting"),
            models.Index(fields=["done_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.pk}"
