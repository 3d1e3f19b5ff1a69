"""Art 32-34: the time of consultations is not counted."""

from datetime import date

import pytest

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, history
from applications.models import Application
from applications.tests.conftest import moment
from duties.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(clerk):
    return Actor.of(clerk)


@pytest.fixture
def opinion(assigned, who):
    """Asked on Friday, 6 March; received on 3 March, so 31 March was the due day."""
    return actions.consult(assigned, who, kind="third_party", party="清源水务", at=moment(3, 6))


def state(opinion):
    row = type(opinion.application).objects.get(pk=opinion.application_id)
    return row.clock_state, row.due_on


def test_the_clock_stops_while_consulting(opinion):
    assert state(opinion) == ("paused", None)


def test_the_days_until_the_answer_are_not_counted(opinion, who):
    actions.take_opinion(opinion, who, answer="consents", at=moment(3, 18))
    assert state(opinion) == ("running", date(2026, 4, 13))


def test_once_served_the_latest_date_is_known(opinion, who):
    actions.serve(opinion, who, on=date(2026, 3, 9), at=moment(3, 9))
    assert state(opinion) == ("paused", date(2026, 4, 23))
    assert Duty.objects.open().about(opinion).get().due_on == date(2026, 3, 30)


def test_two_at_once_take_the_same_days_out_once(opinion, who):
    other = actions.consult(opinion.application, who, kind="co_producer", party="县财政局", at=moment(3, 6))
    actions.take_opinion(opinion, who, answer="objects", at=moment(3, 16))
    actions.take_opinion(other, who, answer="consents", at=moment(3, 18))
    assert state(opinion) == ("running", date(2026, 4, 13))


def test_silence_is_not_noted_before_the_15_days_are_over(opinion, who):
    actions.serve(opinion, who, on=date(2026, 3, 9), at=moment(3, 9))
    with pytest.raises(Refused, match="期满后"):
        actions.take_opinion(opinion, who, answer="silent", at=moment(3, 30))
    assert actions.take_opinion(opinion, who, answer="silent", at=moment(3, 31)).answer == "silent"


def test_no_reply_while_somebody_is_being_asked(opinion, who, head):
    application = opinion.application
    actions.draft(application, who, outcome="published", data={"where": "网站"}, at=moment(3, 10))
    with pytest.raises(Refused, match="没有登记"):
        actions.approve(application, Actor.of(head), at=moment(3, 10))
    Application.objects.filter(pk=application.pk).update(state="sealed")
    with pytest.raises(Refused, match="没有登记"):
        actions.reply(application, who, at=moment(3, 11))


def test_the_applicant_is_told_but_not_whom(opinion):
    text = "\n".join(each["text"] for each in opinion.application.letters.get(kind="D08").paragraphs)
    assert "不计算在答复期限内" in text and "清源水务" not in text


def test_days_cannot_go_back_behind_the_record(opinion, who):
    with pytest.raises(Refused, match="早于上一条"):
        actions.take_opinion(opinion, who, answer="consents", on=date(2026, 3, 5), at=moment(3, 18))
    with pytest.raises(Refused, match="晚于今天"):
        actions.take_opinion(opinion, who, answer="consents", on=date(2026, 3, 19), at=moment(3, 18))


def test_the_record_says_what_was_answered(assigned, clerk):
    asked = actions.consult(assigned, Actor.of(clerk), kind="third_party", party="清源水务", at=moment(3, 10))
    actions.take_opinion(asked, Actor.of(clerk), answer="objects", at=moment(3, 11))
    assert history.entry(assigned.events.last())["text"].endswith("C1；不同意公开")
