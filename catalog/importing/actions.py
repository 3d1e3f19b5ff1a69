"""Writes what a table says as one change: one transaction, one audit entry, a version for every item it touches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from audit.record import record
from catalog import elements, loading
from catalog.actions import OWN_ORDER, SAVED, answering, code_of, leading, next_code, read_limits, snapshot
from catalog.adoption import CatalogOf
from catalog.importing.bulk import copy_in
from catalog.importing.difference import Difference, compare, levels_of
from catalog.importing.domains import Domains, aliases
from catalog.importing.items import Found, Reading
from catalog.importing.responsible import Responsible
from catalog.models import Domain, Item, ItemAgency, ItemVersion, TableRead
from catalog.verbs import IMPORT
from duties.actions import close_all
from search.changed import all_changed as search_all_changed
from search.changed import everything_changed

ONE_BY_ONE = 200  # more changes than this make the index again instead of one by one
BATCH = 1000
KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Written:
    """How many items an import touched."""

    created: int
    changed: int
    unchanged: int
    retired: int

    def as_dict(self) -> dict[str, int]:
        return dict(vars(self))


@dataclass(frozen=True)
class Source:
    """Where a table comes from. `agency`: it speaks for this agency alone. `retires`: what it does not hold is gone."""

    name: str
    digest: str = ""
    agency: Agency | None = None
    retires: bool = True
    reason: str = ""

    @property
    def why(self) -> str:
        return self.reason.strip() or f"导入《{self.name}》"


def known_domains() -> Domains:
    """The domains of this government by every name in use."""
    rows = Domain.objects.filter(active=True).values_list("name", "common_name", "successor")
    return Domains(aliases({name: (common, later) for name, common, later in rows}))


def difference(reading: Reading, source: Source, on: date) -> Difference:
    """What writing the table today would change."""
    domains = {found.domain for found in reading.items}
    items = Item.objects.current(on).filter(domain__name__in=domains).select_related("domain")
    if source.agency is not None:
        items = items.filter(agencies=source.agency)
    names = Domain.objects.filter(name__in=domains).values_list("name", flat=True)
    found = compare(reading.items, list(items.order_by("domain__order", "order", "pk")), names)
    if not source.retires:
        found.gone = []
    return found


@transaction.atomic
def write(
    reading: Reading,
    source: Source,
    actor: Actor,
    at: datetime,
    *,
    effective_on: date | None = None,
    sent: TableRead | None = None,
) -> Written:
    """Creates, changes and retires items so that the catalogue says what the table says. Safe to repeat.

    `sent`: the table kept since it was read; it notes what became of it. Raises Refused without the right, for
    a date of effect in the future, and for a table that has been written already.
    """
    government = Agency.objects.filter(kind=Agency.GOVERNMENT).first()
    guard(IMPORT, CatalogOf(government), actor)
    on = effective_on or localdate(at)
    if on > localdate(at):
        raise Refused("生效日期最晚是今天。", {"effective_on": "生效日期最晚是今天"})
    if sent is not None and TableRead.objects.select_for_update().get(pk=sent.pk).written_at:
        raise Refused("这份表格已经写入过了。要再导入，请重新上传。")
    names = {found.domain for found in reading.items}
    domains = {domain.name: domain for domain in Domain.objects.select_for_update().filter(name__in=names)}
    found = difference(reading, source, localdate(at))
    writing = _Writing(source, actor, at, on, domains)
    touched = [*writing.create(found.created), *writing.change(found), *writing.retire(found.gone)]
    done = Written(len(found.created), len(found.changed), len(found.unchanged), len(found.gone))
    if touched:
        subject = government or touched[0].domain
        detail = done.as_dict() | {"file": source.name, "digest": source.digest}
        record(actor, IMPORT.word, subject, at=at, reason=source.why, detail=detail)
        _tell_search(touched, at)
    if sent is not None:
        sent.written_at, sent.result = at, done.as_dict()
        sent.save(update_fields=["written_at", "result"])
    return done


def keep(reading: Reading, source: Source, domain: Domain | None, actor: Actor, at: datetime) -> TableRead:
    """Keeps a table as it was read until somebody has looked at it; unwritten ones go after a month."""
    TableRead.objects.filter(written_at=None, read_at__lt=at - KEPT).delete()
    return TableRead.objects.create(
        name=source.name,
        digest=source.digest,
        domain=domain,
        agency=source.agency,
        rows=reading.rows,
        items=[item.as_dict() for item in reading.items],
        flags=[flag.as_dict() for flag in reading.flags],
        read_by_label=actor.label,
        read_at=at,
    )


def _tell_search(items: list[Item], at: datetime) -> None:
    if len(items) > ONE_BY_ONE:
        everything_changed(at=at)
        return
    search_all_changed("item", [item.pk for item in items], at=at)


class _Writing:
    """The rows of one import, written in bulk."""

    def __init__(
        self, source: Source, actor: Actor, at: datetime, on: date, domains: dict[str, Domain]
    ) -> None:
        self.source, self.actor, self.at, self.on, self.domains = source, actor, at, on, domains
        self.responsible = Responsible(loading.publisher_kinds(), list(Agency.objects.active()))

    def create(self, found: list[Found]) -> list[Item]:
        orders = {name: next_code(domain)[1] for name, domain in self.domains.items()}
        drafts = []
        for one in found:
            drafts.append(self._draft(one, orders[one.domain]))
            orders[one.domain] += 1
        copy_in(drafts)
        items = drafts
        meant = [self._agencies(item) for item in items]
        links = [
            ItemAgency(item=item, agency=agency, lead=agency is leading(agencies))
            for item, agencies in zip(items, meant, strict=True)
            for agency in agencies
        ]
        copy_in(links)
        self._versions((item, agencies, []) for item, agencies in zip(items, meant, strict=True))
        return items

    def _agencies(self, item: Item) -> list[Agency]:
        if self.source.agency is not None:
            return [self.source.agency]
        return list(self.responsible.agencies_of(item.publisher))

    def _draft(self, found: Found, order: int) -> Item:
        domain = self.domains[found.domain]
        item = Item(
            domain=domain,
            code=code_of(domain, order - OWN_ORDER),
            order=order,
            level1=found.level1[:200],
            level2=found.level2[:300],
            content=found.content,
            basis=found.basis,
            time_limit=found.time_limit,
            publisher=found.publisher,
            method=found.method or elements.ACTIVE,
            channels=found.channels,
            audience=found.audience[:300],
            levels=levels_of(found),
            renewal_days=domain.renewal_days,
            effective_on=self.on,
            changed_at=self.at,
        )
        item.marks = marks_of(found, item)
        read_limits(item)
        return item

    def change(self, difference: Difference) -> list[Item]:
        changed = difference.changed
        for one in changed:
            for name, value in one.values.items():
                setattr(one.item, name, value)
            one.item.marks = one.item.marks | {n: marks_of(one.found, one.item)[n] for n in one.values}
            read_limits(one.item)
            self._advance(one.item)
        items = [one.item for one in changed]
        self._save(items, [list(one.values) for one in changed])
        return items

    def retire(self, items: list[Item]) -> list[Item]:
        for item in items:
            item.retired_on = localdate(self.at)
            self._advance(item)
            close_all(item, at=self.at)
        self._save(items, [["retired_on"]] * len(items))
        return items

    def _advance(self, item: Item) -> None:
        item.version += 1
        item.changed_at, item.effective_on = self.at, self.on

    def _save(self, items: list[Item], changed: list[list[str]]) -> None:
        Item.objects.bulk_update(items, SAVED, batch_size=BATCH)
        agencies = answering(items)
        self._versions((item, agencies[item.pk], names) for item, names in zip(items, changed, strict=True))

    def _versions(self, rows: Iterable[tuple[Item, list[Agency], list[str]]]) -> None:
        versions = [
            ItemVersion(
                item=item,
                number=item.version,
                actor_id=self.actor.id,
                actor_label=self.actor.label,
                at=self.at,
                reason=self.source.why,
                effective_on=item.effective_on,
                changed=names,
                snapshot=snapshot(item, agencies),
            )
            for item, agencies, names in rows
        ]
        copy_in(versions)


def marks_of(found: Found, item: Item) -> dict[str, str]:
    """Element -> given, inherited, assumed or missing, as the table gave it."""
    made = elements.marks([], elements.incomplete(item.elements()))
    names = {"level": "levels"}
    inherited = {names.get(name, name) for name in found.inherited} & set(made)
    made |= {name: elements.INHERITED for name in inherited if made[name] == elements.GIVEN}
    if not found.method:
        made["method"] = elements.ASSUMED
    if not found.level:
        made["levels"] = elements.MISSING
    return made
