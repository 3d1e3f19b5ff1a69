"""Art 42: the fee notice stops the clock, payment restarts it; what is within the free range costs nothing."""

from datetime import date

import pytest

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, history, progress
from applications.tests.conftest import moment
from duties.models import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def charged(assigned, head):
    return actions.notify_fee(assigned, Actor.of(head), method="page", number=250, at=moment(3, 10))


def test_the_notice_says_how_much_and_until_when(charged):
    text = "\n".join(each["text"] for each in charged.letters.get(kind="D11").paragraphs)
    assert "4700元" in text and "2026年4月8日前" in text
    assert Duty.objects.open().about(charged).get(kind="application.fee").due_on == date(2026, 4, 8)


def test_both_sides_read_how_much_and_until_when_in_the_record(charged, clerk):
    event = charged.events.get(kind="fee_notified")
    assert progress.entry(event)["text"] == "金额 4700 元，缴费期限至2026年4月8日。"
    assert "金额 4700 元" in history.entry(event)["text"]


def test_an_objection_is_no_internal_note_in_the_record(charged, clerk, head):
    actions.object_fee(charged, Actor.of(clerk), text="页数算多了", at=moment(3, 11))
    actions.answer_objection(charged, Actor.of(head), upheld=False, text="核对无误", at=moment(3, 12))
    titles = [history.entry(event)["title"] for event in charged.events.all()][-2:]
    assert titles == ["申请人对收费提出异议", "答复收费异议：维持收费"]


def test_the_clock_stops_and_restarts_from_zero(charged, clerk):
    assert (charged.clock_state, charged.due_on) == ("awaiting_payment", None)
    paid = actions.take_payment(charged, Actor.of(clerk), at=moment(3, 17))
    assert (paid.clock_state, paid.due_on) == ("running", date(2026, 4, 15))


def test_the_thirty_first_request_of_a_month_costs_200(assigned, head):
    charged = actions.notify_fee(assigned, Actor.of(head), method="item", number=31, at=moment(3, 10))
    assert charged.events.get(kind="fee_notified").data["amount"] == 200


@pytest.mark.parametrize(("method", "number"), [("item", 10), ("page", 30), ("weight", 5), ("page", 0)])
def test_nothing_is_charged_within_the_free_range(assigned, head, method, number):
    with pytest.raises(Refused):
        actions.notify_fee(assigned, Actor.of(head), method=method, number=number, at=moment(3, 10))


def test_no_reply_and_no_second_notice_while_it_is_unpaid(charged, head, clerk):
    with pytest.raises(Refused, match="只收一次"):
        actions.notify_fee(charged, Actor.of(head), method="page", number=250, at=moment(3, 11))
    with pytest.raises(Refused, match="等待申请人缴费"):
        actions.draft(charged, Actor.of(clerk), outcome="published", data={"where": "网站"}, at=moment(3, 11))


def test_payment_voids_a_drafted_refusal_for_want_of_it(charged, clerk, head):
    data = {"facts": "收费通知送达以后，期限内没有缴费"}
    actions.draft(charged, Actor.of(clerk), outcome="not_paid", data=data, at=moment(4, 9))
    paid = actions.take_payment(charged, Actor.of(clerk), at=moment(4, 9, 15))
    assert (paid.state, paid.clock_state) == ("assigned", "running")
    with pytest.raises(Refused):
        actions.approve(paid, Actor.of(head), at=moment(4, 10))


def test_a_new_code_replaces_the_lost_one(received, clerk, client):
    code = actions.reissue(received, Actor.of(clerk), at=moment(3, 3), reason="核对身份证原件")
    before = received.code_hash
    received.refresh_from_db()
    assert received.code_hash != before and len(code) == 14
