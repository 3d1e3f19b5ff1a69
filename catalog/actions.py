"""Every change to the catalogue: one function a verb, each in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record, record_all
from catalog import elements
from catalog.duty_kinds import RENEWAL
from catalog.freshness import renewal_due
from catalog.limits import parse_limits
from catalog.models import Domain, Item, ItemAgency, ItemVersion
from catalog.querysets import publications_of, published_by_agency
from catalog.verbs import ADD, EDIT, RETIRE, WATCH
from duties.actions import close_all, close_duty, open_duty, open_each
from duties.models import Duty
from search.changed import all_changed as search_all_changed
from search.changed import changed as search_changed
from workdays import tables
from workdays.calendar import Calendar

FIELDS = (
    "level1",
    "level2",
    "content",
    "basis",
    "time_limit",
    "publisher",
    "method",
    "channels",
    "audience",
    "levels",
    "renewal_days",
)
"""What an edit may change, besides the agencies."""
SAVED = (*FIELDS, "marks", "limits", "computable", "version", "changed_at", "effective_on", "retired_on")


OWN_ORDER = 10_000  # this government's own items stand behind those from the reference


@transaction.atomic
def add_item(
    domain: Domain, values: Mapping, actor: Actor, *, at: datetime, reason: str, effective_on: date
) -> Item:
    """A new item with its first version. `values`: FIELDS and `agencies`. Raises Refused for a future date."""
    guard(ADD, NewItemOf(values["agencies"][0]), actor, reason=reason)
    if effective_on > localdate(at):
        raise Refused("生效日期最晚是今天。", {"effective_on": "生效日期最晚是今天"})
    Domain.objects.select_for_update().get(pk=domain.pk)  # one number at a time
    code, order = next_code(domain)
    fields = {name: values[name] for name in FIELDS}
    item = Item(domain=domain, code=code, order=order, effective_on=effective_on, changed_at=at, **fields)
    item.marks = elements.marks([], elements.incomplete(item.elements()))
    read_limits(item)
    item.save(force_insert=True)
    set_agencies(item, values["agencies"])
    ItemVersion.objects.create(**version_values(item, actor, [], at=at, reason=reason))
    record(actor, ADD.word, item, at=at, reason=reason)
    search_changed("item", item.pk, at=at)
    return item


@dataclass(frozen=True)
class NewItemOf:
    """An item that is not there yet, as the subject of ADD."""

    agency: Agency
    state: str = ""


def next_code(domain: Domain) -> tuple[str, int]:
    """(code, order) of the next item that is this government's own; reference items are numbered apart."""
    prefix = f"{domain.order:02d}-B"
    used = Item.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(code[len(prefix) :]) for code in used if code[len(prefix) :].isdigit()]
    number = max(numbers, default=0) + 1
    return code_of(domain, number), OWN_ORDER + number


def code_of(domain: Domain, number: int) -> str:
    return f"{domain.order:02d}-B{number:04d}"


@transaction.atomic
def edit_item(
    item: Item,
    changes: Mapping,
    actor: Actor,
    *,
    at: datetime,
    reason: str,
    effective_on: date,
    version: int,
) -> ItemVersion:
    """Changes an item: a new version with reason and date of effect; the old one stays readable.

    `changes`: any of FIELDS, and `agencies` (list of Agency, the first takes the lead where it is a department).
    `version`: the one that the editor had before their eyes. Raises Refused when another has been saved since,
    when nothing is changed, or when the date of effect lies in the future.
    """
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    guard(EDIT, item, actor, reason=reason)
    refuse_stale(item, version)
    if effective_on > localdate(at):
        raise Refused("生效日期最晚是今天。", {"effective_on": "生效日期最晚是今天"})
    changed = _apply(item, changes)
    if not changed:
        raise Refused("没有改动任何内容，不必保存。")
    _settle_renewals(item, at)
    return add_version(item, actor, EDIT.word, changed, at=at, reason=reason, effective_on=effective_on)


def _settle_renewals(item: Item, at: datetime) -> None:
    """Renewals follow an edit: none for an agency that no longer publishes the item, new dates for the others."""
    links = {link.agency_id: link for link in item.links.select_related("agency")}
    for duty in Duty.objects.open().about(item).filter(kind=RENEWAL):
        link = links.get(duty.agency_id)
        if link is None or settle_renewal(item, link, at) is None:
            close_duty(RENEWAL, item, at=at, agency=duty.agency)


