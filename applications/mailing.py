"""Mail to an applicant: how it leaves, and what is kept when it does not (个人信息保护法 51)."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse


class NotSent(Exception):
    """The mail did not leave; says how, never to whom: the outbox keeps the sentence."""


def send(message: EmailMessage) -> None:
    """Raises NotSent."""
    try:
        message.send()
    except (SMTPException, OSError) as error:  # what a server answers may repeat the address
        raise NotSent(type(error).__name__) from None


def public_page(name: str, *args: str) -> str:
    """A public page as mails name it: its address where the portal knows its own, else in words."""
    page = reverse(name, args=args, urlconf=settings.EVERY_ADDRESS)
    return f"{settings.PUBLIC_URL}{page}" if settings.PUBLIC_URL else "政务公开平台“查询进度”"
