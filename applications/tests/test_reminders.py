"""Reminders of a reply: 5 and 2 working days before, on the day, then the head, then the supervisor (Art 33, 47)."""

from datetime import date

import pytest

from applications.tests.conftest import moment
from duties.models import Notice
from duties.sweep import sweep

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "step", "people"),
    [
        (date(2026, 3, 24), "soon5", {"clerk"}),
        (date(2026, 3, 27), "soon2", {"clerk", "head"}),
        (date(2026, 3, 31), "due", {"clerk", "head"}),
        (date(2026, 4, 1), "overdue", {"clerk", "head"}),
        (date(2026, 4, 3), "escalated", {"head", "supervisor"}),
    ],
)
def test_who_is_told_when(assigned, supervisor, day, step, people):
    """Due on Tuesday, 31 March 2026; each step on its day and not the day before."""
    sweep(date.fromordinal(day.toordinal() - 1), at=moment(day.month, day.day))
    told = Notice.objects.filter(reminder__step=step, reminder__duty__kind="application.reply")
    assert not told.exists()
    sweep(day, at=moment(day.month, day.day))
    assert {n.user.username for n in told.all()} == people
