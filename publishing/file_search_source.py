"""Files of public publications as entries of the search of their own, found by their names and their words."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from publishing.models import Attachment
from publishing.search_source import domains_of, topics_of
from search.documents import Document

READABLE = r"\.(pdf|docx|xlsx)$"


def documents(ids: Iterable[str] | None = None) -> Iterator[Document]:
    """One document for each readable file of the public publications with these public ids, or of all."""
    found = _public(timezone.now())
    if ids is not None:
        found = found.filter(publication__public_id__in=list(ids))
    found = found.select_related("publication__agency").prefetch_related("publication__items__domain")
    yield from map(_document, found.iterator(200))


def public_ids(ids: list[str]) -> set[str]:
    """Those of these documents' ids that are still public."""
    numbers = [id.rpartition("-")[2] for id in ids]
    found = _public(timezone.now()).filter(pk__in=numbers)
    return {_id(attachment) for attachment in found.select_related("publication").defer("text")}


def _public(at: datetime) -> QuerySet[Attachment]:
    return Attachment.objects.public(at).filter(personal=False, name__iregex=READABLE)


def _id(attachment: Attachment) -> str:
    return f"{attachment.publication.public_id}-{attachment.pk}"


def _document(attachment: Attachment) -> Document:
    """The words of a file with hidden sheets, comments or deleted text are not told: only its name is."""
    publication = attachment.publication
    return Document(
        kind="file",
        id=_id(attachment),
        of=publication.public_id,
        part_of=publication.title,
        title=attachment.name,
        url=reverse("publishing:file", args=[publication.public_id, attachment.pk]),
        text="" if attachment.hidden else attachment.text,
        issuer=publication.issuer_name,
        agency=publication.agency.name,
        domains=domains_of(publication),
        topics=topics_of(publication),
        formed_on=publication.formed_on,
        published_at=publication.published_at,
    )
