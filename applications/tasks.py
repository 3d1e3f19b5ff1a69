"""What the beat does for requests."""

from celery import shared_task
from django.utils import timezone

from applications import actions, drafts


@shared_task
def forget_drafts() -> int:
    """Removes drafts past their 30 days."""
    return drafts.forget_expired(at=timezone.now())


@shared_task
def forget_identities() -> int:
    """Erases identity data past the years for which it is kept."""
    return actions.erase_due(at=timezone.now())