def refuse_stale(item: Item, version: int) -> None:
    """Raises Refused where another version has been saved since the one that the editor had before their eyes."""
    if item.version == version:
        return
    last = item.versions.first()
    raise Refused(
        f"您打开页面之后，{last.actor_label}已经保存了第{last.number}版（理由：{last.reason}）。"
        "您填写的内容都在下面，没有丢失；请对照最新内容，确认后再保存一次。"
    )


def _apply(item: Item, changes: Mapping) -> list[str]:
    """Sets what differs; returns its names in the order of FIELDS, agencies last."""
    changed = [name for name in FIELDS if name in changes and getattr(item, name) != changes[name]]
    for name in changed:
        setattr(item, name, changes[name])
    if "agencies" in changes and set_agencies(item, changes["agencies"]):
        changed.append("agencies")
    if changed:
        derive(item, changed)
    return changed


def derive(item: Item, changed: list[str]) -> None:
    """What follows from the elements: parsed limits, and marks (what a person wrote is given)."""
    read_limits(item)
    assumed = [n for n, mark in item.marks.items() if mark == elements.ASSUMED and n not in changed]
    item.marks = elements.marks(assumed, elements.incomplete(item.elements()))


def read_limits(item: Item) -> None:
    """Sets `limits` and `computable` from the words."""
    parsed = parse_limits(item.time_limit)
    item.limits = [asdict(limit) for limit in parsed.limits]
    item.computable = parsed.computable


def set_agencies(item: Item, agencies: list[Agency]) -> bool:
    """Makes these the agencies of the item, keeping what is watched; returns whether anything changed."""
    lead = leading(agencies)
    kept = {link.agency_id: link for link in item.links.all()}
    wanted = {agency.pk for agency in agencies}
    now_lead = next((link.agency_id for link in kept.values() if link.lead), None)
    if set(kept) == wanted and now_lead == (lead and lead.pk):
        return False
    item.links.exclude(agency__in=agencies).delete()
    item.links.update(lead=False)
    ItemAgency.objects.bulk_create(
        [ItemAgency(item=item, agency=agency) for agency in agencies if agency.pk not in kept]
    )
    item.links.filter(agency=lead).update(lead=True)
    return True


def leading(agencies: list[Agency]) -> Agency | None:
    """The agency that answers for an item: the first that is not a township (each township for itself)."""
    return next((agency for agency in agencies if agency.kind != Agency.TOWNSHIP), None)


def add_version(
    item: Item,
    actor: Actor,
    word: str,
    changed: list[str],
    *,
    at: datetime,
    reason: str,
    effective_on: date,
) -> ItemVersion:
    """Saves an item's fields as its next version, with the audit entry; the caller has asked whether it may be."""
    rows = [(item, changed)]
    return add_versions(rows, actor, word, at=at, reason=reason, effective_on=effective_on)[0]


def add_versions(
    rows: Sequence[tuple[Item, list[str]]],
    actor: Actor,
    word: str,
    *,
    at: datetime,
    reason: str,
    effective_on: date,
) -> list[ItemVersion]:
    """The same for many items, each with the names of what changed in it: an audit entry each, in a few statements."""
    items = [item for item, _ in rows]
    for item in items:
        item.version += 1
        item.changed_at, item.effective_on = at, effective_on
    Item.objects.bulk_update(items, SAVED)
    agencies = answering(items)
    made = ItemVersion.objects.bulk_create(
        ItemVersion(**version_values(item, actor, changed, at=at, reason=reason, agencies=agencies[item.pk]))
        for item, changed in rows
    )
    told = [(item, {"version": item.version, "changed": changed}) for item, changed in rows]
    record_all(actor, word, told, at=at, reason=reason)
    search_all_changed("item", [item.pk for item in items], at=at)
    return made


def answering(items: Sequence[Item]) -> dict[int, list[Agency]]:
    """Item id -> its agencies as the database has them, the leading one first."""
    held: dict[int, list[Agency]] = {item.pk: [] for item in items}
    for link in ItemAgency.objects.filter(item__in=items).select_related("agency"):
        held[link.item_id].append(link.agency)
    return held


def version_values(
    item: Item,
    actor: Actor,
    changed: list[str],
    *,
    at: datetime,
    reason: str,
    agencies: list[Agency] | None = None,
) -> dict:
    """The fields of the version that holds an item's present state; `agencies`: as `answering` gives them."""
    agencies = answering([item])[item.pk] if agencies is None else agencies
    return {
        "item": item,
        "number": item.version,
        "actor_id": actor.id,
        "actor_label": actor.label,
        "at": at,
        "reason": reason.strip(),
        "effective_on": item.effective_on,
        "changed": changed,
        "snapshot": snapshot(item, agencies),
    }


