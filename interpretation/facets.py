"""Facets of the policy library, counted and chosen; their whole state stands in the address (pure)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from interpretation import validity
from search.page import SHOWN, Choice, Facet

FACETS = {
    "validity": "有效性",
    "doc_type": "文件性质",
    "office": "发文机关",
    "year": "成文年份",
    "topic": "主题分类",
    "explained": "解读",
    "registered": "登记",
}
COLUMNS = {name: f"facet_{name}" for name in FACETS}
UNKNOWN = "unknown"  # how validity.UNKNOWN is written in an address
GROUPS = {
    "standing": (validity.IN_FORCE, validity.AMENDED, validity.NOT_YET, UNKNOWN),
    "void": (validity.REPEALED, validity.LAPSED),
}
WORDS = {
    "validity": {
        **validity.LABELS,
        UNKNOWN: validity.LABELS[validity.UNKNOWN],
        "standing": "有效",
        "void": "废止或失效",
    },
    "explained": {"yes": "有解读", "no": "没有解读"},
    "registered": {"yes": "已登记的规范性文件", "no": "没有登记号"},
}
FIXED = {name: tuple(words) for name, words in WORDS.items()}
CLOSED = ("validity", "doc_type", "explained", "registered")
MOST, LONGEST, LISTED = 20, 120, 60


@dataclass
class Counted:
    """`total`: documents that match every choice; `values`: {facet: {value: count}}, the facet's own choice left out."""

    total: int = 0
    values: dict[str, Counter] = field(default_factory=dict)


def chosen_in(get: Callable[[str], list[str]], doc_types: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """{facet: values} out of an address (`get`: QueryDict.getlist); what makes no sense is left out."""
    known = FIXED | {"doc_type": tuple(doc_types)}
    found = {}
    for name in FACETS:
        values = [value.replace("\0", "").strip()[:LONGEST] for value in get(name)[:MOST]]
        if name == "year":
            values = [value for value in values if len(value) == 4 and value.isascii() and value.isdigit()]
        found[name] = tuple(dict.fromkeys(v for v in values if v and (name not in known or v in known[name])))
    return found


def accepted(name: str, values: Iterable[str]) -> set[str]:
    """The column values that a choice takes in: a group of validities stands for its members."""
    return {member for value in values for member in GROUPS.get(value, (value,))} if values else set()


def counted(rows: Iterable[tuple], chosen: dict[str, tuple[str, ...]]) -> Counted:
    """Counts from rows of (value per facet in the order of FACETS …, how many documents).

    A row counts under a facet when it matches the choices of all the other facets.
    """
    wanted = {name: accepted(name, values) for name, values in chosen.items() if values}
    found = Counted(values={name: Counter() for name in FACETS})
    for *values, number in rows:
        missed = [name for name, value in zip(FACETS, values, strict=True) if _misses(wanted, name, value)]
        if not missed:
            found.total += number
        for name, value in zip(FACETS, values, strict=True):
            if value and missed in ([], [name]):
                found.values[name][value] += number
    for name in chosen["validity"]:
        if name in GROUPS:
            found.values["validity"][name] = sum(found.values["validity"][v] for v in GROUPS[name])
    return found


def _misses(wanted: dict[str, set[str]], name: str, value: str) -> bool:
    return name in wanted and value not in wanted[name]


@dataclass(frozen=True)
class Address:
    """Writes addresses of the library: `rest`, the other parts of the query, and what is chosen."""

    rest: tuple[tuple[str, str], ...]
    chosen: dict[str, tuple[str, ...]]
    doc_types: dict[str, str]

    def url(self, chosen: dict[str, tuple[str, ...]]) -> str:
        """ "?q=…&year=2026": always from page 1."""
        pairs = [*self.rest, *((name, value) for name in FACETS for value in chosen[name])]
        return "?" + urlencode(pairs)

    def without(self, name: str, value: str) -> str:
        return self.url(self.chosen | {name: tuple(v for v in self.chosen[name] if v != value)})

    def adding(self, name: str, value: str) -> str:
        return self.url(self.chosen | {name: (*self.chosen[name], value)})

    def words(self, name: str, value: str) -> str:
        """How a value reads on the page."""
        if name == "year":
            return f"{value}年"
        return (WORDS | {"doc_type": self.doc_types}).get(name, {}).get(value, value)

    def chips(self) -> list[tuple[str, str]]:
        """(words, query string without it) for each choice, as publishing/_chips.html takes them."""
        return [
            (f"{FACETS[name]}：{self.words(name, value)}", self.without(name, value).removeprefix("?"))
            for name, values in self.chosen.items()
            for value in values
        ]

    def facets(self, found: Counted) -> list[Facet]:
        """The facets that can still narrow, or that hold a choice to take back."""
        shown = []
        for name, label in FACETS.items():
            choices = self._choices(name, found.values[name])
            if len(choices) > 1 or self.chosen[name]:
                shown.append(Facet(name, label, choices[:SHOWN], choices[SHOWN:LISTED]))
        return shown

    def _choices(self, name: str, counts: dict[str, int]) -> tuple[Choice, ...]:
        own = self.chosen[name]
        counts = {value: 0 for value in own} | counts
        order = sorted(counts, reverse=True)
        if name in CLOSED:
            order = [
                value for value in (FIXED | {"doc_type": tuple(self.doc_types)})[name] if value in counts
            ]
        elif name != "year":
            order = sorted(counts, key=lambda value: (-counts[value], value))
        order = sorted(order, key=lambda value: value not in own)
        return tuple(self._choice(name, value, counts[value], value in own) for value in order)

    def _choice(self, name: str, value: str, count: int, taken: bool) -> Choice:
        url = self.without(name, value) if taken else self.adding(name, value)
        return Choice(self.words(name, value), count, url, taken)
