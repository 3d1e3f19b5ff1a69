"""The information processing fee in whole yuan: by item or by page, never both (Art 42). Pure.

The tiers are those of 国办函〔2020〕109号 4, 5.
"""

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


def fee(method: str, number: int) -> int:
    """The fee in yuan by one method: items of one applicant in a calendar month, or pages of one request.

    Raises ValueError for another method or a negative number. One request is charged by one method only
    (国办函〔2020〕109号 3).
    """
    if number < 0:
        raise ValueError("数量不能小于零。")
    if method not in METHODS:
        raise ValueError("收费方式应为按件计收或按量计收，择一。")
    return by_items(number) if method == BY_ITEM else by_pages(number)


def item_price(ordinal: int) -> int:
    """Yuan for the n-th request of one applicant in a calendar month (国办函〔2020〕109号 4).

    1-10 free, 11-30 at 100, from 31 on every ten requests 100 more: 31-40 at 200, 41-50 at 300.
    """
    if ordinal <= FREE_ITEMS:
        return 0
    return ITEM_STEP if ordinal <= 30 else ITEM_STEP * ((ordinal - 31) // 10 + 2)


def by_items(count: int) -> int:
    """Yuan for `count` requests of one applicant in a calendar month, each tier at its own price."""
    return sum(item_price(n) for n in range(1, count + 1))


def by_pages(pages: int) -> int:
    """Yuan for one request of so many pages, each tier at its own price (国办函〔2020〕109号 5)."""
    total, below = 0, 0
    for top, price in PAGE_TIERS:
        total += max(0, min(pages, top) - below) * price
        below = top
    return total + max(0, pages - below) * PAGE_TOP


def pay_by(notified_on: date, calendar: Calendar) -> date:
    """The last day to pay: the 20th working day after the fee notice arrived (国办函〔2020〕109号 6)."""
    return calendar.add(notified_on, PAYMENT_DAYS)
