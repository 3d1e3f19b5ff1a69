"""The reply clock: dates typed by hand from the calendar of 2026, with its holidays and make-up days."""

from datetime import date

import pytest

from applications import clock
from applications.clock import Event, IllegalHistory, explain, fold
from workdays import builtin


def day(text: str) -> date:
    """ "3-15" as a day of 2026, "2027-1-4" as it is."""
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(2026, *parts)


def ev(kind: str, on: str, **detail) -> Event:
    detail = {key: day(value) if key in ("served", "until") else value for key, value in detail.items()}
    return Event(kind, day(on), **detail)


RECEIVED = ev("received", "3-2")


@pytest.fixture(scope="module")
def years():
    return builtin.calendar()


@pytest.fixture
def due(years):
    return lambda *events: fold(events, years).due_on


@pytest.fixture
def state(years):
    return lambda *events: fold(events, years).state


@pytest.fixture
def refused(years):
    def refusal(*events) -> str:
        with pytest.raises(IllegalHistory) as problem:
            fold(events, years)
        return problem.value.message

    return refusal


# ---- the plain limit (Art 33) ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("3-2", "3-30"),
        ("3-7", "4-3"),  # a Saturday
        ("2-10", "3-16"),  # Spring Festival, two make-up Saturdays
        ("9-10", "10-14"),  # two holidays, a make-up Sunday and a Saturday
        ("9-21", "10-26"),
        ("9-30", "11-3"),
        ("10-3", "11-3"),  # within the holiday
        ("4-24", "5-26"),
    ],
)
def test_a_reply_is_due_on_the_twentieth_working_day(due, received, expected):
    assert due(ev("received", received)) == day(expected)


def test_it_counts_the_working_days_to_the_due_day(years):
    found = fold([RECEIVED], years)
    assert (found.state, found.start, found.counted, found.provisional) == ("running", day("3-2"), 20, False)


def test_a_date_in_a_year_without_a_notice_is_provisional(years):
    found = fold([ev("received", "12-14")], years)
    assert (found.due_on, found.provisional) == (date(2027, 1, 12), True)


def test_nothing_runs_before_receipt(years):
    found = fold([], years)
    assert (found.state, found.due_on, found.counted) == ("not_received", None, None)


# ---- supplement (Art 30) -----------------------------------------------------------------------------------------


def test_nothing_runs_while_a_supplement_is_awaited(years):
    found = fold([RECEIVED, ev("supplement_asked", "3-5")], years)
    assert (found.state, found.due_on) == ("awaiting_supplement", None)


def test_it_starts_from_zero_when_the_supplement_arrives(years):
    found = fold([RECEIVED, ev("supplement_asked", "3-5"), ev("supplement_received", "3-16")], years)
    assert (found.state, found.start, found.due_on) == ("running", day("3-16"), day("4-14"))
    assert found.counted == 20


def test_a_late_demand_for_a_supplement_is_noted(years):
    assert fold([RECEIVED, ev("supplement_asked", "3-11")], years).warnings == ()
    assert "7 个工作日" in fold([RECEIVED, ev("supplement_asked", "3-12")], years).warnings[0]


def test_a_supplement_can_be_asked_only_once(refused):
    asked, came = ev("supplement_asked", "3-5"), ev("supplement_received", "3-16")
    assert "只能要求一次" in refused(RECEIVED, asked, ev("supplement_asked", "3-6"))
    assert "只能要求一次" in refused(RECEIVED, asked, came, ev("supplement_asked", "3-18"))


def test_a_supplement_nobody_asked_for_is_refused(refused):
    assert "没有要求补正" in refused(RECEIVED, ev("supplement_received", "3-5"))


def test_a_case_may_end_while_the_supplement_is_awaited(state, due):
    events = RECEIVED, ev("supplement_asked", "3-5"), ev("replied", "4-10")
    assert state(*events) == "replied"
    assert due(*events) is None


def test_an_extension_belongs_to_the_count_that_is_gone(due):
    asked, came = ev("supplement_asked", "3-5"), ev("supplement_received", "3-16")
    assert due(RECEIVED, ev("extended", "3-4", days=10), asked, came) == day("4-14")


