"""What a table would change in today's catalogue: new, changed, gone. Pure.

An item is the same item by domain, levels, publisher and its place among equals.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from catalog.importing.cells import joined
from catalog.importing.items import Found

TEXTS = ("content", "basis", "time_limit", "audience", "method")


@dataclass(frozen=True)
class Change:
    """`values`: field of the item -> its new value."""

    item: Any
    found: Found
    values: dict[str, Any]


@dataclass
class Difference:
    """`unwritten`: rows that cannot become items, because they name no item or a domain that is not there."""

    created: list[Found] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: list[Any] = field(default_factory=list)
    gone: list[Any] = field(default_factory=list)
    unwritten: list[Found] = field(default_factory=list)


def compare(found: Iterable[Found], current: Sequence[Any], domains: Iterable[str]) -> Difference:
    """`current`: items in the order of the catalogue, of the domains and agency that the table speaks for."""
    known = set(domains)
    waiting: dict[tuple, list] = defaultdict(list)
    for item in reversed(current):
        waiting[_key(item.domain.name, item)].append(item)
    result = Difference()
    for one in found:
        equals = waiting.get(_key(one.domain, one))
        if not one.level1 or one.domain not in known:
            result.unwritten.append(one)
        elif not equals:
            result.created.append(one)
        else:
            _same(result, equals.pop(), one)
    left = {id(item) for items in waiting.values() for item in items}
    result.gone = [item for item in current if id(item) in left]
    return result


def _key(domain: str, item: Any) -> tuple[str, ...]:
    return (domain, joined(item.level1), joined(item.level2), joined(item.publisher))


def _same(result: Difference, item: Any, found: Found) -> None:
    if values := changes(item, found):
        result.changed.append(Change(item, found, values))
    else:
        result.unchanged.append(item)


def changes(item: Any, found: Found) -> dict[str, Any]:
    """What the table says otherwise. An empty cell says nothing, and takes nothing away."""
    values: dict[str, Any] = {}
    for name in TEXTS:
        new = getattr(found, name)
        if new and joined(new) != joined(getattr(item, name)):
            values[name] = new
    if found.channels and set(found.channels) != set(item.channels):
        values["channels"] = found.channels
    levels = levels_of(found)
    if levels and set(levels) != set(item.levels):
        values["levels"] = levels
    return values


def levels_of(found: Found) -> list[str]:
    return [level for level in found.level.split(";") if level]
