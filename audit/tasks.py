"""Celery wrappers."""

from celery import shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from audit import heads
from audit import seal as sealer


@shared_task(name="audit.tasks.seal")
def seal() -> None:
    sealer.seal(timezone.now())


@shared_task(name="audit.tasks.keep_head")
def keep_head() -> None:
    line = heads.keep(timezone.now())
    if settings.AUDIT_HEADS_MAIL:
        send_mail("审计记录链首", line, None, settings.AUDIT_HEADS_MAIL)
