"""Files that go out with a reply (Art 36(2), 37, 40)."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import File
from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import verbs
from applications.actions.recording import done, entered
from applications.actions.replying import redrafted
from applications.choices import AttachmentKind
from applications.models import Application, Attachment
from publishing import files


@transaction.atomic
def attach(application: Application, actor: Actor, *, file: File, at: datetime) -> Attachment:
    """Puts a file under the letter being drafted; its content must be what its name says. Raises Refused."""
    application = entered(verbs.ATTACH, application, actor)
    name = file.name.replace("\\", "/").rsplit("/", 1)[-1][-200:]
    extension = files.extension_of(name)
    if sentence := files.objection(file, extension):
        raise Refused(sentence, {"file": sentence})
    file.seek(0)
    row = Attachment.objects.create(
        application=application,
        letter=application.letters.get(frozen_at=None),
        kind=AttachmentKind.PROVIDED,
        name=name,
        file=file,
        content_type=files.CONTENT_TYPES.get(extension, "application/octet-stream"),
        size=file.size,
        digest=_digest(file),
        at=at,
    )
    redrafted(application, at)
    done(application, verbs.ATTACH, actor, at=at, detail={"file": name, "digest": row.digest})
    return row


def _digest(file: File) -> str:
    file.seek(0)
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
