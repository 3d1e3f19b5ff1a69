"""What should be public and is: for every item and agency, by limits, renewal periods and the day of going live."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from agencies.models import Agency
from catalog import freshness
from catalog.freshness import Freshness
from catalog.models import Domain, ItemAgency
from catalog.querysets import published_by_agency

EXEMPT = "exempt"
STATES = {
    freshness.NEVER: "尚未公开",
    freshness.LATE: "超期未更新",
    freshness.DUE_SOON: "即将到期",
    freshness.FRESH: "正常",
    freshness.UNWATCHED: "已公开，未监测",
    EXEMPT: "不适用",
}
GAPS = frozenset({freshness.NEVER, freshness.LATE})


@dataclass(frozen=True)
class Line:
    """One item of one agency: how it stands on the day, and how much is public."""

    link: ItemAgency
    state: str
    fresh: Freshness
    count: int
    newest: date | None

    @property
    def label(self) -> str:
        return STATES[self.state]

    @property
    def text(self) -> str:
        """In words, for the public and for supervisors."""
        if self.state == EXEMPT:
            return f"不适用：{self.link.not_applicable}"
        return self.fresh.text

    @property
    def tone(self) -> str:
        return "mute" if self.state == EXEMPT else self.fresh.tone

    @property
    def is_gap(self) -> bool:
        return self.state in GAPS


def lines(links: Iterable[ItemAgency], on: date, at: datetime) -> list[Line]:
    """How every link stands; one query for all that was published."""
    links = list(links)
    published = published_by_agency([link.item_id for link in links], at)
    return [line(link, on, *published.get((link.item_id, link.agency_id), (0, None))) for link in links]


def line(link: ItemAgency, on: date, count: int, newest: datetime | None) -> Line:
    """Never published is never published, also when it is late; what does not apply is neither."""
    newest_on = localdate(newest) if newest else None
    found = freshness.freshness(newest_on, link.watched_from, link.item.renewal_days, on)
    state = EXEMPT if link.not_applicable else freshness.NEVER if newest_on is None else found.state
    return Line(link, state, found, count, newest_on)


def links_in_force(on: date) -> QuerySet[ItemAgency]:
    """Every item in force with each of its agencies, in the order of the catalogue."""
    found = ItemAgency.objects.in_force(on).select_related("item__domain", "agency")
    return found.order_by("item__domain__order", "item__order", "item__pk", "-lead", "agency__order")


@dataclass
class Cell:
    """One domain of one agency. `states`: state -> number of items."""

    domain: Domain
    agency: Agency
    states: Counter = field(default_factory=Counter)

    @property
    def total(self) -> int:
        return self.states.total() - self.states[EXEMPT]

    @property
    def gaps(self) -> int:
        return sum(self.states[state] for state in GAPS)

    @property
    def tone(self) -> str:
        if self.states[freshness.LATE]:
            return "bad"
        return "warn" if self.gaps or self.states[freshness.DUE_SOON] else "ok"

    @property
    def text(self) -> str:
        """ "3/20": three of twenty are missing or late; "齐" when none is."""
        return f"缺 {self.gaps}/{self.total}" if self.gaps else f"齐 {self.total}" if self.total else "不适用"


def matrix(found: Iterable[Line]) -> tuple[list[Agency], list[tuple[Domain, list[Cell | None]]]]:
    """(agencies, rows of domain and its cells); None where an agency has no item of the domain."""
    cells: dict[int, dict[int, Cell]] = defaultdict(dict)
    agencies: dict[int, Agency] = {}
    domains: dict[int, Domain] = {}
    for one in found:
        domain, agency = one.link.item.domain, one.link.agency
        agencies[agency.pk], domains[domain.pk] = agency, domain
        cell = cells[domain.pk].setdefault(agency.pk, Cell(domain, agency))
        cell.states[one.state] += 1
    order = sorted(agencies.values(), key=lambda agency: (agency.order, agency.pk))
    rows = [(domain, [cells[domain.pk].get(agency.pk) for agency in order]) for domain in domains.values()]
    return order, rows
