"""What the catalogue hands to the search: items in force, and the agencies."""

from collections.abc import Iterable

from django.urls import reverse

from agencies.models import Agency
from catalog.models import Item
from search.documents import Document


def items(ids: Iterable[str] | None = None) -> Iterable[Document]:
    """Items not retired; an id not returned leaves the index. Their titles say where in the catalogue they stand."""
    found = Item.objects.filter(retired_on=None).select_related("domain")
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    for item in found.prefetch_related("links__agency").iterator(chunk_size=500):
        yield _item(item)


def _item(item: Item) -> Document:
    lead = item.agency
    return Document(
        kind="item",
        id=str(item.pk),
        title=" · ".join(dict.fromkeys(part for part in (item.domain.name, item.level1, item.name) if part)),
        url=item.get_absolute_url(),
        text="\n".join(part for part in (item.level1, item.content, item.basis, item.publisher) if part),
        issuer=item.publisher,
        agency=lead.name if lead else "",
        domains=(item.domain.name,),
        topics=(item.level1,),
        published_at=item.changed_at,
    )


def public_item_ids(ids: list[str]) -> set[str]:
    """Those of these items that are not retired."""
    found = Item.objects.filter(retired_on=None, pk__in=ids)
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def public_agency_ids(ids: list[str]) -> set[str]:
    """Those of these agencies that are active."""
    return {str(pk) for pk in Agency.objects.active().filter(pk__in=ids).values_list("pk", flat=True)}


def agencies(ids: Iterable[str] | None = None) -> Iterable[Document]:
    """Active agencies, with what their guide says."""
    found = Agency.objects.active()
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    for agency in found:
        yield Document(
            kind="agency",
            id=str(agency.pk),
            title=agency.name,
            url=reverse("agencies:detail", args=[agency.slug]),
            text="\n".join(_facts(agency)),
            agency=agency.name,
        )


def _facts(agency: Agency) -> list[str]:
    facts = (agency.short_name, agency.address, agency.disclosure_office, agency.phone)
    return [fact for fact in facts if fact]
