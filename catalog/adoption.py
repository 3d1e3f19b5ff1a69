"""A government starts its own catalogue from the reference items: the verb ADOPT."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import guard
from agencies.models import Agency
from audit.record import record
from catalog import elements, loading
from catalog.actions import leading, read_limits, snapshot
from catalog.models import Item, ItemAgency, ItemVersion, ReferenceItem
from catalog.publishers import Match, PublisherKind, match
from catalog.verbs import ADOPT
from search.changed import changed as search_changed

REASON = "采用参考目录"


@dataclass(frozen=True)
class CatalogOf:
    """The catalogue of a government as the subject of ADOPT."""

    agency: Agency
    state: str = ""


@transaction.atomic
def adopt_reference_items(
    government: Agency,
    actor: Actor,
    at: datetime,
    references: QuerySet[ReferenceItem] | None = None,
) -> list[Item]:
    """Creates this government's items from the reference items not yet adopted (all, or those given).

    Kinds of agency become agencies of this government; where a row names none, the domain's leading agency
    is assumed. Each item's first version says where it comes from. Safe to repeat.
    """
    guard(ADOPT, CatalogOf(government), actor)
    wanted = (ReferenceItem.objects.all() if references is None else references).filter(item=None)
    drafts = [_draft(row, at) for row in wanted.select_related("domain").order_by("order")]
    kinds = loading.publisher_kinds()
    agencies = list(Agency.objects.active())
    matched = [_responsible(item, kinds, agencies) for item in drafts]
    items = Item.objects.bulk_create(drafts)
    links = [link for item, found in zip(items, matched, strict=True) for link in _links(item, found)]
    ItemAgency.objects.bulk_create(links)
    ItemVersion.objects.bulk_create(
        [_first_version(item, found, actor, at) for item, found in zip(items, matched, strict=True)]
    )
    if items:
        record(actor, ADOPT.word, government, at=at, detail={"items": len(items)})
    for item in items:
        search_changed("item", item.pk, at=at)
    return items


def _draft(row: ReferenceItem, at: datetime) -> Item:
    item = Item(
        domain=row.domain,
        reference=row,
        code=row.code,
        order=row.order,
        level1=row.level1,
        level2=row.level2,
        content=row.content,
        basis=row.basis,
        time_limit=row.time_limit,
        publisher=row.publisher,
        method=row.method,
        channels=row.channels,
        audience=row.audience,
        levels=row.levels,
        marks=dict(row.marks),
        renewal_days=row.domain.renewal_days,
        effective_on=localdate(at),
        changed_at=at,
    )
    read_limits(item)
    return item


def _responsible(item: Item, kinds: list[PublisherKind], agencies: list[Agency]) -> Match:
    """Finds the item's agencies, and prints them as its publisher; an assumed one is marked."""
    found = match(item.publisher, kinds, agencies)
    if not found.agencies:
        lead = match(item.domain.publisher_kind, kinds, agencies)
        item.marks["publisher"] = elements.ASSUMED
        found = Match(lead.agencies, found.text or lead.text)
    item.publisher = found.text
    return found


def _links(item: Item, found: Match) -> list[ItemAgency]:
    lead = leading(list(found.agencies))
    return [ItemAgency(item=item, agency=agency, lead=agency is lead) for agency in found.agencies]


def _first_version(item: Item, found: Match, actor: Actor, at: datetime) -> ItemVersion:
    return ItemVersion(
        item=item,
        number=1,
        actor_id=actor.id,
        actor_label=actor.label,
        at=at,
        reason=REASON,
        effective_on=item.effective_on,
        snapshot=snapshot(item, list(found.agencies)),
    )
