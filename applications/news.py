"""The applicant hears that something happened: a mail that says only that, and where to read it (Art 30, 31, 33).

The verb writes a promise and never looks at the address, which may not even be known; the worker that holds the field
keys opens it, sends, and tries again what failed.
"""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from applications import identity, sealed
from applications.models import Application
from outbox.post import post

HANDLER = "applications.news"
SUBJECT = "您的政府信息公开申请有新进展"


class NotSent(Exception):
    """The mail did not leave; says how, never to whom: the outbox keeps the sentence."""


def promise(application: Application, *, at) -> None:
    """Part of the verb's transaction; whether there is an address is the worker's to find out."""
    post(HANDLER, {"application": application.pk}, at=at)


def mail(application: Application) -> bool:
    """Tells the applicant, who may have given no address: then False. Raises NotSent, sealed.CannotOpen."""
    if application.identity_erased_at:
        return False
    if not identity.can_open():
        raise sealed.CannotOpen("This process holds no field key: the promise waits for one that does.")
    address = identity.opened_identity(application).get("email", "").strip()
    if not address:
        return False
    try:
        send_mail(SUBJECT, words(application), None, [address])
    except (SMTPException, OSError) as error:  # what a server answers may repeat the address
        raise NotSent(type(error).__name__) from None
    return True


def words(application: Application) -> str:
    """Nothing about who asked for what: the rest is behind the applicant's own code."""
    page = reverse("applications:progress", args=[application.number], urlconf=settings.EVERY_ADDRESS)
    where = f"{settings.PUBLIC_URL}{page}" if settings.PUBLIC_URL else "政务公开平台“查询进度”"
    lines = (
        "您好：",
        "您的政府信息公开申请有新进展，请凭查询码查看：",
        where,
        "这封邮件由平台自动发出，请不要回复。",
    )
    return "\n\n".join(lines) + "\n"
