"""Art 33: at most 20 working days more, by the head, before the due day."""

from datetime import date

import pytest

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions
from applications.tests.conftest import moment

pytestmark = pytest.mark.django_db


def extend(application, head, days, *, at=None):
    return actions.extend(application, Actor.of(head), days=days, reason="档案较多", at=at or moment(3, 16))


def test_it_adds_working_days(assigned, head):
    assert extend(assigned, head, 20).due_on == date(2026, 4, 29)


def test_twenty_in_all(assigned, head):
    extend(assigned, head, 15)
    with pytest.raises(Refused, match="超过 20 个工作日"):
        extend(assigned, head, 6)
    assigned.refresh_from_db()
    assert assigned.due_on == date(2026, 4, 22)
    assert assigned.letters.filter(kind="D06").count() == 1


def test_on_the_due_day_but_not_after_it(assigned, head):
    with pytest.raises(Refused, match="届满"):
        extend(assigned, head, 5, at=moment(4, 1))
    assert extend(assigned, head, 5, at=moment(3, 31)).due_on == date(2026, 4, 8)


def test_the_notice_names_both_dates(assigned, head):
    text = "\n".join(each["text"] for each in extend(assigned, head, 5).letters.get(kind="D06").paragraphs)
    assert "2026年3月31日" in text and "2026年4月8日前" in text and "负责人同意" in text


def test_a_reason_is_needed(assigned, head):
    with pytest.raises(Refused, match="理由"):
        actions.extend(assigned, Actor.of(head), days=5, reason=" ", at=moment(3, 16))