# ---- extension (Art 33) ------------------------------------------------------------------------------------------


def test_an_extension_adds_working_days(due):
    assert due(RECEIVED, ev("extended", "3-30", days=5)) == day("4-7")
    assert due(RECEIVED, ev("extended", "3-20", days=20)) == day("4-28")


def test_extensions_add_up_to_twenty(due, refused):
    parts = RECEIVED, ev("extended", "3-20", days=12), ev("extended", "3-24", days=8)
    assert due(*parts) == day("4-28")
    assert "延长合计 21 个工作日" in refused(*parts, ev("extended", "3-25", days=1))


def test_one_extension_past_twenty_is_refused(refused):
    assert "延长合计 21 个工作日" in refused(RECEIVED, ev("extended", "3-20", days=21))


@pytest.mark.parametrize("days", [None, 0, -3])
def test_an_extension_needs_a_number_of_days(refused, days):
    assert "1 到 20 的整数" in refused(RECEIVED, ev("extended", "3-20", days=days))


def test_an_extension_after_the_due_day_is_refused(refused):
    assert "期限已于 2026-03-30 届满" in refused(RECEIVED, ev("extended", "3-31", days=5))


def test_an_extension_after_an_extended_due_day_is_refused(refused, due):
    first = ev("extended", "3-30", days=5)
    assert due(RECEIVED, first, ev("extended", "4-7", days=5)) == day("4-14")
    assert "期限已于 2026-04-07 届满" in refused(RECEIVED, first, ev("extended", "4-8", days=5))


def test_an_extension_while_paused_is_allowed(due):
    consult = ev("consult_sent", "3-6", ref="a"), ev("consult_answered", "3-18", ref="a")
    assert due(RECEIVED, *consult, ev("extended", "3-10", days=10)) == day("4-24")


def test_an_extension_long_after_the_first_due_day_is_allowed_while_paused(due):
    consult = ev("consult_sent", "3-6", ref="a"), ev("consult_answered", "4-20", ref="a")
    assert due(RECEIVED, *consult, ev("extended", "4-10", days=5)) == day("5-21")


def test_an_extension_while_waiting_for_the_applicant_is_refused(refused):
    assert "没有在计算" in refused(RECEIVED, ev("supplement_asked", "3-5"), ev("extended", "3-6", days=5))


# ---- fee and agreed delay (Art 42, 35) ---------------------------------------------------------------------------


def test_a_fee_notice_stops_the_clock_and_payment_starts_it_anew(state, due):
    told = RECEIVED, ev("fee_notified", "3-10")
    assert (state(*told), due(*told)) == ("awaiting_payment", None)
    assert due(*told, ev("fee_paid", "3-16")) == day("4-14")


def test_a_notice_taken_back_starts_it_anew_and_says_so(due, years):
    history = RECEIVED, ev("fee_notified", "3-10"), ev("fee_cancelled", "3-16")
    assert due(*history) == day("4-14")
    why = [step.why for step in explain(history, years) if step.date == day("3-16")]
    assert why == ["收费通知撤销，当日不计入，期限重新计算"]


def test_what_was_not_told_cannot_be_taken_back(refused):
    assert "不能撤销" in refused(RECEIVED, ev("fee_cancelled", "3-10"))


def test_payment_without_a_notice_is_refused(refused):
    assert "没有发过收费通知" in refused(RECEIVED, ev("fee_paid", "3-10"))


def test_an_agreed_later_date_replaces_the_limit(years):
    found = fold([RECEIVED, ev("delayed", "3-20", until="5-29")], years)
    assert (found.due_on, found.counted) == (day("5-29"), 61)


def test_an_agreed_date_needs_a_date_in_time(refused):
    assert "缺少 until" in refused(RECEIVED, ev("delayed", "3-20"))
    assert "早于决定日期" in refused(RECEIVED, ev("delayed", "3-20", until="3-19"))
    assert "届满" in refused(RECEIVED, ev("delayed", "3-31", until="5-29"))
    delayed = ev("delayed", "3-20", until="5-29")
    assert "不能再延长" in refused(RECEIVED, delayed, ev("extended", "3-23", days=5))


