"""Celery wrappers."""

from celery import shared_task
from django.utils import timezone

from publishing import actions


@shared_task(name="publishing.tasks.publish_due")
def publish_due() -> None:
    """Several times a minute: what was to be published by now."""
    actions.publish_due(timezone.now())


@shared_task(name="publishing.tasks.end_notices")
def end_notices() -> None:
    """Every few minutes: public notices whose last day is over."""
    actions.end_notices(timezone.now())
