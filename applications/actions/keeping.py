"""Identity data is kept as long as the rule says, then erased (个人信息保护法 19, 47)."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused, guard
from applications import choices, identity, masking, verbs
from applications.actions.recording import day_of, done, entered
from applications.choices import EventKind
from applications.models import Application, Correction, Practice
from audit.record import record

ENDINGS = (EventKind.CLOSED, EventKind.WITHDRAWN, EventKind.READDRESSED)


def keep_until(application: Application, years: int) -> date | None:
    """The last day on which the identity is kept (个人信息保护法 19); None while the case goes on, or is before a court."""
    ended = application.events.filter(kind__in=ENDINGS).order_by("on").last()
    if ended is None or application.challenges.filter(result="").exists():
        return None
    return _years_after(ended.on, years)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


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


@transaction.atomic
def erase_correction(correction: Correction, actor: Actor, *, at: datetime) -> Correction:
    """The same for a demand to correct one's own record: who asked and all evidence go. Raises Refused before its day."""
    row = Correction.objects.select_for_update(of=("self",)).select_related("agency").get(pk=correction.pk)
    guard(verbs.ERASE_CORRECTION, row, actor)
    last = _years_after(row.answered_on, Practice.current().keep_years)
    if row.identity_erased_at:
        raise Refused("身份信息已经删除。")
    if day_of(at) <= last:
        raise Refused("还没有到删除身份信息的日期。")
    _mask_letters(row, identity.opened_identity(row).get("name", ""))
    for file in row.evidence():
        transaction.on_commit(lambda stored=file.file: stored.storage.delete(stored.name))
        file.delete()
    row.identity, row.identity_erased_at = "", at
    row.save(update_fields=["identity", "identity_erased_at"])
    detail = {"kept_until": last.isoformat()}
    record(actor, verbs.ERASE_CORRECTION.word, row, at=at, detail=detail)
    return row


def _mask_letters(application: Application | Correction, name: str) -> None:
    """The digest stays that of the letter as it was sent."""
    for letter in application.letters.all():
        letter.paragraphs = masking.without(letter.paragraphs, name, application.masked_name)
        letter.save(update_fields=["paragraphs"])


def _delete_papers(application: Application) -> None:
    for paper in application.attachments.filter(kind__in=choices.ENCRYPTED):
        transaction.on_commit(lambda stored=paper.file: stored.storage.delete(stored.name))
        paper.delete()


def erase_due(*, at: datetime) -> int:
    """Erases what is past its day, of requests and of corrections; returns how many. Nothing where no key opens: letters could not be masked."""
    if not identity.can_open():
        return 0
    ended = Application.objects.filter(state__in=verbs.ENDED, identity_erased_at=None)
    years, erased = Practice.current().keep_years, 0
    for application in ended.iterator(chunk_size=200):
        last = keep_until(application, years)
        if last is not None and last < day_of(at):
            erase_identity(application, SYSTEM, at=at)
            erased += 1
    return erased + _erase_corrections(years, at)


def _erase_corrections(years: int, at: datetime) -> int:
    answered = Correction.objects.filter(state="closed", identity_erased_at=None)
    due = [row for row in answered if _years_after(row.answered_on, years) < day_of(at)]
    for row in due:
        erase_correction(row, SYSTEM, at=at)
    return len(due)
