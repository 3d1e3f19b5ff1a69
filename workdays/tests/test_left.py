"""How many working days are left to a date, and that a passed date is never 'today'."""

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("on", "due", "left"),
    [
        (date(2026, 3, 2), date(2026, 3, 6), 4),
        (date(2026, 3, 6), date(2026, 3, 6), 0),
        (
            date(2026, 3, 8),
            date(2026, 3, 6),
            -1,
        ),  # Sunday after a Friday: late, though no working day has passed
        (date(2026, 3, 10), date(2026, 3, 6), -2),
    ],
)
def test_days_left(calendar, on, due, left):
    assert calendar.left(on, due) == left
