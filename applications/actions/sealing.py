"""The sealed copy: a scan of the signed and sealed paper, kept as it is, with its digest (国令716号 8-12)."""

from datetime import datetime

from django.core.files.base import File

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from applications import sealer, stored, verbs
from applications.actions.recording import checked_day, done, entered, happened
from applications.actions.storing import SCANS, keep
from applications.choices import AttachmentKind, EventKind
from applications.models import Application, Attachment, Letter


@stored.atomic()
def attach_sealed_copy(application: Application, actor: Actor, *, file: File, at: datetime) -> Attachment:
    """The sealed copy of the reply about to go out; it can be sent now (law.md 5.4). Raises Refused."""
    application = entered(verbs.ATTACH_SEALED_COPY, application, actor)
    return _sealed(verbs.ATTACH_SEALED_COPY, application.letters.get(frozen_at=None), actor, file, at)


@stored.atomic()
def seal_notice(
    application: Application, actor: Actor, *, letter: Letter, file: File, at: datetime
) -> Attachment:
    """The sealed copy of a letter that went out already: a notice, or a reply sent before sealing. Raises Refused."""
    application = entered(verbs.SEAL_NOTICE, application, actor)
    return _sealed(verbs.SEAL_NOTICE, unsealed(application, letter), actor, file, at)


def e_seal(application: Application, actor: Actor, *, at: datetime) -> Attachment:
    """The county's e-seal service seals the reply about to go out. Raises Refused, with what the service said."""
    guard(verbs.E_SEAL, application, actor)
    letter = application.letters.get(frozen_at=None)
    copy = _from_service(letter)  # outside the transaction: nobody waits for the service with a lock in hand
    with stored.atomic():
        application = entered(verbs.E_SEAL, application, actor)
        current = application.letters.get(frozen_at=None)
        if current.paragraphs != letter.paragraphs:
            raise Refused("用印的时候文书有了改动，请再用印一次。")
        return _sealed(verbs.E_SEAL, current, actor, copy, at)


def e_seal_notice(application: Application, actor: Actor, *, letter: Letter, at: datetime) -> Attachment:
    """The same for a letter that went out already. Raises Refused."""
    guard(verbs.E_SEAL_NOTICE, application, actor)
    copy = _from_service(letter)
    with stored.atomic():
        application = entered(verbs.E_SEAL_NOTICE, application, actor)
        return _sealed(verbs.E_SEAL_NOTICE, unsealed(application, letter), actor, copy, at)


def _from_service(letter: Letter) -> File:
    try:
        return sealer.sealed(letter)
    except sealer.NotSealed as problem:
        raise Refused(problem.message) from problem


def unsealed(application: Application, letter: Letter) -> Letter:
    """The letter, locked, of this case, out and without a sealed copy. Raises Refused."""
    found = application.letters.select_for_update().filter(pk=letter.pk).exclude(frozen_at=None).first()
    if found is None:
        raise Refused("没有这份已经发出的文书。")
    if found.sealed_at:
        raise Refused("这份文书已经有盖章件，不能替换。")
    return found


def _sealed(verb, letter: Letter, actor: Actor, file: File, at: datetime) -> Attachment:
    application = letter.application
    on = checked_day(application, None, at)
    copy = keep(application, file, kind=AttachmentKind.SEALED, letter=letter, at=at, only=SCANS)
    letter.sealed_at, letter.sealed_digest = at, copy.digest
    letter.save(update_fields=["sealed_at", "sealed_digest"])
    happened(
        application, EventKind.SEALED, actor, on=on, at=at, ref=letter.number, data={"digest": copy.digest}
    )
    done(application, verb, actor, at=at, detail={"letter": letter.number, "digest": copy.digest})
    return copy
