"""What the pages of the catalogue show, prepared from rows: trees, cards, rows of elements, histories."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from agencies.models import Agency
from catalog import elements, loading
from catalog.basis import Citation
from catalog.freshness import Freshness, freshness
from catalog.limits import in_words
from catalog.models import Domain, Item, ItemVersion
from catalog.publishers import match
from catalog.querysets import Held, documents_held, published_counts

NOT_GIVEN = "参考目录未载明，待本级补充"
SHORT = {"channels": "公开渠道"}


@dataclass(frozen=True)
class Row:
    """One element on a page. `mark`: given, assumed or missing; `full`: takes the whole width."""

    label: str
    text: str
    mark: str
    full: bool = False
    name: str = ""


@dataclass(frozen=True)
class Card:
    """One item in a list, with what has been published under it."""

    item: Item
    freshness: Freshness
    count: int
    newest: datetime | None


def tree(items: QuerySet[Item], chosen: str, domain: Domain) -> list[tuple[str, str, bool, int]]:
    """First-level items in the order of the table: (label, address, chosen, number of items)."""
    numbers = Counter(items.values_list("level1", flat=True))
    home = domain.get_absolute_url()
    rows = [("全部事项", home, not chosen, numbers.total())]
    for name in numbers:
        query = QueryDict(mutable=True)
        query["level1"] = name
        rows.append((name, f"{home}?{query.urlencode()}", name == chosen, numbers[name]))
    return rows


def cards(items: Iterable[Item], on: date, at: datetime) -> list[Card]:
    """The items of a page with their freshness; one query for all that was published."""
    items = list(items)
    counts = published_counts([item.pk for item in items], at)
    return [Card(item, item_freshness(item, on, counts), *counts.get(item.pk, (0, None))) for item in items]


def item_freshness(item: Item, on: date, counts: dict[int, tuple[int, datetime]]) -> Freshness:
    """The item's state over all its agencies: watched from the first day that any of them is watched."""
    newest = counts.get(item.pk, (0, None))[1]
    watched = [link.watched_from for link in item.links.all() if link.watched_from]
    newest_on = timezone.localdate(newest) if newest else None
    return freshness(newest_on, min(watched, default=None), item.renewal_days, on)


def over_agencies(
    published: dict[tuple[int, int], tuple[int, datetime]],
) -> dict[int, tuple[int, datetime]]:
    """(item, agency) -> (count, newest) as item -> (count, newest)."""
    found: dict[int, tuple[int, datetime]] = {}
    for (item, _), (count, newest) in published.items():
        before = found.get(item, (0, newest))
        found[item] = (before[0] + count, max(before[1], newest))
    return found


def add_newest(domains: list[Domain], at: datetime) -> None:
    """Gives each domain `served` (how many of its items have something published) and `newest`."""
    of_domain = dict(Item.objects.filter(retired_on=None).values_list("pk", "domain"))
    found: dict[int, list[tuple[int, datetime]]] = {}
    for pk, row in published_counts(list(of_domain), at).items():
        found.setdefault(of_domain[pk], []).append(row)
    for domain in domains:
        rows = found.get(domain.pk, [])
        domain.served = len(rows)
        domain.newest = max((newest for _, newest in rows), default=None)


def leading_agency(domain: Domain, agencies: list[Agency]) -> Agency | None:
    """Among this government's active agencies the one of the kind that leads the domain."""
    found = match(domain.publisher_kind, loading.publisher_kinds(), agencies).agencies
    return found[0] if found else None


def documents(item: Item, at: datetime) -> list[tuple[Citation, Held | None]]:
    """The documents of the item's basis, each with where it can be read here; None where the portal does not hold it."""
    found = item.cited.citations
    held = documents_held(found, at)
    return [(citation, held.get(citation)) for citation in found]


def element_rows(item: Item) -> list[Row]:
    """The elements below the name, in the order of the table, then the level and the limit as read."""
    rows = [_row(item, name) for name in elements.NAMES if name != "name"]
    rows.append(Row(elements.LABELS["levels"], item.level or NOT_GIVEN, item.marks.get("levels", "given")))
    if item.computable:
        words = "；".join(in_words(limit) for limit in item.parsed_limits)
        rows.append(Row("计算口径", words, elements.GIVEN))
    else:
        words = "原文不能直接计算，按条例第二十六条：信息形成或者变更之日起20个工作日内"
        rows.append(Row("计算口径", words, elements.ASSUMED))
    return rows


def _row(item: Item, name: str) -> Row:
    value = getattr(item, name)
    text = "、".join(value) if isinstance(value, list) else value
    if name == "method":
        text = item.get_method_display()
    mark = item.marks.get(name, elements.GIVEN)
    full = name in {"content", "basis"}
    return Row(SHORT.get(name, elements.NAMES[name]), text or NOT_GIVEN, mark, full=full, name=name)


def rest_of_query(query: QueryDict, *names: str) -> str:
    """The query string without the named parameters and without empty ones."""
    kept = QueryDict(mutable=True)
    for key, values in query.lists():
        if key not in names:
            kept.setlist(key, [value for value in values if value])
    return kept.urlencode()


def apply_url(item: Item) -> str:
    """Where to ask for what is not there; "" while applications are not served."""
    try:
        return f"{reverse('applications:start')}?item={item.pk}"
    except NoReverseMatch:
        return ""


def history(item: Item, on: date) -> list[dict]:
    """Versions in effect, newest first, as entries of a time line with the changed elements old and new;
    none for an item whose first version takes effect later."""
    versions = list(item.versions.in_effect(on))
    return [_entry(version, before) for version, before in zip_longest(versions, versions[1:])]


def _entry(version: ItemVersion, before: ItemVersion | None) -> dict:
    return {
        "version": version,
        "title": f"第 {version.number} 版",
        "changes": compare(before.snapshot, version.snapshot) if before else [],
    }


def compare(old: dict, new: dict) -> list[tuple[str, str, str]]:
    """(label, old, new) of every element that differs, in the order of the table."""
    names = ("level1", "level2", *elements.NAMES, "levels", "agencies", "renewal_days", "retired_on")
    rows = []
    for name in names:
        before, after = said(old.get(name)), said(new.get(name))
        if before != after and name != "name":
            rows.append((elements.LABELS[name], before, after))
    return rows


def compare_values(item: Item, values: dict) -> list[tuple[str, str, str]]:
    """(label, now, new) of the fields of an item that are to change."""
    return [(elements.LABELS[name], said(getattr(item, name)), said(value)) for name, value in values.items()]


def said(value) -> str:
    """A snapshot's value in words."""
    if isinstance(value, list):
        return "、".join(str(part) for part in value) or "（空）"
    return str(value) if value not in (None, "") else "（空）"


def difference_from_reference(item: Item) -> list[tuple[str, str, str]]:
    """(label, reference, own) of every element in which an item has left its reference item."""
    if item.reference is None:
        return []
    names = ("level1", "level2", *elements.NAMES, "levels")
    was = {name: getattr(item.reference, name) for name in names}
    return compare(was, {name: getattr(item, name) for name in names})
