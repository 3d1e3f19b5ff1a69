"""What the beat does for requests."""

from celery import shared_task
from django.utils import timezone

from applications import actions, drafts, news, posting, silence
from applications.models import Application, Delivery


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


def mail_reply(payload: dict) -> None:
    """Outbox handler: the reply by e-mail; what fails is tried again by the outbox."""
    delivery = Delivery.objects.select_related("letter__application", "letter__agency").get(
        pk=payload["delivery"]
    )
    posting.mail(delivery, at=timezone.localtime())


def mail_news(payload: dict) -> None:
    """Outbox handler: tells the applicant that there is news; what fails is tried again by the outbox."""
    news.mail(Application.objects.get(pk=payload["application"]))
