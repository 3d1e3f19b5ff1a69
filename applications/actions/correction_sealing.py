"""The sealed copy of the letter that answers a correction of one's own record (Art 41; 国令716号 8-12)."""

from datetime import datetime

from django.core.files.base import File

from accounts.actors import Actor
from accounts.verbs import Refused, Verb, guard
from applications import sealer, stored, verbs
from applications.actions.storing import SCANS, checked, digest_of
from applications.models import Correction, CorrectionFile, Letter
from audit.record import record
from publishing import files


def seal_correction(correction: Correction, actor: Actor, *, file: File, at: datetime) -> CorrectionFile:
    """A scan of the signed and sealed paper. Raises Refused."""
    return _sealed(verbs.SEAL_CORRECTION, correction, actor, file, at)


def e_seal_correction(correction: Correction, actor: Actor, *, at: datetime) -> CorrectionFile:
    """The county's e-seal service seals it; nobody waits for the service with a lock in hand. Raises Refused."""
    guard(verbs.E_SEAL_CORRECTION, correction, actor)
    try:
        copy = sealer.sealed(_unsealed(correction))
    except sealer.NotSealed as problem:
        raise Refused(problem.message) from problem
    return _sealed(verbs.E_SEAL_CORRECTION, correction, actor, copy, at)


def _unsealed(correction: Correction) -> Letter:
    letter = correction.letter
    if letter is None:
        raise Refused("没有这份已经发出的文书。")
    if letter.sealed_at:
        raise Refused("这份文书已经有盖章件，不能替换。")
    return letter


@stored.atomic()
def _sealed(verb: Verb, correction: Correction, actor: Actor, file: File, at: datetime) -> CorrectionFile:
    row = Correction.objects.select_for_update(of=("self",)).select_related("agency").get(pk=correction.pk)
    guard(verb, row, actor)
    letter = _unsealed(row)
    name, extension = checked(file, SCANS)
    digest = digest_of(file)
    file.seek(0)
    kind = files.CONTENT_TYPES.get(extension, "application/octet-stream")
    copy = CorrectionFile.objects.create(
        correction=row, name=name, file=file, content_type=kind, size=file.size, digest=digest
    )
    stored.noted(copy.file)
    letter.sealed_at, letter.sealed_digest = at, digest
    letter.save(update_fields=["sealed_at", "sealed_digest"])
    record(actor, verb.word, row, at=at, detail={"letter": letter.number, "digest": digest})
    return copy
