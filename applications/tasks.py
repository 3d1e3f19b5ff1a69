"""What the beat does for requests."""

from celery import shared_task
from django.utils import timezone

from applications import actions, drafts, silence


@shared_task
def forget_drafts() -> int:
    """Removes drafts past their 30 days."""
    return drafts.forget_expired(at=timezone.now())


@shared_task
def forget_identities() -> int:
    """Erases identity data past the years for which it is kept."""
    return actions.erase_due(at=timezone.now())


@shared_task
def note_silences() -> int:
    """Records the silence of those who were asked and whose 15 working days are over (Art 32, 34)."""
    return len(silence.note_silences(timezone.now()))
