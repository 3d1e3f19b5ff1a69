"""The applicant hears that something happened: a mail that says only that, and where to read it (Art 30, 31, 33).

The verb writes a promise and never looks at the address, which may not even be known; the worker that holds the field
keys opens it, sends, and tries again what failed.
"""

from django.core.mail import EmailMessage

from applications import identity, mailing, sealed
from applications.models import Application
from outbox.post import post

HANDLER = "applications.news"
SUBJECT = "您的政府信息公开申请有新进展"


def promise(application: Application, *, at) -> None:
    """Part of the verb's transaction; whether there is an address is the worker's to find out."""
    post(HANDLER, {"application": application.pk}, at=at)


def mail(application: Application) -> bool:
    """Tells the applicant, who may have given no address: then False. Raises mailing.NotSent, sealed.CannotOpen."""
    if application.identity_erased_at:
        return False
    if not identity.can_open():
        raise sealed.CannotOpen("This process holds no field key: the promise waits for one that does.")
    address = identity.opened_identity(application).get("email", "").strip()
    if not address:
        return False
    mailing.send(EmailMessage(SUBJECT, words(application), None, [address]))
    return True


def words(application: Application) -> str:
    """Nothing about who asked for what: the rest is behind the applicant's own code."""
    where = mailing.public_page("applications:progress", application.number)
    lines = (
        "您好：",
        "您的政府信息公开申请有新进展，请凭查询码查看：",
        where,
        "这封邮件由平台自动发出，请不要回复。",
    )
    return "\n\n".join(lines) + "\n"
