"""法定主动公开内容 of one agency: the kinds of Art 20 and 21 that it answers for, as a tree with counts."""

from datetime import date, datetime
from itertools import groupby

from agencies.models import Agency
from catalog import coverage
from catalog.coverage import Line
from catalog.models import Domain

Tree = list[tuple[str, list[Line]]]


def tree(agency: Agency, on: date, at: datetime) -> Tree:
    """(group, kinds of information) in the order of the law (Art 20, 21); each line knows how much is public."""
    links = coverage.links_in_force(on).filter(agency=agency, item__domain__kind=Domain.STATUTORY)
    lines = coverage.lines(links, on, at)
    return [(group, list(found)) for group, found in groupby(lines, lambda line: line.link.item.level1)]


def chosen(found: Tree, number: str) -> Line | None:
    """The kind whose item has this number; None where the agency has none."""
    lines = (line for _, lines in found for line in lines)
    return next((line for line in lines if str(line.link.item_id) == number), None)
