"""Is an item kept up to date? Dates typed by hand."""

from datetime import date

import pytest

from catalog.freshness import freshness, renewal_due

ON = date(2026, 6, 1)
LIVE = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("newest", "watched", "days", "state", "text"),
    [
        (None, None, None, "never", "尚未公开"),
        (None, LIVE, 180, "never", "尚未公开"),
        (None, LIVE, 90, "late", "尚未公开（要求 90 天内更新）"),
        (date(2026, 5, 20), LIVE, 90, "fresh", "正常"),
        (date(2026, 3, 9), LIVE, 90, "due_soon", "应于 6月7日前更新"),
        (date(2026, 2, 9), LIVE, 90, "late", "112 天未更新（要求 90 天内更新）"),
        (date(2025, 2, 9), None, 90, "unwatched", "已公开"),
        (date(2025, 2, 9), date(2026, 5, 1), 90, "fresh", "正常"),  # counted from going live
    ],
)
def test_state_of_an_item(newest, watched, days, state, text):
    found = freshness(newest, watched, days, ON)
    assert (found.state, found.text) == (state, text)


def test_the_renewal_counts_from_the_later_of_the_two():
    assert renewal_due(date(2026, 2, 9), LIVE, 90) == date(2026, 5, 10)
    assert renewal_due(date(2025, 2, 9), LIVE, 90) == date(2026, 4, 1)
    assert renewal_due(date(2026, 2, 9), None, 90) is None
