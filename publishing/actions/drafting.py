"""A draft and every change of it; what was reviewed or approved must be so again (Art 17)."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import guard
from audit.record import record
from publishing import files, privacy, richtext, verbs
from publishing.actions.records import (
    Outdated,
    locked,
    new_revision,
    note_revision,
    outdated,
    take,
    taken,
    watch,
)
from publishing.models import Attachment, Publication

MASKED = ("title", "text", "personal_text")


@transaction.atomic
def draft(
    actor: Actor, *, agency, column, kind: str, title: str, at: datetime, items=(), origin: str = "", **facts
) -> Publication:
    """A new draft; `facts` are names of FACTS. The duty of Art 26 opens with the date of formation."""
    publication = Publication(agency=agency, column=column, kind=kind, title=title, origin=origin)
    guard(verbs.DRAFT, publication, actor)
    take(publication, {"title": title, **facts})
    publication.drafted_by = publication.edited_by = actor.user
    publication.created_at = publication.changed_at = at
    publication.save(force_insert=True)
    publication.items.set(items)
    note_revision(publication, actor, at)
    watch(publication, at)
    record(actor, verbs.DRAFT.word, publication, at=at)
    return publication


@transaction.atomic
def edit(
    publication: Publication, actor: Actor, *, version: int, at: datetime, items=None, **facts
) -> Publication:
    """Changes a draft that still is at revision `version`; what was reviewed or approved must be so again.

    Raises Outdated when somebody saved in between: the caller keeps the text on the screen.
    """
    publication = locked(publication)
    guard(verbs.EDIT, publication, actor)
    if publication.revision != version:
        raise Outdated(outdated(publication))
    take(publication, facts)
    new_revision(publication, actor, at, fields=[*taken(facts), "body_html"])
    if items is not None:
        publication.items.set(items)
    watch(publication, at)
    record(actor, verbs.EDIT.word, publication, at=at, detail={"revision": publication.revision})
    return publication


@transaction.atomic
def attach(
    publication: Publication,
    actor: Actor,
    *,
    upload,
    at: datetime,
    name: str = "",
    personal: bool = False,
) -> Attachment:
    """Adds a file; refused for kinds of file that are not on the list (files.ALLOWED)."""
    publication = locked(publication)
    guard(verbs.ATTACH, publication, actor)
    attachment = files.store(publication, upload, name=name, at=at, personal=personal)
    new_revision(publication, actor, at)
    record(actor, verbs.ATTACH.word, publication, at=at, detail={"file": attachment.name})
    return attachment


@transaction.atomic
def detach(attachment: Attachment, actor: Actor, *, at: datetime) -> Publication:
    """Takes a file off a draft."""
    publication = locked(attachment.publication)
    guard(verbs.DETACH, publication, actor)
    name = attachment.name
    attachment.delete()
    new_revision(publication, actor, at)
    record(actor, verbs.DETACH.word, publication, at=at, detail={"file": name})
    return publication


@transaction.atomic
def mask(publication: Publication, actor: Actor, *, at: datetime) -> Publication:
    """Masks the personal data that the check finds in title and text (Art 15); a new revision."""
    publication = locked(publication)
    guard(verbs.MASK, publication, actor)
    facts = {name: _masked(getattr(publication, name)) for name in MASKED}
    take(publication, facts | {"rich_text": richtext.changed(publication.rich_text, _masked)})
    new_revision(publication, actor, at, fields=[*MASKED, "body_html"])
    record(actor, verbs.MASK.word, publication, at=at, detail={"revision": publication.revision})
    return publication


def _masked(text: str) -> str:
    return privacy.mask(text, privacy.find(text))
