"""Verbs on several items at once: another agency answers, retired, moved; and one taken back into the catalogue."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, Verb, guard
from agencies.models import Agency
from audit.record import record, record_all
from catalog.actions import (
    add_version,
    add_versions,
    derive,
    leading,
    refuse_stale,
    retire_item,
    settle_renewal,
    settle_renewals,
)
from catalog.duty_kinds import RENEWAL
from catalog.models import Domain, Item, ItemAgency
from catalog.verbs import EDIT, MOVE, RESTORE, WATCH
from duties.actions import close_each

NOTHING = "没有选中任何事项。"


@transaction.atomic
def hand_over(
    items: Sequence[Item], was: Agency, now: Agency, actor: Actor, *, at: datetime, reason: str
) -> int:
    """In each item `now` takes the place of `was`, in the words of 公开主体 too; returns in how many.

    Items for which `was` does not answer stay as they are. What was watched of the one is watched of the other from
    the day of `at` on. Raises Refused where the two are the same, or no item is answered for by `was`.
    """
    if was == now:
        raise Refused("原来的机关和改由的机关是同一个。", {"now": "选择另一个机关"})
    taken = _answered_by(was, items, actor, reason)
    if not taken:
        raise Refused(f"选中的事项都不由{was.short_name}负责，没有改动。", {"was": "选中的事项都不由它负责"})
    watched = [
        link.item_id
        for item in taken
        for link in item.links.all()
        if link.agency == was and link.watched_from
    ]
    changed = [_renamed(item, was, now) for item in taken]
    _relink(taken, was, now)
    close_each(RENEWAL, taken, at=at, agency=was)
    rows = list(zip(taken, changed, strict=True))
    add_versions(rows, actor, EDIT.word, at=at, reason=reason, effective_on=localdate(at))
    _watch([item for item in taken if item.pk in set(watched)], now, actor, at)
    return len(taken)


def _answered_by(was: Agency, items: Sequence[Item], actor: Actor, reason: str) -> list[Item]:
    """Those of the items for which the agency answers, locked and read again, with their links."""
    seen = {item.pk: item.version for item in items}
    rows = Item.objects.select_for_update(of=("self",)).filter(pk__in=seen, links__agency=was)
    links = Prefetch("links", ItemAgency.objects.select_related("agency"))
    found = list(rows.select_related("domain").prefetch_related(links).order_by("pk"))
    _guard_each(EDIT, found, actor, reason=reason)
    for item in found:
        refuse_stale(item, seen[item.pk])
    return found


def _guard_each(verb: Verb, items: Sequence[Item], actor: Actor, *, reason: str = "") -> None:
    """The guard asks about agency and state: once for all items that share them."""
    for item in {(item.agency, item.state): item for item in items}.values():
        guard(verb, item, actor, reason=reason)


def _renamed(item: Item, was: Agency, now: Agency) -> list[str]:
    """Puts the new agency's name into 公开主体; the names of what changes."""
    names = {was.name: now.name, was.short_name: now.short_name}
    publisher = "、".join(dict.fromkeys(names.get(word, word) for word in item.publisher.split("、")))
    changed = ["publisher", "agencies"] if publisher != item.publisher else ["agencies"]
    item.publisher = publisher
    derive(item, changed)
    return changed


def _relink(items: Sequence[Item], was: Agency, now: Agency) -> None:
    """The agencies of each item, with the new one in the place of the old; and who leads then."""
    of_these = ItemAgency.objects.filter(item__in=items)
    of_these.filter(agency=was).delete()
    of_these.filter(lead=True).update(lead=False)
    fresh = [item for item in items if all(link.agency != now for link in item.links.all())]
    ItemAgency.objects.bulk_create(ItemAgency(item=item, agency=now) for item in fresh)
    led = defaultdict(list)
    for item in items:
        after = dict.fromkeys(now if link.agency == was else link.agency for link in item.links.all())
        led[leading(list(after))].append(item)
    for lead, theirs in led.items():
        of_these.filter(item__in=theirs, agency=lead).update(lead=True)


def _watch(items: Sequence[Item], agency: Agency, actor: Actor, at: datetime) -> None:
    """What `watch` does, for many items."""
    _guard_each(WATCH, items, actor)
    links = ItemAgency.objects.filter(item__in=items, agency=agency).select_related("item__domain", "agency")
    links = list(links)
    begun = [link for link in links if link.watched_from is None]
    for link in begun:
        link.watched_from = localdate(at)
    ItemAgency.objects.bulk_update(begun, ["watched_from"])
    record_all(actor, WATCH.word, [(link.item, {"agency": agency.name}) for link in begun], at=at)
    settle_renewals(links, agency, at)


@transaction.atomic
def retire_items(items: Sequence[Item], actor: Actor, *, at: datetime, reason: str) -> int:
    """Takes several items out of the catalogue; all of them or, where one cannot be, none."""
    if not items:
        raise Refused(NOTHING)
    for item in items:
        retire_item(item, actor, at=at, reason=reason)
    return len(items)


@transaction.atomic
def restore_item(item: Item, actor: Actor, *, at: datetime, reason: str) -> Item:
    """A retired item is in force again from today on, as it was; its renewals are watched again."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    guard(RESTORE, item, actor, reason=reason)
    item.retired_on = None
    add_version(item, actor, RESTORE.word, ["retired_on"], at=at, reason=reason, effective_on=localdate(at))
    for link in item.links.exclude(watched_from=None).select_related("agency"):
        link.watched_from = localdate(at)
        link.save(update_fields=["watched_from"])
        settle_renewal(item, link, at)
    return item


@transaction.atomic
def move_items(items: Sequence[Item], after: Item | None, actor: Actor, *, at: datetime) -> int:
    """Puts items of one domain behind another of it, in their own order; to the front where `after` is None.

    The order is not an element: no item gets a version, one entry says what was moved. Raises Refused across domains.
    """
    domains = {item.domain_id for item in (*items, *([after] if after else []))}
    if not items or len(domains) != 1:
        raise Refused("一次只能在一个领域里移动。请先按领域查找，再选。" if items else NOTHING)
    domain = Domain.objects.select_for_update().get(pk=domains.pop())
    for item in items:
        guard(MOVE, item, actor)
    moved = {item.pk for item in items}
    if after and after.pk in moved:
        raise Refused("不能移到它自己的后面。", {"after": "选择没有选中的事项"})
    standing = list(domain.items.order_by("order", "pk"))
    left = [item for item in standing if item.pk not in moved]
    place = next((n + 1 for n, item in enumerate(left) if after and item.pk == after.pk), 0)
    order = [*left[:place], *(item for item in standing if item.pk in moved), *left[place:]]
    changed = [item for n, item in enumerate(order, 1) if item.order != n]
    for n, item in enumerate(order, 1):
        item.order = n
    Item.objects.bulk_update(changed, ["order"])
    where = f"{after.name}之后" if after else "最前"
    record(actor, MOVE.word, domain, at=at, detail={"items": sorted(moved), "to": where})
    return len(moved)
