"""A paused case shows its latest possible date, or why there is none, wherever its date is shown (Art 33)."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from applications import actions, reckoning
from applications.tests.conftest import moment
from workdays import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(assigned, clerk):
    """A third party was asked on 6 March; nobody knows yet when the letter arrived."""
    return actions.consult(assigned, Actor.of(clerk), kind="third_party", party="清源水务", at=moment(3, 6))


@pytest.fixture
def served(asked, clerk):
    """Served on 9 March: silence ends on the 30th, the reply is due on 23 April at the latest."""
    return actions.serve(asked, Actor.of(clerk), on=date(2026, 3, 9), at=moment(3, 9))


def clock_of(opinion):
    return reckoning.reckon(opinion.application, tables.current())


def test_unserved_it_says_why_no_date_can_be_known(asked):
    clock = clock_of(asked)
    assert (clock.due_on, clock.at_latest) == (None, False)
    assert "1 份征求意见书还没有登记送达日期" in clock.unknown


def test_served_it_has_a_latest_date_and_nothing_to_explain(served):
    clock = clock_of(served)
    assert (clock.due_on, clock.at_latest, clock.unknown) == (date(2026, 4, 23), True, "")


def test_each_wait_has_its_own_sentence(received, assigned, clerk, head):
    assert "还没有与申请人确认收到" in reckoning.reckon(type(received)(pk=0), tables.current()).unknown
    actions.notify_fee(assigned, Actor.of(head), method="page", number=250, at=moment(3, 10))
    assert "等待申请人缴费" in reckoning.reckon(assigned, tables.current()).unknown


@pytest.mark.parametrize(("stage", "words"), [("asked", "还没有登记送达日期"), ("served", "最晚应于")])
def test_the_case_page_shows_it(stage, words, request, client, clerk):
    opinion = request.getfixturevalue(stage)
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:case", args=[opinion.application.number]))
    assert words in page.content.decode()


@pytest.mark.parametrize(("stage", "words"), [("asked", "征求意见书未登记送达"), ("served", ">最晚<")])
def test_the_list_shows_it(stage, words, request, client, clerk):
    request.getfixturevalue(stage)
    client.force_login(clerk)
    assert words in client.get(reverse("desk_applications:index")).content.decode()
