"""Art 31: the day of receipt by channel; 国办公开办函〔2016〕235号: the day of a reply."""

from datetime import date

import pytest

from applications.receipt import CHANNELS, DELIVERIES, NotProven, needs_confirmation, received_on, replied_on

EVIDENCE = {
    "submitted_on": date(2026, 3, 2),
    "signed_on": date(2026, 3, 4),
    "confirmed_on": date(2026, 3, 5),
    "posted_on": date(2026, 3, 6),
    "arrived_on": date(2026, 3, 9),
}


@pytest.mark.parametrize(
    ("channel", "day"),
    [("counter", 2), ("post_registered", 4), ("post_ordinary", 5), ("fax", 5), ("email", 5), ("online", 5)],
)
def test_each_channel_has_its_day_of_receipt(channel, day):
    assert received_on(channel, EVIDENCE) == date(2026, 3, day)


@pytest.mark.parametrize(
    ("delivery", "day"),
    [("hand", 4), ("agent", 4), ("post", 6), ("email", 9), ("download", 9), ("reading", 4)],
)
def test_each_delivery_has_its_day_of_reply(delivery, day):
    assert replied_on(delivery, EVIDENCE) == date(2026, 3, day)


@pytest.mark.parametrize("channel", [name for name in CHANNELS if name != "counter"])
def test_submission_alone_starts_no_clock(channel):
    with pytest.raises(NotProven, match="第三十一条"):
        received_on(channel, {"submitted_on": date(2026, 3, 2)})


def test_it_refuses_a_day_before_the_submission():
    with pytest.raises(NotProven, match="不能早于提交的日期 2026-03-02"):
        received_on("online", EVIDENCE | {"confirmed_on": date(2026, 3, 1)})


def test_it_refuses_an_unknown_way():
    with pytest.raises(NotProven, match="没有“pigeon”这种方式"):
        received_on("pigeon", EVIDENCE)
    with pytest.raises(NotProven, match="这种方式"):
        replied_on("courier", EVIDENCE)


def test_the_clock_waits_for_confirmation_on_four_channels():
    waiting = [name for name in CHANNELS if needs_confirmation(name)]
    assert waiting == ["post_ordinary", "fax", "email", "online"]


def test_every_way_says_why():
    rules = [*CHANNELS.values(), *DELIVERIES.values()]
    assert all("之日" in rule.why for rule in rules)
