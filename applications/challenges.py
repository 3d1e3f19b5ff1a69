"""Review and suit after a reply: until when they may be brought, and until when the agency answers them.

Limits of days run from the day after, and roll on when they end on a holiday (民事诉讼法 85, read through 行政复议法 88
and 行政诉讼法 101); those of ten and five days of a review are working days (行政复议法 88).
"""

from dataclasses import dataclass
from datetime import date

from workdays.calendar import Calendar

REVIEW, DIRECT, AFTER_REVIEW = "review", "direct", "after_review"
REVIEW_WINDOW, SUIT_WINDOW_MONTHS, AFTER_REVIEW_WINDOW = 60, 6, 15
ANSWER_REVIEW, ANSWER_SIMPLIFIED, ANSWER_SUIT = 10, 5, 15
ASKS_REVIEW = ("either", "review_first", "partial")


@dataclass(frozen=True)
class Window:
    """Something that may be brought up to and including `last`; `article` is its source."""

    name: str
    last: date
    article: str
    provisional: bool = False

    def open(self, on: date) -> bool:
        """Whether it may still be brought on this day."""
        return on <= self.last


def windows(remedy: str, delivered: date, calendar: Calendar) -> list[Window]:
    """What an applicant may bring against a reply that reached them on `delivered` (复议法 20, 23; 行诉法 46).

    `remedy` is the kind of the wording in force that day (`remedies.row`): with `review_first` no direct suit.
    """
    if remedy not in ASKS_REVIEW:
        return []
    last = calendar.add_days(delivered, REVIEW_WINDOW)
    found = [_window("申请行政复议", last, "行政复议法第二十条", calendar)]
    if remedy != "review_first":
        last = calendar.add_months(delivered, SUIT_WINDOW_MONTHS)
        found.append(_window("直接提起行政诉讼", last, "行政诉讼法第四十六条", calendar))
    return found


def after_review(decided: date, calendar: Calendar) -> Window:
    """The suit against a decision on review, 15 days after it was received (行诉法 45)."""
    last = calendar.add_days(decided, AFTER_REVIEW_WINDOW)
    return _window("不服复议决定，提起行政诉讼", last, "行政诉讼法第四十五条", calendar)


def answer_by(kind: str, served: date, calendar: Calendar, *, simplified: bool = False) -> date:
    """The last day of the agency's answer after the copy reached it on `served`.

    A review: 10 working days, 5 in the simplified procedure (复议法 48, 54, 88); a suit: 15 days (行诉法 67).
    """
    if kind == REVIEW:
        return calendar.add(served, ANSWER_SIMPLIFIED if simplified else ANSWER_REVIEW)
    return calendar.add_days(served, ANSWER_SUIT)


def _window(name: str, last: date, article: str, calendar: Calendar) -> Window:
    return Window(name, last, article, calendar.provisional(last))
