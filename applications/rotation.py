"""Changing the field keys while the portal runs: rows and files are re-sealed in small batches, each verified.

Old keys stay in FIELD_KEYS until the report says that nothing is left under them. Safe to stop and to repeat.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import models, transaction

from applications import identity, sealed
from applications.models import Application, Attachment, Correction, CorrectionFile

ROWS = (Application, Correction)
FILES = ((Attachment, "application"), (CorrectionFile, "correction"))


@dataclass
class Report:
    """How many rows and files were re-sealed, and what could not be opened (its label and why)."""

    rows: int = 0
    files: int = 0
    failed: list[str] = field(default_factory=list)


def rotate(*, batch: int = 200) -> Report:
    """Everything that is not under the first key is sealed under it. Raises ValueError where no key opens."""
    if not identity.can_open():
        raise ValueError("这个进程没有能打开的密钥（FIELD_KEYS），不能更换。")
    report = Report()
    for model in ROWS:
        for row in _stale_rows(model, batch):
            report.rows += _counted(_resealed_row, row, report)
    for model, owner in FILES:
        for row in _stale_files(model, owner, batch):
            report.files += _counted(_resealed_file, row, report, getattr(row, owner))
    return report


def _counted(reseal, row, report: Report, *more) -> bool:
    try:
        reseal(row, *more)
    except (sealed.CannotOpen, OSError) as error:
        report.failed.append(f"{row}: {error}")
        return False
    return True


def _stale_rows(model: type[models.Model], batch: int) -> Iterator:
    stale = model.objects.exclude(identity="").exclude(identity__startswith=identity.mark() + ":")
    yield from _batches(stale, batch)


def _stale_files(model: type[models.Model], owner: str, batch: int) -> Iterator:
    stale = model.objects.exclude(key_id="").exclude(key_id=identity.mark()).select_related(owner)
    yield from _batches(stale, batch)


def _batches(stale: models.QuerySet, batch: int) -> Iterator:
    """Each batch is locked only as long as it takes; a row that cannot be opened is passed by."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(stale.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))[:batch])
            yield from rows
        if not rows:
            return
        last = rows[-1].pk


def _resealed_row(row) -> None:
    person = identity.opened_identity(row)
    row.identity = identity.sealed_identity(row.uid, person)
    if identity.opened_identity(row) != person:
        raise sealed.CannotOpen("The new envelope does not hold what the old one held.")
    row.save(update_fields=["identity"])


def _resealed_file(row, owner) -> None:
    """The new file stands beside the old one, which goes when the row says so for good."""
    with row.file.open("rb") as stored:
        plain = identity.opened_file(owner.uid, row.digest, stored.read())
    if sha256(plain).hexdigest() != row.digest:
        raise sealed.CannotOpen("The file is not the one whose digest was recorded.")
    old, envelope = row.file.name, identity.sealed_file(owner.uid, row.digest, plain)
    row.file.save(old.rsplit("/", 1)[-1], ContentFile(envelope), save=False)
    row.key_id = identity.mark()
    row.save(update_fields=["file", "key_id"])
    transaction.on_commit(lambda: row.file.storage.delete(old))
