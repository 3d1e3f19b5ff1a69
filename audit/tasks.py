"""Celery wrappers."""

from celery import shared_task
from django.utils import timezone

from audit import seal as sealer


@shared_task(name="audit.tasks.seal")
def seal() -> None:
    sealer.seal(timezone.now())
