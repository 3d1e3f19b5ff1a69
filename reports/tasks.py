"""Celery wrappers."""

from celery import shared_task
from django.utils import timezone

from accounts.actors import SYSTEM
from reports import actions, rules


@shared_task
def open_reports() -> int:
    """Opens the reports of the year at hand, with their duties; harmless when repeated."""
    at = timezone.now()
    return len(actions.open_all(rules.year_at_hand(timezone.localdate(at)), SYSTEM, at=at))
