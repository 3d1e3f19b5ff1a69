"""Files of publications as entries of the search: read once by the worker, found by name before, by their words after."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from outbox.post import post
from publishing import filetext
from publishing.files import extension_of
from publishing.models import Attachment, Publication
from publishing.search_source import domains_of, topics_of
from search.changed import changed
from search.documents import Document
from search.models import FileText

HANDLER = "publishing.read_files"


def documents(ids: Iterable[str] | None = None) -> Iterator[Document]:
    """One document for each readable file of the public publications with these public ids, or of all."""
    found = _public(timezone.now())
    if ids is not None:
        found = found.filter(publication__public_id__in=list(ids))
    words = FileText.objects.filter(digest=OuterRef("digest")).values("text")
    found = found.annotate(words=Subquery(words)).select_related("publication__agency")
    for attachment in found.prefetch_related("publication__items__domain").iterator(200):
        yield _document(attachment, attachment.words or "")


def public_ids(ids: list[str]) -> set[str]:
    """Those of these documents' ids that are still public."""
    numbers = [id.rpartition("-")[2] for id in ids]
    return {
        _id(found) for found in _public(timezone.now()).filter(pk__in=numbers).select_related("publication")
    }


def _public(at: datetime) -> QuerySet[Attachment]:
    return Attachment.objects.filter(
        publication__in=Publication.objects.published(at),
        name__iregex=rf"\.({'|'.join(filetext.READERS)})$",
    )


def _id(attachment: Attachment) -> str:
    return f"{attachment.publication.public_id}-{attachment.pk}"


def _document(attachment: Attachment, text: str) -> Document:
    publication = attachment.publication
    return Document(
        kind="file",
        id=_id(attachment),
        of=publication.public_id,
        part_of=publication.title,
        title=attachment.name,
        url=reverse("publishing:file", args=[publication.public_id, attachment.pk]),
        text=text,
        issuer=publication.issuer_name,
        agency=publication.agency.name,
        domains=domains_of(publication),
        topics=topics_of(publication),
        formed_on=publication.formed_on,
        published_at=publication.published_at,
    )


def on_publication(publication: Publication, verb: str, actor: Actor, *, at: datetime) -> None:
    """Publication effect: asks the worker to read files not read before."""
    if publication.state == Publication.State.PUBLISHED and _unread(publication.attachments.all()).exists():
        post(HANDLER, {"id": publication.public_id}, at=at)


def _unread(files: QuerySet[Attachment]) -> QuerySet[Attachment]:
    return files.exclude(Exists(FileText.objects.filter(digest=OuterRef("digest"))))


def read(payload: dict) -> None:
    """Outbox handler: reads the files of a publication and tells the index. Harmless when repeated."""
    now = timezone.now()
    for attachment in _unread(Attachment.objects.filter(publication__public_id=payload["id"])):
        text, problem = _words(attachment)
        FileText.objects.get_or_create(
            digest=attachment.digest, defaults={"text": text, "problem": problem, "read_at": now}
        )
    changed("file", payload["id"], at=now)


def _words(attachment: Attachment) -> tuple[str, str]:
    """(text, why it cannot be read); through a file of our own, since the store may be far away."""
    extension = extension_of(attachment.name)
    if extension not in filetext.READERS:
        return "", ""
    try:
        with (
            tempfile.NamedTemporaryFile(suffix=f".{extension}") as copy,
            attachment.file.open("rb") as content,
        ):
            for chunk in content.chunks():
                copy.write(chunk)
            copy.flush()
            return filetext.words(Path(copy.name), extension), ""
    except (filetext.Unreadable, OSError) as problem:
        return "", str(problem)[:300]


def forget() -> int:
    """Removes the words of files that no publication carries any more."""
    carried = Attachment.objects.filter(digest=OuterRef("digest"))
    return FileText.objects.exclude(Exists(carried)).delete()[0]
