"""Files of a case, each checked by its content before it is kept."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from django.core.files.base import File

from accounts.verbs import Refused
from applications import stored
from applications.models import Application, Attachment, Letter
from publishing import files

SCANS = ("pdf", "jpg", "jpeg", "png", "ofd")


def keep(
    application: Application,
    file: File,
    *,
    kind: str,
    at: datetime,
    letter: Letter | None = None,
    only: Collection[str] = (),
) -> Attachment:
    """One row and its file; `only` narrows the extensions that are taken. Raises Refused beside `file`."""
    name, extension = checked(file, only)
    digest = digest_of(file)
    file.seek(0)
    row = Attachment.objects.create(
        application=application,
        letter=letter,
        kind=kind,
        name=name,
        file=file,
        content_type=files.CONTENT_TYPES.get(extension, "application/octet-stream"),
        size=file.size,
        digest=digest,
        at=at,
    )
    stored.noted(row.file)
    return row


def checked(file: File, only: Collection[str] = ()) -> tuple[str, str]:
    """(name, extension) of a file whose content is what its name says. Raises Refused beside `file`."""
    name = file.name.replace("\\", "/").rsplit("/", 1)[-1][-200:]
    extension = files.extension_of(name)
    sentence = files.objection(file, extension)
    if only and extension not in only:
        sentence = f"只能上传扫描件或者版式文件：{'、'.join(only)}。"
    if sentence:
        raise Refused(sentence, {"file": sentence})
    return name, extension


def digest_of(file: File) -> str:
    """SHA-256 of the whole content, read piece by piece."""
    file.seek(0)
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
