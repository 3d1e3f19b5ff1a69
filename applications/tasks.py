"""What the beat does for requests."""

from celery import shared_task
from django.utils import timezone

from applications import drafts


@shared_task
def forget_drafts() -> int:
    """Removes drafts past their 30 days."""
    return drafts.forget_expired(at=timezone.now())
