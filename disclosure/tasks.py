"""The worker's sign of life, read by /readyz."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

HEARTBEAT = "worker-heartbeat"


@shared_task
def heartbeat() -> None:
    cache.set(HEARTBEAT, timezone.now(), 600)
