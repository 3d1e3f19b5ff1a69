"""What the search may find of this room: public publications whose kind has no source of its own."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from publishing.models import Publication
from search.documents import Document


def documents(ids: Iterable[str] | None = None) -> Iterator[Document]:
    """Documents of the given public ids, or of all; what is not public is left out."""
    own = [kind for kind in settings.SEARCH_SOURCES if kind != "publication"]
    found = Publication.objects.published(timezone.now()).exclude(kind__in=own)
    if ids is not None:
        found = found.filter(public_id__in=list(ids))
    for publication in found.select_related("agency").prefetch_related("items__domain").iterator(500):
        yield document("publication", publication)


def document(kind: str, publication: Publication, **more) -> Document:
    """The document of a publication; `more` is what its room knows beyond it."""
    domains = {item.domain.name for item in publication.items.all()}
    return Document(
        kind=kind,
        id=publication.public_id,
        title=publication.title,
        url=reverse("publishing:detail", args=[publication.public_id]),
        text=publication.text,
        issuer=publication.issuer_name,
        agency=publication.agency.name,
        domains=tuple(sorted(domains)),
        formed_on=publication.formed_on,
        published_at=publication.published_at,
        external_id=publication.external_id or "",
        **more,
    )
