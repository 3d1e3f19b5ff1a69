"""Celery wrappers."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from duties import sweep as sweeper

LAST_SWEEP = "last-sweep"


@shared_task(name="duties.tasks.sweep")
def sweep() -> None:
    now = timezone.now()
    sweeper.sweep(timezone.localdate(now), at=now)
    cache.set(LAST_SWEEP, now, 24 * 3600)
