"""Where the demonstration's publications stand: genre -> kind and column, words -> catalogue items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agencies.models import Agency
from catalog.models import Item
from demonstration import content
from publishing.models import Column

MOST_ITEMS = 4
ENOUGH = 0.35
"""How much of the words asked for an item's name must share, at the least."""


@dataclass(frozen=True)
class Shelves:
    """Columns and items as loaded, looked up many times."""

    columns: dict[str, Column]
    genres: dict[str, dict[str, str]]
    domains: dict[str, dict[str, str]]
    items: dict[str, list[Item]]
    kinds: list[dict[str, str]]
    statutory: dict[Item, set[int]]

    def kind(self, genre: str) -> str:
        return self.genres[genre]["kind"]

    def column(self, genre: str, domain: str, agency: Agency) -> Column:
        """The genre's own column, else the domain's; 通知公告 where the agency has no such shelf."""
        slug = self.genres[genre]["column"] or self.domains.get(domain, {}).get("column", "other")
        column = self.columns[slug]
        kinds = column.agency_kinds
        return column if not kinds or agency.kind in kinds else self.columns["notices"]

    def kinds_for(self, column: Column, domain: str, genre: str, agency: Agency) -> list[Item]:
        """The kinds of Art 20 and 21 under which the agency publishes such a thing."""
        said = {"column": column.slug, "domain": domain, "genre": genre}
        rows = (row for row in self.kinds if all(row[name] in ("", value) for name, value in said.items()))
        names = {row["kinds"] for row in rows}
        return [
            item for item, agencies in self.statutory.items() if item.name in names and agency.pk in agencies
        ]

    def items_for(self, domain: str, words: str) -> list[Item]:
        """The items of the domain that the words describe, the nearest first; at most MOST_ITEMS."""
        found = [(likeness(words, item), item) for item in self.items.get(domain, []) if words]
        found.sort(key=lambda pair: -pair[0])
        best = found[0][0] if found else 0
        near = [item for score, item in found if score >= max(ENOUGH, best * 0.75)]
        return near[:MOST_ITEMS] or [item for _, item in found[:1]]


def standing() -> Shelves:
    items: dict[str, list[Item]] = {}
    statutory: dict[Item, set[int]] = {}
    for item in Item.objects.select_related("domain").prefetch_related("links"):
        items.setdefault(item.domain.name, []).append(item)
        if item.domain.is_statutory:
            statutory[item] = {link.agency_id for link in item.links.all()}
    return Shelves(
        columns={column.slug: column for column in Column.objects.all()},
        genres=content.table("genres.csv", "genre"),
        domains=content.table("domains.csv", "domain"),
        items=items,
        kinds=content.rows("statutory.csv"),
        statutory=statutory,
    )


def likeness(words: str, item: Item) -> float:
    """0 to 1: how much of the item's name stands in the words; its second level counts double."""
    asked = pairs(words.split())
    level1, level2 = pairs([item.level1]), pairs([item.level2 or item.level1])
    return (share(level1, asked) + 2 * share(level2, asked)) / 3


def share(wanted: set[str], there: set[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


def pairs(texts: Iterable[str] | Sequence[str]) -> set[str]:
    """Every two neighbouring characters, punctuation left out."""
    found = set()
    for text in texts:
        plain = "".join(c for c in text if c.isalnum())
        found |= {plain[i : i + 2] for i in range(len(plain) - 1)}
    return found
