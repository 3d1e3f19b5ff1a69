"""A draft and every change of it; what was reviewed or approved must be so again (Art 17)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from audit.record import record
from publishing import files, masking, notices, richtext, verbs
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
from publishing.actions.typed import open_stages, settle
from publishing.models import Attachment, Publication
from publishing.records.kinds import LONG

MASKED = ("title", "text", "personal_text")


@transaction.atomic
def draft(
    actor: Actor,
    *,
    agency,
    column,
    kind: str = "",
    title: str = "",
    at: datetime,
    items=(),
    origin: str = "",
    **facts,
) -> Publication:
    """A new draft; `facts` are names of FACTS. The duty of Art 26 opens with the date of formation.

    A typed record gives `record` and `fields` instead of kind, title and formed_on, which follow from them.
    """
    publication = Publication(agency=agency, column=column, kind=kind, title=title, origin=origin)
    guard(verbs.DRAFT, publication, actor)
    take(publication, settle(publication, {"title": title, **facts}, localdate(at)))
    publication.drafted_by = publication.edited_by = actor.user
    publication.created_at = publication.changed_at = at
    publication.save(force_insert=True)
    publication.items.set(items)
    open_stages(publication)
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
    facts = settle(publication, facts, localdate(at))
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
def mask_file(attachment: Attachment, actor: Actor, *, at: datetime) -> Attachment:
    """A new version of the file with its personal data covered (Art 15), checked again; the original is kept for the office.

    Raises Refused with a sentence where a file cannot be covered for sure, or where nothing is left to cover.
    """
    publication = locked(attachment.publication)
    guard(verbs.MASK_FILE, publication, actor)
    attachment = Attachment.objects.filter(pk=attachment.pk, publication=publication).first()
    if attachment is None:
        raise Refused("这份附件刚刚被同事换掉或者删除了，请刷新页面。")
    cover = notices.masker(publication, listed=attachment.personal)
    try:
        covered = masking.masked(attachment.name, attachment.file.open("rb").read(), cover)
    except masking.Unmaskable as unmaskable:
        raise Refused(str(unmaskable)) from unmaskable
    if cover(attachment.text) == attachment.text:
        raise Refused("这份附件里没有需要遮盖的。")
    made = files.replace(attachment, covered, at=at)
    if cover(made.text) != made.text:
        raise Refused("没有遮盖干净，文件没有改动：请在原文件里遮盖后重新上传。")
    new_revision(publication, actor, at)
    record(actor, verbs.MASK_FILE.word, publication, at=at, detail={"file": made.name})
    return made


@transaction.atomic
def mask(publication: Publication, actor: Actor, *, at: datetime) -> Publication:
    """Masks the personal data that the check finds in title and text (Art 15); a new revision."""
    publication = locked(publication)
    guard(verbs.MASK, publication, actor)
    as_text, as_list = notices.masker(publication), notices.masker(publication, listed=True)
    facts = {name: as_text(getattr(publication, name)) for name in ("title", "text")}
    facts["rich_text"] = richtext.changed(publication.rich_text, as_text)
    facts["fields"] = _masked_fields(publication, as_text)
    take(publication, facts | {"personal_text": as_list(publication.personal_text)})
    new_revision(publication, actor, at, fields=[*MASKED, "fields", "body_html"])
    record(actor, verbs.MASK.word, publication, at=at, detail={"revision": publication.revision})
    return publication


def _masked_fields(publication: Publication, masked: Callable[[str], str]) -> dict:
    """The long texts of a record; its numbers and codes are what they are."""
    record = publication.record_kind
    long = {field.name for field in record.fields if field.type == LONG} if record else set()
    return {name: masked(value) if name in long else value for name, value in publication.fields.items()}
