"""How a reminder leaves the desk: mail, and the county's own command. Never with personal data."""

import json
import shlex
import subprocess

from django.conf import settings
from django.core.mail import send_mail

from duties.models import Reminder

COMMAND_SECONDS = 20


def _people(reminder: Reminder) -> list:
    return [notice.user for notice in reminder.notices.select_related("user")]


def mail(payload: dict) -> None:
    """Outbox handler: one mail to everyone told; people without an address only find it on the desk."""
    reminder = Reminder.objects.select_related("duty").get(pk=payload["reminder"])
    addresses = [user.email for user in _people(reminder) if user.email]
    if addresses:
        body = f"{reminder.text}\n\n请登录政务公开平台工作台办理：{settings.PUBLIC_URL}{reminder.duty.url}\n"
        send_mail(reminder.text[:120], body, None, addresses)


def command(payload: dict) -> None:
    """Outbox handler: gives the county's command one JSON object on stdin; does nothing when none is set."""
    if not settings.NOTICE_COMMAND:
        return
    reminder = Reminder.objects.select_related("duty__agency").get(pk=payload["reminder"])
    message = {
        "text": reminder.text,
        "step": reminder.step,
        "agency": reminder.duty.agency.code,
        "users": [user.username for user in _people(reminder)],
    }
    subprocess.run(
        shlex.split(settings.NOTICE_COMMAND),
        input=json.dumps(message, ensure_ascii=False).encode(),
        timeout=COMMAND_SECONDS,
        check=True,
        capture_output=True,
    )
