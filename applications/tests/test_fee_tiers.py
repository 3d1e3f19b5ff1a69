"""Each tier of the processing fee is shown, and an objection is heard (Art 42; 国办函〔2020〕109号 4, 5)."""

import pytest

from accounts import actors
from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, fees, reckoning
from applications.tests.conftest import moment
from duties.models import Duty
from workdays import tables

pytestmark = pytest.mark.django_db


def shown(tiers) -> list[tuple]:
    return [(tier.label, tier.number, tier.price, tier.yuan) for tier in tiers]


def test_pages_fall_into_their_tiers():
    assert shown(fees.page_tiers(250)) == [
        ("第 1—30 页", 30, 0, 0),
        ("第 31—100 页", 70, 10, 700),
        ("第 101—200 页", 100, 20, 2000),
        ("第 201 页以上", 50, 40, 2000),
    ]


def test_items_fall_into_their_tiers():
    assert shown(fees.item_tiers(1, 35)) == [
        ("当月第 1—10 件", 10, 0, 0),
        ("当月第 11—30 件", 20, 100, 2000),
        ("当月第 31—40 件", 5, 200, 1000),
    ]
    assert sum(tier.yuan for tier in fees.item_tiers(1, 52)) == 7800


def test_the_letter_shows_each_tier(assigned, head):
    charged = actions.notify_fee(
        assigned,
        Actor.of(head),
        method="item",
        number=29,
        items=4,
        how="到县财政局非税窗口缴纳",
        at=moment(3, 10),
    )
    text = "\n".join(each["text"] for each in charged.letters.get(kind="D11").paragraphs)
    assert "当月第 11—30 件：2 × 100 元 = 200 元；当月第 31—40 件：2 × 200 元 = 400 元" in text
    assert "合计金额：600元" in text and "缴纳方式：到县财政局非税窗口缴纳。" in text


@pytest.fixture
def charged(assigned, head):
    return actions.notify_fee(assigned, Actor.of(head), method="page", number=250, at=moment(3, 10))


@pytest.fixture
def objected(charged):
    return actions.object_fee(charged, actors.applicant(), text="页数算多了", at=moment(3, 11))


def test_an_objection_leaves_the_limit_to_pay(objected):
    assert objected.clock_state == "awaiting_payment"
    assert Duty.objects.open().filter(kind="application.fee").exists()


def test_the_head_keeps_the_fee(objected, head):
    kept = actions.answer_objection(
        objected, Actor.of(head), upheld=False, text="逐页核对无误", at=moment(3, 12)
    )
    assert kept.clock_state == "awaiting_payment"


def test_the_head_takes_the_fee_back_and_the_count_starts_anew(objected, head):
    free = actions.answer_objection(objected, Actor.of(head), upheld=True, text="不足30页", at=moment(3, 17))
    assert (free.clock_state, str(free.due_on)) == ("running", "2026-04-15")
    assert not Duty.objects.open().filter(kind="application.fee").exists()


def test_nobody_paid_a_fee_that_was_taken_back(objected, head):
    """Taken back on 17 March: neither the events nor the day-by-day explanation speak of a payment."""
    free = actions.answer_objection(objected, Actor.of(head), upheld=True, text="不足30页", at=moment(3, 17))
    steps = reckoning.explained(free, tables.current(), free.due_on)
    assert [step.why for step in steps if str(step.date) == "2026-03-17"] == [
        "收费通知撤销，当日不计入，期限重新计算"
    ]
    assert not [step for step in steps if "缴费，当日" in step.why and "收到" in step.why]
    assert not free.events.filter(kind="fee_paid").exists()


def test_what_makes_no_sense_is_refused(assigned, head, clerk):
    with pytest.raises(Refused, match="没有等待缴费"):
        actions.object_fee(assigned, Actor.of(clerk), text="不同意", at=moment(3, 11))
    charged = actions.notify_fee(assigned, Actor.of(head), method="page", number=250, at=moment(3, 12))
    with pytest.raises(Refused, match="没有等待答复"):
        actions.answer_objection(charged, Actor.of(head), upheld=True, text="撤销", at=moment(3, 12))
    with pytest.raises(Refused, match="异议的理由"):
        actions.object_fee(charged, Actor.of(clerk), text=" ", at=moment(3, 12))


def test_one_objection_and_a_reasoned_answer(objected, head, clerk):
    with pytest.raises(Refused, match="已经提出过"):
        actions.object_fee(objected, Actor.of(clerk), text="再说一遍", at=moment(3, 12))
    with pytest.raises(Refused, match="写明理由"):
        actions.answer_objection(objected, Actor.of(head), upheld=True, text=" ", at=moment(3, 12))
