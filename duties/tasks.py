"""Celery wrappers."""

from celery import shared_task
from django.utils import timezone

from duties import sweep as sweeper


@shared_task(name="duties.tasks.sweep")
def sweep() -> None:
    now = timezone.now()
    sweeper.sweep(timezone.localdate(now), at=now)
