"""What the search may find of this room: public publications whose kind has no source of its own."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from publishing.models import Publication
from publishing.records import world
from search.documents import Document


def documents(ids: Iterable[str] | None = None) -> Iterator[Document]:
    """Documents of the given public ids, or of all; what is not public is left out."""
    own = [kind for kind in settings.SEARCH_SOURCES if kind != "publication"]
    found = Publication.objects.published(timezone.now()).exclude(kind__in=own)
    if ids is not None:
        found = found.filter(public_id__in=list(ids))
    for publication in found.select_related("agency").prefetch_related("items__domain").iterator(500):
        yield document("publication", publication)


def domains_of(publication: Publication) -> tuple[str, ...]:
    """The domains of the items it serves."""
    return tuple(sorted({item.domain.name for item in publication.items.all()}))


def topics_of(publication: Publication) -> tuple[str, ...]:
    """What it is about, in the words of the catalogue: the first level of the items it serves."""
    return tuple(sorted({item.level1 for item in publication.items.all()}))


def public_ids(ids: list[str]) -> set[str]:
    """Those of these public ids that are still public."""
    public = Publication.objects.published(timezone.now()).filter(public_id__in=ids)
    return set(public.values_list("public_id", flat=True))


def document(kind: str, publication: Publication, **more) -> Document:
    """The document of a publication; `more` is what its room knows beyond it."""
    return Document(
        kind=kind,
        id=publication.public_id,
        title=publication.title,
        url=reverse("publishing:detail", args=[publication.public_id]),
        text=world.open_text(publication),
        issuer=publication.issuer_name,
        agency=publication.agency.name,
        domains=domains_of(publication),
        topics=more.pop("topics", ()) or topics_of(publication),
        formed_on=publication.formed_on,
        published_at=publication.published_at,
        external_id=publication.external_id or "",
        serials=tuple(filter(None, (publication.index_number, more.pop("registration_number", "")))),
        **more,
    )
