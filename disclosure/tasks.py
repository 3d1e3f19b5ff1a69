"""The worker's sign of life, read by /readyz, and the traces it clears away."""

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from disclosure import content

HEARTBEAT = "worker-heartbeat"


@shared_task
def heartbeat() -> None:
    cache.set(HEARTBEAT, timezone.now(), 600)


@shared_task
def forget_changes() -> None:
    content.forget()
