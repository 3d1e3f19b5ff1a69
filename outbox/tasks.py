"""Celery wrappers."""

from celery import shared_task
from django.utils import timezone

from outbox import drain as drainer


@shared_task(name="outbox.tasks.drain")
def drain() -> None:
    drainer.drain(timezone.now())
    drainer.forget(timezone.now())
