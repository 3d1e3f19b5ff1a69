"""The information processing fee in whole yuan: by item or by page, never both (Art 42). Pure.

The tiers are those of 国办函〔2020〕109号 4, 5.
"""

from dataclasses import dataclass
from datetime import date

from workdays.calendar import Calendar

PAYMENT_DAYS = 20
BY_ITEM = "item"
BY_PAGE = "page"
METHODS = {BY_ITEM: "按件计收", BY_PAGE: "按量计收"}

FREE_ITEMS = 10
ITEM_STEP = 100
PAGE_TIERS = ((30, 0), (100, 10), (200, 20))  # up to and including this page, yuan a page
PAGE_TOP = 40


def item_price(ordinal: int) -> int:
    """Yuan for the n-th request of one applicant in a calendar month (国办函〔2020〕109号 4).

    1-10 free, 11-30 at 100, from 31 on every ten requests 100 more: 31-40 at 200, 41-50 at 300.
    """
    if ordinal <= FREE_ITEMS:
        return 0
    return ITEM_STEP if ordinal <= 30 else ITEM_STEP * ((ordinal - 31) // 10 + 2)


@dataclass(frozen=True)
class Tier:
    """One step of a price: what falls into it, how many, at which price, together (yuan)."""

    label: str
    number: int
    price: int

    @property
    def yuan(self) -> int:
        return self.number * self.price


def fee(method: str, number: int, items: int = 1) -> list[Tier]:
    """What one request costs, tier by tier (Art 42; 国办函〔2020〕109号 3: by items or by pages, never both).

    `number`: its pages, or which of the applicant's items in the calendar month its first is; `items`: how many items
    it counts for. Raises ValueError for another method or a number that cannot be.
    """
    if number < 1 or items < 1:
        raise ValueError("填写大于 0 的整数")
    if method not in METHODS:
        raise ValueError("收费方式应为按件计收或按量计收，择一")
    return item_tiers(number, items) if method == BY_ITEM else page_tiers(number)


def page_tiers(pages: int) -> list[Tier]:
    """How so many pages of one request fall into the tiers (国办函〔2020〕109号 5)."""
    found, below = [], 0
    for top, price in (*PAGE_TIERS, (None, PAGE_TOP)):
        label = f"第 {below + 1}—{top} 页" if top else f"第 {below + 1} 页以上"
        number = max(0, (min(pages, top) if top else pages) - below)
        found.append(Tier(label, number, price))
        below = top or below
    return [tier for tier in found if tier.number]


def item_tiers(first: int, count: int = 1) -> list[Tier]:
    """How `count` items fall into the tiers, the first being the applicant's `first` of the month (国办函〔2020〕109号 4)."""
    found: dict[tuple[int, int], int] = {}
    for ordinal in range(first, first + count):
        found[_step(ordinal)] = found.get(_step(ordinal), 0) + 1
    return [Tier(f"当月第 {low}—{high} 件", number, item_price(low)) for (low, high), number in found.items()]


def _step(ordinal: int) -> tuple[int, int]:
    """First and last of the tier in which the n-th item of a month lies."""
    if ordinal <= FREE_ITEMS:
        return 1, FREE_ITEMS
    if ordinal <= 30:
        return FREE_ITEMS + 1, 30
    low = (ordinal - 31) // 10 * 10 + 31
    return low, low + 9


# What the desk and the letter show before anything is counted.
PRICE_LIST = (
    (METHODS[BY_ITEM], "每月 1—10 件", "不收费"),
    (METHODS[BY_ITEM], "每月 11—30 件", "100 元/件"),
    (
        METHODS[BY_ITEM],
        "每月 31 件以上",
        "每增加 10 件，收费标准提高 100 元/件：31—40 件 200 元/件，41—50 件 300 元/件，以此类推",
    ),
    (METHODS[BY_PAGE], "30 页以下（含 30 页）", "不收费"),
    (METHODS[BY_PAGE], "31—100 页", "10 元/页"),
    (METHODS[BY_PAGE], "101—200 页", "20 元/页"),
    (METHODS[BY_PAGE], "201 页以上", "40 元/页"),
)


def pay_by(notified_on: date, calendar: Calendar) -> date:
    """The last day to pay: the 20th working day after the fee notice arrived (国办函〔2020〕109号 6)."""
    return calendar.add(notified_on, PAYMENT_DAYS)
