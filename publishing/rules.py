"""Dates and duties around publication. Pure: calendars, limits and dates come from the caller."""

import calendar as months
from datetime import date

from catalog.limits import AFTER_EVENT, Limit, due_on

PUBLISH_WORKING_DAYS = 20
CONSIDER_FROM = 3
REVIEW_MONTHS = 12
WITHDRAW_WORKING_DAYS = 3


def publish_by(formed_on: date, calendar, limit: tuple[int, str] | None = None) -> date:
    """Last day for publishing: 20 working days after creation or change (Art 26), or the item's own (number, unit).

    Units: working_day, day, hour (rolled to its day), week, month, year. Natural days that end on a holiday roll on.
    """
    number, unit = limit or (PUBLISH_WORKING_DAYS, "working_day")
    return due_on(Limit(AFTER_EVENT, number, unit), formed_on, calendar)


def withdraw_by(decided_on: date, calendar) -> date:
    """Last day for withdrawing a published penalty that was changed, revoked or found unlawful or void (行政处罚法 48).

    Its three days are working days (行政处罚法 85), the day of the decision not counted (民法典 201).
    """
    return calendar.add(decided_on, WITHDRAW_WORKING_DAYS)


def make_up_by(published_on: date, calendar) -> date:
    """When wording and second approval of an emergency release are made up for: the next working day (house rule on Art 17)."""
    return calendar.add(published_on, 1)


def consider(applicants: int) -> bool:
    """Whether so many requests for the same information suggest publishing it (Art 44)."""
    return applicants >= CONSIDER_FROM


def add_months(day: date, number: int) -> date:
    """The same day `number` months on, or the last of that month."""
    year, month = divmod(day.month - 1 + number, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def review_due(decided_on: date) -> date:
    """When withheld information is looked at again (Art 18); a year on, unless the editor sets an earlier day."""
    return add_months(decided_on, REVIEW_MONTHS)


def responsible(*, produced_by=None, obtained_from_others_by=None, first_held_by=None, lead=None):
    """Who publishes (Art 10): the lead agency of a joint document, else who made it.

    What came from citizens or companies: who keeps it (`obtained_from_others_by`); what came from another agency: who made
    or first obtained it (`first_held_by`). None when nobody is named.
    """
    return lead or produced_by or first_held_by or obtained_from_others_by


def index_number(rule: str, code: str, year: int, serial: int) -> str:
    """A number by the county's rule (Art 12), e.g. {code}/{year}-{serial:05d}; ValueError for a rule that cannot serve."""
    try:
        first, second = (rule.format(code=code, year=year, serial=n) for n in (serial, serial + 1))
        other = rule.format(code=f"{code}x", year=year, serial=serial)
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise ValueError("只能用 {code}、{year}、{serial}") from error
    if first in (second, other) or len(first) > 60 or first.count("/") != 1:
        raise ValueError("要同时有 {code} 和 {serial}，恰好一个斜杠，不超过 60 个字符")
    return first
