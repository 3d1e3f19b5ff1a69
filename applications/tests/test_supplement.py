"""Art 30: once, within 7 working days, with a reasonable limit; the count restarts."""

from datetime import date

import pytest

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions
from applications.tests.conftest import moment
from duties.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(assigned, clerk):
    """Received on 3 March, asked on the last lawful day, 12 March."""
    return actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 12))


def test_the_clock_stops_and_the_applicants_limit_runs(asked):
    assert (asked.clock_state, asked.due_on) == ("awaiting_supplement", None)
    duty = Duty.objects.open().about(asked).get(kind="application.supplement")
    assert duty.due_on == date(2026, 4, 2)


def test_the_reply_duty_waits(asked):
    assert Duty.objects.open().about(asked).get(kind="application.reply").suspended


def test_it_restarts_from_zero_the_day_after(asked, applicant):
    again = actions.supplement(asked, applicant, text="2024年度", at=moment(3, 20))
    assert (again.clock_state, again.due_on) == ("running", date(2026, 4, 20))
    assert Duty.objects.open().about(asked).get(kind="application.reply").due_on == date(2026, 4, 20)


def test_on_the_eighth_day_it_is_too_late(assigned, clerk):
    with pytest.raises(Refused, match="7 个工作日"):
        actions.ask_supplement(assigned, Actor.of(clerk), what="写明年度", at=moment(3, 13))


def test_it_is_asked_once(asked, applicant, clerk):
    actions.supplement(asked, applicant, text="2024年度", at=moment(3, 12, 15))
    with pytest.raises(Refused, match="只能要求一次"):
        actions.ask_supplement(asked, Actor.of(clerk), what="再补", at=moment(3, 12, 16))
    asked.refresh_from_db()
    assert asked.letters.filter(kind="D04").count() == 1


def test_nobody_supplements_unasked(assigned, applicant):
    with pytest.raises(Refused, match="不需要补正"):
        actions.supplement(assigned, applicant, text="2024年度", at=moment(3, 12))


def test_the_notice_says_what_and_until_when(asked):
    text = "\n".join(each["text"] for each in asked.letters.get(kind="D04").paragraphs)
    assert "写明年度" in text and "2026年4月2日前" in text and "行政诉讼" not in text