def snapshot(item: Item, agencies: list[Agency]) -> dict:
    """Everything an item says, as plain values."""
    values = {name: getattr(item, name) for name in FIELDS}
    return values | {
        "name": item.name,
        "domain": item.domain.name,
        "agencies": [agency.name for agency in agencies],
        "marks": item.marks,
        "limits": item.limits,
        "retired_on": item.retired_on.isoformat() if item.retired_on else None,
    }


@transaction.atomic
def retire_item(item: Item, actor: Actor, *, at: datetime, reason: str) -> ItemVersion:
    """Takes an item out of the catalogue from today on; it stays readable and its duties end."""
    item = Item.objects.select_for_update(of=("self",)).get(pk=item.pk)
    guard(RETIRE, item, actor, reason=reason)
    item.retired_on = localdate(at)
    close_all(item, at=at)
    return add_version(
        item, actor, RETIRE.word, ["retired_on"], at=at, reason=reason, effective_on=localdate(at)
    )


@transaction.atomic
def watch(item: Item, agency: Agency, at: datetime, actor: Actor = SYSTEM) -> date | None:
    """Watches the renewal of an item by one agency from the day of `at`; returns the day it is due.

    None where the item has no renewal period. Raises ItemAgency.DoesNotExist for an agency without the item.
    """
    guard(WATCH, item, actor)
    link = item.links.select_for_update().get(agency=agency)
    if link.watched_from is None:
        link.watched_from = localdate(at)
        link.save(update_fields=["watched_from"])
        record(actor, WATCH.word, item, at=at, detail={"agency": agency.name})
    return settle_renewal(item, link, at)


@transaction.atomic
def item_published(item: Item, agency: Agency, at: datetime) -> date | None:
    """Something came out under the item: the agency's renewal is done and the next one opens.

    Returns the day the next is due; None where the agency's renewal is not watched.
    """
    close_duty(RENEWAL, item, at=at, agency=agency)
    search_changed("item", item.pk, at=at)
    link = item.links.filter(agency=agency).exclude(watched_from=None).first()
    if link is None or item.retired(localdate(at)):
        return None
    return settle_renewal(item, link, at, newest=localdate(at))


@transaction.atomic
def item_withdrawn(item: Item, agency: Agency, at: datetime) -> date | None:
    """A publication under the item was taken back: the agency's renewal counts again from what remains.

    Returns the day it is due; None where the agency's renewal is not watched.
    """
    search_changed("item", item.pk, at=at)
    link = item.links.filter(agency=agency).exclude(watched_from=None).first()
    return None if link is None or item.retired(localdate(at)) else settle_renewal(item, link, at)


def settle_renewal(item: Item, link: ItemAgency, at: datetime, newest: date | None = None) -> date | None:
    """Opens or moves the renewal of an item by one agency; returns the day it is due, None where none is asked for."""
    if link.not_applicable:
        return None
    facts = _renewal(item, link, newest or newest_on(item, link.agency, at), tables.current())
    if facts is None:
        return None
    open_duty(RENEWAL, item, agency=link.agency, at=at, **facts)
    return facts["due_on"]


def settle_renewals(links: Iterable[ItemAgency], agency: Agency, at: datetime) -> None:
    """The same for many items of one agency."""
    links = [link for link in links if not link.not_applicable]
    newest = published_by_agency([link.item_id for link in links], at)
    days = {item: localdate(out_at) for (item, body), (_, out_at) in newest.items() if body == agency.pk}
    calendar = tables.current()
    found = [(link.item, _renewal(link.item, link, days.get(link.item_id), calendar)) for link in links]
    open_each(RENEWAL, [(item, facts) for item, facts in found if facts], agency=agency, at=at)


def _renewal(item: Item, link: ItemAgency, newest: date | None, calendar: Calendar) -> dict | None:
    """What the duty to renew says; None where the item has no renewal period or is not watched."""
    due = renewal_due(newest, link.watched_from, item.renewal_days)
    if due is None:
        return None
    rolled = calendar.roll(due)
    return {
        "due_on": rolled,
        "provisional": calendar.provisional(rolled),
        "count": (due, 0),
        "label": f"更新“{item.domain.name}·{item.name}”",
        "url": _desk_address(item),
    }


def _desk_address(item: Item) -> str:
    """The item's page on the desk, also when this process serves none."""
    return reverse("desk_catalog:versions", args=[item.pk], urlconf=settings.EVERY_ADDRESS)


def newest_on(item: Item, agency: Agency, at: datetime) -> date | None:
    """The day of the agency's newest publication under the item."""
    found = publications_of(item, at)
    newest = found.filter(agency=agency).first() if found else None
    return localdate(newest.published_at) if newest else None
