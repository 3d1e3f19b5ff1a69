"""What the search may find of this room: the summaries of the public log, nothing else of a request."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils import timezone

from applications import outcomes, publiclog
from applications.models import Application
from search.documents import Document

TITLE = 60  # characters


def answers(ids: Iterable[str] | None = None) -> Iterator[Document]:
    """Requests listed publicly, by the clerk's summary."""
    found = publiclog.rows(timezone.now())
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    for row in found.iterator(500):
        yield _answer(row)


def public_ids(ids: list[str]) -> set[str]:
    """Those of these that are still in the public log."""
    found = publiclog.rows(timezone.now()).filter(pk__in=ids)
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def _answer(row: Application) -> Document:
    summary = row.public_summary
    return Document(
        kind=publiclog.SEARCH_KIND,
        id=str(row.pk),
        title=summary if len(summary) <= TITLE else f"{summary[:TITLE]}…",
        url=reverse("applications:public_entry", args=[row.uid]),
        text=f"{summary}\n{outcomes.outcome(row.outcome).name}",
        issuer=row.agency.name,
        agency=row.agency.name,
        published_at=row.listed_at,
    )
