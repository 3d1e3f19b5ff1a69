"""The choice of the catalogue items a draft serves: several hundred, found by domain and first level, told apart by agency."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from catalog.models import Item
from search import query as searching

SUGGESTED = 5
NAMED = 2  # agencies of an item that are named; the others are counted


@dataclass(frozen=True)
class Choice:
    """One item as a check box: `place` is where it stands in the catalogue, `apart` what tells it from its namesakes."""

    key: int
    name: str
    place: str
    apart: str
    chosen: bool

    @property
    def id(self) -> str:
        return f"id_items_{self.key}"


@dataclass
class Group:
    """Choices under one heading: a domain with its `groups`, or a first level with its `choices`."""

    name: str
    groups: list["Group"] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.choices) + sum(group.count for group in self.groups)


@dataclass(frozen=True)
class Picker:
    """`chosen` stand on top, then what the title suggests, then all others by domain and first level."""

    chosen: list[Choice]
    suggested: list[Choice]
    domains: list[Group]
    first: str = ""

    @property
    def count(self) -> int:
        return len(self.chosen) + len(self.suggested) + sum(group.count for group in self.domains)


def picker(items: Iterable[Item], chosen: Iterable, title: str) -> Picker:
    """`items` in the order of the catalogue, with domain and agencies; `chosen`: keys as a form holds them, or items."""
    keys = {str(getattr(each, "pk", each)) for each in chosen or ()}
    made = _choices(list(items), keys)
    near = _suggested(title, {choice.key for choice in made if not choice.chosen})
    rest = [choice for choice in made if not choice.chosen and choice.key not in near]
    by_key = {choice.key: choice for choice in made}
    picked = [choice for choice in made if choice.chosen]
    suggested = [by_key[key] for key in near]
    first = next((choice.id for choice in [*picked, *suggested, *rest]), "")
    return Picker(picked, suggested, _domains(rest), first)


def _choices(items: list[Item], keys: set[str]) -> list[Choice]:
    said = [
        (f"{item.domain.name} › {item.level1}", item.level2 or item.level1, _agencies(item)) for item in items
    ]
    times = Counter(said)
    return [
        Choice(
            item.pk,
            name,
            place,
            whose if times[place, name, whose] == 1 else f"{whose}　{_more(item)}",
            str(item.pk) in keys,
        )
        for item, (place, name, whose) in zip(items, said, strict=True)
    ]


def _agencies(item: Item) -> str:
    names = [agency.short_name or agency.name for agency in item.agencies.all()]
    rest = f"等 {len(names)} 个机关" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + rest


def _more(item: Item) -> str:
    """What else tells namesakes of one agency apart: their content, else their number."""
    content = " ".join(item.content.split())
    return f"{content[:40]}…（{item.code}）" if len(content) > 40 else f"{content}（{item.code}）"


def _domains(choices: list[Choice]) -> list[Group]:
    found: dict[str, dict[str, Group]] = {}
    for place, members in groupby(choices, key=lambda choice: choice.place):
        domain, level1 = place.split(" › ", 1)
        group = found.setdefault(domain, {}).setdefault(level1, Group(level1))
        group.choices.extend(members)
    return [Group(name, list(groups.values())) for name, groups in found.items()]


def _suggested(title: str, offered: set[int]) -> list[int]:
    """Items that the portal's search finds for a title, best first; none without a title or an index."""
    if not title.strip():
        return []
    hits = searching.search(title, {"kind": ("item",)}, page_size=4 * SUGGESTED).results
    return [int(hit.id) for hit in hits if int(hit.id) in offered][:SUGGESTED]
