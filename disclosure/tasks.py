"""The worker's sign of life, read by /readyz, and the traces it clears away."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from celery import shared_task
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from disclosure import content

HEARTBEAT = "worker-heartbeat"
LOGS_KEPT = timedelta(days=190)  # at least six months (网络安全法 21(3))


@shared_task
def heartbeat() -> None:
    cache.set(HEARTBEAT, timezone.now(), 600)


@shared_task
def forget_changes() -> None:
    content.forget()


@shared_task
def forget_sessions() -> None:
    """Sessions that ended, and the notes of sign-ins past their time."""
    call_command("clearsessions")
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(attempt_time__lt=timezone.now() - LOGS_KEPT).delete()
