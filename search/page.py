"""The state of a result page, all of it in the address: chips, facets, ways on (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote_plus, urlencode

from search import labels, schema

SHOWN = 8  # values of a facet shown at once
LONGEST = 200  # characters of q kept in addresses
SAID = 40  # characters of q repeated in a sentence
PAIRS = ('""', "“”", "””", "「」", "『』")


@dataclass(frozen=True)
class Choice:
    """A value of a facet with the address that adds or takes it."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    values: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True)
class State:
    """What was asked for. q; filters: {facet: values}; sort; page from 1."""

    q: str
    filters: dict[str, tuple[str, ...]]
    sort: str
    page: int

    @classmethod
    def of(cls, get) -> "State":
        """From request.GET; what makes no sense is left out."""
        filters = {name: tuple(dict.fromkeys(_sensible(name, get.getlist(name)))) for name in schema.FACETS}
        sort = get.get("sort", "")
        number = get.get("page", "")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
        q = get.get("q", "").replace("\0", " ").strip()[:LONGEST]
        return cls(q, filters, sort if sort in labels.SORTS else "relevance", max(1, page))

    def url(self, **changes) -> str:
        """ "?q=…" with changes; page 1 and the usual order are not written."""
        state = {"q": self.q, "filters": self.filters, "sort": self.sort, "page": 1} | changes
        pairs = [("q", state["q"])]
        pairs += [(name, value) for name, values in state["filters"].items() for value in values]
        pairs += [("sort", state["sort"])] if state["sort"] != "relevance" else []
        pairs += [("page", state["page"])] if state["page"] > 1 else []
        return "?" + urlencode(pairs)

    def without(self, name: str, value: str) -> str:
        left = tuple(v for v in self.filters[name] if v != value)
        return self.url(filters=self.filters | {name: left})

    @cached_property
    def _here(self) -> str:
        return self.url()

    def adding(self, name: str, value: str) -> str:
        return f"{self._here}&{name}={quote_plus(value)}"

    @property
    def said(self) -> str:
        """What was asked as a sentence repeats it: without quotation marks around the whole, cut where it is long."""
        words = self.q[1:-1] if len(self.q) > 2 and self.q[0] + self.q[-1] in PAIRS else self.q
        return words if len(words) <= SAID else f"{words[:SAID]}…"

    @property
    def narrowed(self) -> bool:
        return any(self.filters.values())

    def chips(self) -> list[tuple[str, str]]:
        """(words, address without it) for each chosen value."""
        return [
            (f"{labels.FACETS[name]}：{labels.value_label(name, value)}", self.without(name, value))
            for name, values in self.filters.items()
            for value in values
        ]


def _sensible(name: str, values: list[str]) -> Iterator[str]:
    for value in values[:20]:
        value = value.replace("\0", "").strip()[:60]
        if value and (name != "year" or (value.isascii() and value.isdigit() and len(value) == 4)):
            yield value


def facets(state: State, counts: dict[str, dict[str, int]]) -> list[Facet]:
    """Facets with more than one value, or with a choice to take back; years newest first, others by count."""
    found = []
    for name in schema.FACETS:
        choices = _choices(state, name, counts.get(name, {}))
        if len(choices) > 1 or state.filters[name]:
            found.append(Facet(name, labels.FACETS[name], choices[:SHOWN], choices[SHOWN:40]))
    return found


def _choices(state: State, name: str, counts: dict[str, int]) -> tuple[Choice, ...]:
    counts = {value: 0 for value in state.filters[name]} | counts
    order = sorted(counts, reverse=True) if name == "year" else sorted(counts, key=lambda v: (-counts[v], v))
    order.sort(key=lambda v: v not in state.filters[name])
    return tuple(
        Choice(
            labels.value_label(name, value),
            counts[value],
            state.without(name, value) if value in state.filters[name] else state.adding(name, value),
            value in state.filters[name],
        )
        for value in order
    )
