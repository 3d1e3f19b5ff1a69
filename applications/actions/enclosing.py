"""Files that go out with a reply (Art 36(2), 37, 40)."""

from datetime import datetime

from django.core.files.base import File

from accounts.actors import Actor
from applications import stored, verbs
from applications.actions.recording import done, entered
from applications.actions.replying import redrafted
from applications.actions.storing import keep
from applications.choices import AttachmentKind
from applications.models import Application, Attachment


@stored.atomic()
def attach(application: Application, actor: Actor, *, file: File, at: datetime) -> Attachment:
    """Puts a file under the letter being drafted; its content must be what its name says. Raises Refused."""
    application = entered(verbs.ATTACH, application, actor)
    letter = application.letters.get(frozen_at=None)
    row = keep(application, file, kind=AttachmentKind.PROVIDED, letter=letter, at=at)
    redrafted(application, at)
    done(application, verbs.ATTACH, actor, at=at, detail={"file": row.name, "digest": row.digest})
    return row