# ---- reply and order ---------------------------------------------------------------------------------------------


def test_a_reply_ends_the_clock(years):
    found = fold([RECEIVED, ev("replied", "3-26")], years)
    assert (found.state, found.due_on, found.ended_on) == ("replied", day("3-30"), day("3-26"))


def test_a_reply_on_the_day_of_receipt_is_fine(state):
    assert state(RECEIVED, ev("replied", "3-2")) == "replied"


def test_a_late_reply_is_a_fact_not_a_state(years):
    found = fold([RECEIVED, ev("replied", "4-1")], years)
    assert found.state == "replied"
    assert found.overdue(day("4-1"))
    assert not fold([RECEIVED, ev("replied", "3-30")], years).overdue(day("12-31"))


def test_an_open_case_is_overdue_the_day_after(years):
    found = fold([RECEIVED], years)
    assert [found.overdue(day(d)) for d in ("3-30", "3-31")] == [False, True]
    assert [found.left(day(d), years) for d in ("3-2", "3-27", "3-30", "4-1")] == [20, 1, 0, -2]


def test_a_reply_before_receipt_is_refused(refused):
    assert "在收到申请之前" in refused(RECEIVED, ev("replied", "3-1"))
    assert "在收到申请之前" in refused(ev("replied", "3-10"))


def test_nothing_follows_a_reply(refused):
    replied = ev("replied", "3-10")
    for later in (ev("replied", "3-11"), ev("extended", "3-11", days=5), ev("supplement_asked", "3-12")):
        assert "已经办结" in refused(RECEIVED, replied, later)


def test_a_request_is_received_once(refused):
    assert "只能记录一次" in refused(RECEIVED, ev("received", "3-3"))


def test_a_withdrawn_request_ends(state):
    assert state(RECEIVED, ev("withdrawn", "3-5")) == "withdrawn"
    assert state(ev("withdrawn", "3-5")) == "withdrawn"


def test_events_are_taken_by_date_whatever_their_order(due):
    late = [ev("consult_answered", "3-18", ref="a"), ev("consult_sent", "3-6", ref="a"), RECEIVED]
    assert due(*late) == day("4-10")


def test_events_of_one_day_keep_their_order(refused, state):
    asked, came = ev("supplement_asked", "3-5"), ev("supplement_received", "3-5")
    assert state(RECEIVED, asked, came) == "running"
    assert "没有要求补正" in refused(RECEIVED, came, asked)


def test_an_unknown_event_is_refused(refused):
    assert "没有“lost”这种记录" in refused(RECEIVED, ev("lost", "3-5"))


# ---- day by day --------------------------------------------------------------------------------------------------


def test_it_explains_every_day(years):
    events = [RECEIVED, ev("consult_sent", "3-6", ref="a"), ev("consult_answered", "3-18", ref="a")]
    steps = explain(events, years)
    assert (steps[0].date, steps[0].why) == (day("3-2"), "收到申请，当日不计入")
    assert steps[-1].date == day("4-10")
    assert sum(step.counted for step in steps) == 20
    assert {s.date.day for s in steps if s.why.startswith("征求意见")} == {9, 10, 11, 12, 13, 16, 17, 18}


def test_it_explains_the_days_that_a_restart_made_void(years):
    events = [RECEIVED, ev("supplement_asked", "3-5"), ev("supplement_received", "3-16")]
    steps = {step.date: step for step in explain(events, years)}
    assert steps[day("3-4")].why == "期限后来重新计算，此日不计入"
    assert steps[day("3-6")].why == "等待补正，不计入"
    assert steps[day("3-16")].why == "收到补正，当日不计入，期限重新计算"
    assert sum(step.counted for step in steps.values()) == 20


def test_it_explains_as_far_as_is_known(years):
    steps = explain([RECEIVED, ev("supplement_asked", "3-5")], years, until=day("3-9"))
    assert [step.why for step in steps[-4:]] == ["等待补正，不计入"] * 4
    assert explain([], years) == []


def test_every_kind_has_a_name_and_a_rule():
    assert clock.KINDS.keys() == clock._HANDLERS.keys()
