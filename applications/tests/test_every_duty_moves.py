"""A new holiday notice moves every kind of duty of a request, and never brings forward a day told in a letter."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.actors import Actor
from applications import actions, limits
from duties.models import Duty
from workdays import tables
from workdays.actions import load_notice
from workdays.builtin import NoticeFacts
from workdays.csvfile import read_table

pytestmark = pytest.mark.django_db
NOTICE = """date,is_workday,name
2027-01-01,0,元旦
2027-01-04,0,元旦
2027-05-01,0,劳动节
2027-10-01,0,国庆节
"""
EARLIER = NOTICE.replace("2027-01-04,0", "2027-01-02,1")


def noon(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def open_case(form, agency, applicant, clerk, head):
    """Received and confirmed at the counter on 21 December 2026."""
    who = Actor.of(clerk)
    application, _ = actions.receive(form, agency=agency, channel="counter", actor=who, at=noon(12, 21))
    return actions.assign(application, Actor.of(head), to=clerk, at=noon(12, 21))


def load(text: str = NOTICE) -> list[dict]:
    return load_notice(read_table(text), NoticeFacts(title="通知"), at=noon(12, 25))["moved"]


def due(kind: str) -> date:
    return Duty.objects.open().get(kind=kind).due_on


def test_the_reply_moves(open_case):
    assert due("application.reply") == date(2027, 1, 19)
    load()
    assert due("application.reply") == date(2027, 1, 20)


def test_the_opinion_moves(open_case, clerk):
    actions.consult(
        open_case, Actor.of(clerk), kind="third_party", party="清源水务", served=noon(12, 22).date(), at=noon(12, 22)
    )  # fmt: skip
    assert due("application.opinion") == date(2027, 1, 13)
    load()
    assert due("application.opinion") == date(2027, 1, 14)


def test_the_confirmation_moves(form, agency, applicant):
    actions.receive(form, agency=agency, channel="online", actor=applicant, at=noon(12, 31))
    assert due("application.confirm") == date(2027, 1, 4)
    load()
    assert due("application.confirm") == date(2027, 1, 5)


def test_the_day_for_asking_a_supplement_moves(open_case, form, agency, clerk):
    assert due("application.supplement_notice") == date(2026, 12, 30)
    actions.receive(form, agency=agency, channel="counter", actor=Actor.of(clerk), at=noon(12, 29))
    late = Duty.objects.filter(kind="application.supplement_notice").order_by("pk").last()
    assert late.due_on == date(2027, 1, 8)
    load()
    late.refresh_from_db()
    assert late.due_on == date(2027, 1, 11)


def test_the_applicants_limit_moves_on(open_case, clerk):
    actions.ask_supplement(open_case, Actor.of(clerk), what="写明年度", at=noon(12, 22))
    assert due("application.supplement") == date(2027, 1, 13)
    load()
    assert due("application.supplement") == date(2027, 1, 14)
    assert limits.supplement_by(open_case, tables.current()) == date(2027, 1, 14)


def test_a_day_told_in_a_letter_is_never_brought_forward(open_case, clerk):
    actions.ask_supplement(open_case, Actor.of(clerk), what="写明年度", at=noon(12, 22))
    load(EARLIER)
    assert due("application.supplement") == date(2027, 1, 13)


def test_a_limit_that_the_clerk_chose_stays(open_case, clerk):
    actions.ask_supplement(
        open_case, Actor.of(clerk), what="写明年度", limit_on=date(2027, 1, 13), at=noon(12, 22)
    )
    load()
    assert due("application.supplement") == date(2027, 1, 13)


def test_the_fee_moves_on(open_case, head):
    actions.notify_fee(open_case, Actor.of(head), method="page", number=250, at=noon(12, 22))
    assert due("application.fee") == date(2027, 1, 20)
    load()
    assert due("application.fee") == date(2027, 1, 21)
    assert limits.pay_by(open_case, tables.current()) == date(2027, 1, 21)
