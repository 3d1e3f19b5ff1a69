"""Identity data is kept as long as the rule says, then erased (个人信息保护法 19, 47)."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused
from applications import choices, identity, masking, verbs
from applications.actions.recording import day_of, done, entered
from applications.choices import EventKind
from applications.models import Application, Practice

ENDINGS = (EventKind.CLOSED, EventKind.WITHDRAWN, EventKind.READDRESSED)


def keep_until(application: Application, years: int) -> date | None:
    """The last day on which the identity is kept (个人信息保护法 19); None while the case goes on, or is before a court."""
    ended = application.events.filter(kind__in=ENDINGS).order_by("on").last()
    if ended is None or application.challenges.filter(result="").exists():
        return None
    try:
        return ended.on.replace(year=ended.on.year + years)
    except ValueError:  # 29 February
        return ended.on.replace(year=ended.on.year + years, day=28)


@transaction.atomic
def erase_identity(application: Application, actor: Actor, *, at: datetime) -> Application:
    """Name, numbers, contacts, identity pictures and mandates go, the full name in letters too, and the keyed hash:
    after so long a repeat is no longer looked for, and the least is kept. Raises Refused before its day."""
    application = entered(verbs.ERASE_IDENTITY, application, actor)
    last = keep_until(application, Practice.current().keep_years)
    if application.identity_erased_at:
        raise Refused("身份信息已经删除。")
    if last is None or day_of(at) <= last:
        raise Refused("还没有到删除身份信息的日期。")
    _mask_letters(application, identity.opened_identity(application).get("name", ""))
    _delete_papers(application)
    done(
        application, verbs.ERASE_IDENTITY, actor, at=at, detail={"kept_until": last.isoformat()},
        identity="", person_key="", identity_erased_at=at,
    )  # fmt: skip
    return application


def _mask_letters(application: Application, name: str) -> None:
    """The digest stays that of the letter as it was sent."""
    for letter in application.letters.all():
        letter.paragraphs = masking.without(letter.paragraphs, name, application.masked_name)
        letter.save(update_fields=["paragraphs"])


def _delete_papers(application: Application) -> None:
    for paper in application.attachments.filter(kind__in=choices.ENCRYPTED):
        transaction.on_commit(lambda stored=paper.file: stored.storage.delete(stored.name))
        paper.delete()


def erase_due(*, at: datetime) -> int:
    """Erases what is past its day; returns how many. Nothing where no key opens: letters could not be masked."""
    if not identity.can_open():
        return 0
    ended = Application.objects.filter(state__in=verbs.ENDED, identity_erased_at=None)
    years, erased = Practice.current().keep_years, 0
    for application in ended.iterator(chunk_size=200):
        last = keep_until(application, years)
        if last is not None and last < day_of(at):
            erase_identity(application, SYSTEM, at=at)
            erased += 1
    return erased
