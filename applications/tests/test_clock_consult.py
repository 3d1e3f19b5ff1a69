"""Time spent asking others is not counted (Art 32, 33(3), 34). Dates typed by hand."""

import random
from datetime import date, timedelta

import pytest

from applications.clock import Event, IllegalHistory, fold
from workdays import builtin

YEARS = builtin.calendar()


def on(text: str) -> date:
    return date(2026, *(int(part) for part in text.split("-")))


def received(text: str = "3-2") -> Event:
    return Event("received", on(text))


def sent(text: str, ref: str = "a", served: str | None = None) -> Event:
    return Event("consult_sent", on(text), ref=ref, served=on(served) if served else None)


def answered(text: str, ref: str = "a") -> Event:
    return Event("consult_answered", on(text), ref=ref)


def clock(*events: Event):
    return fold(events, YEARS)


def test_an_open_consultation_pauses_and_the_date_is_not_known():
    found = clock(received(), sent("3-6"))
    assert (found.state, found.due_on, found.counted, found.provisional) == ("paused", None, None, False)


def test_the_days_from_sending_to_the_answer_are_taken_out():
    found = clock(received(), sent("3-6"), answered("3-18"))
    assert (found.state, found.due_on, found.counted) == ("running", on("4-10"), 28)


def test_an_answer_on_the_day_of_sending_takes_out_nothing():
    assert clock(received(), sent("3-6"), answered("3-6")).due_on == on("3-30")


def test_sent_on_the_day_of_receipt():
    assert clock(received(), sent("3-2"), answered("3-4")).due_on == on("4-1")


def test_an_answer_on_a_weekend_takes_out_the_working_days_before():
    assert clock(received(), sent("3-6"), answered("3-14")).due_on == on("4-7")


def test_a_consultation_across_the_national_holiday():
    found = clock(received("9-21"), sent("9-24"), answered("10-10"))
    assert (found.due_on, found.counted) == (on("11-3"), 26)


def test_a_consultation_across_the_spring_festival():
    found = clock(received("2-10"), sent("2-13"), answered("2-24"))
    assert (found.due_on, found.counted) == (on("3-18"), 22)


def test_overlapping_consultations_are_taken_out_once():
    events = sent("3-6", "a"), sent("3-12", "b"), answered("3-18", "a"), answered("3-24", "b")
    found = clock(received(), *events)
    assert (found.due_on, found.counted) == (on("4-16"), 32)


def test_one_consultation_within_another_adds_nothing():
    outer = sent("3-6", "a"), answered("3-18", "a")
    assert clock(received(), *outer, sent("3-10", "b"), answered("3-12", "b")).due_on == on("4-10")


def test_two_consultations_apart_are_both_taken_out():
    events = sent("3-4", "a"), answered("3-6", "a"), sent("3-10", "b"), answered("3-12", "b")
    assert clock(received(), *events).due_on == on("4-3")


def test_the_date_stays_unknown_while_one_of_two_is_open():
    found = clock(received(), sent("3-6", "a"), sent("3-12", "b"), answered("3-18", "a"))
    assert (found.state, found.due_on) == ("paused", None)


# ---- service: at latest the 15th working day after it -------------------------------------------------------------


def test_silence_ends_the_pause_on_the_fifteenth_day_after_service():
    found = clock(received("9-21"), sent("9-24", served="9-28"))
    assert (found.state, found.due_on, found.at_latest) == ("paused", on("11-17"), True)
    assert found.pauses[0].end == on("10-23")


def test_an_answer_after_the_fifteenth_day_changes_nothing():
    found = clock(received("9-21"), sent("9-24", served="9-28"), answered("10-30"))
    assert (found.state, found.due_on, found.at_latest) == ("running", on("11-17"), False)


def test_an_answer_before_the_fifteenth_day_ends_the_pause():
    assert clock(received("9-21"), sent("9-24", served="9-28"), answered("10-10")).due_on == on("11-3")


def test_without_service_an_answer_ends_the_pause_however_late():
    assert clock(received(), sent("3-6"), answered("4-20")).due_on == on("5-14")


def test_silence_is_over_for_an_event_after_it():
    events = received("9-21"), sent("9-24", served="9-28"), Event("extended", on("10-26"), days=5)
    assert clock(*events).state == "running"
    assert clock(*events).due_on == on("11-24")


# ---- with supplements, replies, due days --------------------------------------------------------------------------


def test_a_consultation_still_open_when_the_supplement_comes_goes_on():
    asked = Event("supplement_asked", on("3-5")), Event("supplement_received", on("3-16"))
    found = clock(received(), sent("3-4"), *asked, answered("3-20"))
    assert (found.start, found.due_on) == (on("3-16"), on("4-20"))


def test_a_question_sent_after_the_due_day_saves_nobody():
    found = clock(received(), sent("3-31"))
    assert (found.due_on, found.overdue(on("3-31"))) == (on("3-30"), True)


def test_a_question_sent_on_the_due_day_takes_out_nothing():
    assert clock(received(), sent("3-30"), answered("4-8")).due_on == on("3-30")


def test_a_reply_during_a_consultation_ends_the_clock():
    found = clock(received(), sent("3-6"), Event("replied", on("3-20")))
    assert (found.state, found.due_on, found.overdue(on("3-20"))) == ("replied", None, False)


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([answered("3-6")], "没有编号为“a”的征求意见"),
        ([sent("3-6"), answered("3-5")], "没有编号为“a”的征求意见"),
        ([sent("3-6"), answered("3-9"), answered("3-10")], "已经收到过"),
        ([sent("3-6"), sent("3-9")], "编号“a”重复"),
        ([sent("3-6", "")], "缺少 ref"),
        ([sent("3-6"), answered("3-9", "")], "缺少 ref"),
        ([sent("3-6", served="3-5")], "送达日期早于发出日期"),
        ([sent("3-6", served="3-6"), answered("3-9", "b")], "没有编号为“b”的征求意见"),
    ],
)
def test_impossible_consultations_are_refused(events, sentence):
    with pytest.raises(IllegalHistory, match=sentence):
        clock(received(), *events)


# ---- a second, naive reckoning ------------------------------------------------------------------------------------


def naive_due(start: date, consultations: list[tuple[date, date]], extra: int) -> date:
    """Ticks off days on a list, the slow way."""
    out = {a + timedelta(n) for a, b in consultations for n in range(1, (b - a).days + 1)}
    today, ticked = start, 0
    while ticked < 20 + extra:
        today += timedelta(1)
        ticked += YEARS.is_workday(today) and today not in out
    return today


@pytest.mark.parametrize("seed", range(60))
def test_random_histories_agree_with_a_naive_reckoning(seed):
    chance = random.Random(seed)
    start = date(2025, 1, 1) + timedelta(chance.randrange(500))
    spans = []
    for _ in range(chance.randrange(5)):
        begin = start + timedelta(chance.randrange(19))
        spans.append((begin, begin + timedelta(chance.randrange(40))))
    extra = chance.choice([0, 0, 5, 20])
    events = [Event("received", start)]
    for ref, (begin, end) in enumerate(spans):
        events += [Event("consult_sent", begin, ref=str(ref)), Event("consult_answered", end, ref=str(ref))]
    if extra:
        events.append(Event("extended", start, days=extra))
    chance.shuffle(events)
    events.sort(key=lambda e: (e.on, e.kind != "received", e.kind != "consult_sent"))
    assert clock(*events).due_on == naive_due(start, spans, extra)
