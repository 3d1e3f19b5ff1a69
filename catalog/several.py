"""Verbs on several items at once: another agency answers, retired, moved; and one taken back into the catalogue."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record
from catalog.actions import add_version, edit_item, retire_item, settle_renewal, watch
from catalog.models import Domain, Item, ItemAgency
from catalog.verbs import MOVE, RESTORE

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
    done = 0
    prefetch_related_objects(list(items), Prefetch("links", ItemAgency.objects.select_related("agency")))
    for item in items:
        links = {link.agency_id: link for link in item.links.all()}
        if was.pk in links:
            _replace(item, was, now, [link.agency for link in links.values()], actor, at, reason)
            if links[was.pk].watched_from:
                watch(item, now, at, actor)
            done += 1
    if not done:
        raise Refused(f"选中的事项都不由{was.short_name}负责，没有改动。", {"was": "选中的事项都不由它负责"})
    return done


def _replace(
    item: Item, was: Agency, now: Agency, agencies: list[Agency], actor: Actor, at: datetime, reason: str
) -> None:
    after = list(dict.fromkeys(now if agency == was else agency for agency in agencies))
    words = item.publisher.split("、")
    names = {was.name: now.name, was.short_name: now.short_name}
    publisher = "、".join(dict.fromkeys(names.get(word, word) for word in words))
    changes = {"agencies": after, "publisher": publisher}
    edit_item(item, changes, actor, at=at, reason=reason, effective_on=localdate(at), version=item.version)


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
