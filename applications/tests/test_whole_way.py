"""From the form to the reply: states, dates, letters, duties, audit."""

from datetime import date

from accounts.actors import Actor
from applications import actions
from applications.tests.conftest import CALLED, moment
from audit.models import Entry
from duties.models import Duty


def test_a_request_online_does_not_start_the_clock(received):
    assert (received.number, received.state) == ("YSQ-2026-000001", "received")
    assert (received.received_on, received.due_on, received.clock_state) == (None, None, "not_received")


def test_confirming_starts_the_clock_the_day_after(confirmed):
    assert (confirmed.received_on, confirmed.due_on) == (date(2026, 3, 3), date(2026, 3, 31))
    assert confirmed.clock_state == "running"


def test_at_the_counter_it_starts_at_once(form, agency, clerk):
    application, _ = actions.receive(
        form, agency=agency, channel="counter", actor=Actor.of(clerk), at=moment(3, 2)
    )
    assert (application.state, application.due_on) == ("confirmed", date(2026, 3, 30))


def test_the_reply_stops_the_clock_and_freezes_the_letter(replied):
    letter = replied.letters.get(kind="D12")
    assert (replied.state, replied.outcome, replied.replied_on) == ("replied", "published", date(2026, 3, 12))
    assert letter.number == "县民政局公开复〔2026〕1号"
    assert letter.frozen_at and len(letter.digest) == 64


def test_the_duties_follow_the_work(received, clerk):
    open_kinds = lambda: set(Duty.objects.open().about(received).values_list("kind", flat=True))  # noqa: E731
    assert open_kinds() == {"application.confirm"}
    actions.confirm(received, Actor.of(clerk), at=moment(3, 3), **CALLED)
    assert open_kinds() == {"application.reply", "application.supplement_notice"}


def test_nothing_stays_open_after_the_reply(replied):
    assert not Duty.objects.open().about(replied).exists()


def test_every_verb_left_an_audit_entry(replied):
    words = list(Entry.objects.about(replied).order_by("pk").values_list("word", flat=True))
    assert words == [
        "登记公开申请",
        "确认收到申请",
        "交办申请",
        "起草答复",
        "审批同意答复",
        "附上答复的盖章件",
        "发出答复",
    ]


def test_a_closed_request_is_filed(replied, clerk):
    assert actions.close(replied, Actor.of(clerk), at=moment(3, 20)).state == "closed"
