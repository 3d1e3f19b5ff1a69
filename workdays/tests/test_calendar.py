"""Counting working days: expected dates are typed by hand from the notices (law: 民法典 201-203)."""

from datetime import date

import pytest

from workdays import builtin
from workdays.calendar import Calendar, DayInfo, OutOfRange


@pytest.fixture(scope="module")
def years() -> Calendar:
    return builtin.calendar()


# received, then the 3rd, 5th, 7th, 15th, 20th and 40th working day of 2026 (None: needs the notice of 2027)
VECTORS = [
    ("2026-01-30", "02-04 02-06 02-10 02-27 03-05 04-02"),
    ("2026-02-05", "02-10 02-12 02-14 03-04 03-11 04-09"),
    ("2026-02-16", "02-26 02-28 03-03 03-13 03-20 04-20"),
    ("2026-04-24", "04-29 05-06 05-08 05-19 05-26 06-24"),
    ("2026-06-18", "06-24 06-26 06-30 07-10 07-17 08-14"),
    ("2026-09-10", "09-15 09-17 09-20 10-08 10-14 11-11"),
    ("2026-09-30", "10-10 10-13 10-15 10-27 11-03 12-01"),
    ("2026-11-21", "11-25 11-27 12-01 12-11 12-18"),
    ("2026-12-02", "12-07 12-09 12-11 12-23 12-30"),
]


@pytest.mark.parametrize(("received", "expected"), VECTORS)
def test_it_counts_limits_of_2026(years, received, expected):
    found = [years.add(date.fromisoformat(received), n) for n in (3, 5, 7, 15, 20, 40)]
    assert [f"{day:%m-%d}" for day in found][: len(expected.split())] == expected.split()


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2022-09-30", "2022-11-02"),  # as a court counted it: 国庆 with two make-up days
        ("2025-02-20", "2025-03-20"),  # the day of receipt is not counted
        ("2024-02-19", "2024-03-18"),
        ("2024-04-15", "2024-05-14"),
        ("2018-12-25", "2019-01-23"),  # 2018-12-29 is a make-up day of the notice for 2019
        ("2020-01-20", "2020-02-25"),  # the prolonged Spring Festival
    ],
)
def test_it_counts_twenty_days_in_other_years(years, received, due):
    assert years.add(date.fromisoformat(received), 20) == date.fromisoformat(due)


def test_2026_has_248_working_days(years):
    assert years.count(date(2025, 12, 31), date(2026, 12, 31)) == 248


def test_a_make_up_sunday_is_a_working_day(years):
    assert years.is_workday(date(2026, 9, 20))
    assert not years.is_workday(date(2026, 9, 19))


def test_a_limit_can_end_on_a_make_up_saturday(years):
    assert years.add(date(2026, 10, 1), 3) == date(2026, 10, 10)


def test_receipt_on_a_holiday_counts_from_the_next_day(years):
    assert years.add(date(2026, 10, 3), 1) == date(2026, 10, 8)


def test_zero_days_is_the_day_itself(years):
    assert years.add(date(2026, 10, 3), 0) == date(2026, 10, 3)


def test_it_counts_backwards(years):
    assert years.add(date(2026, 10, 12), -1) == date(2026, 10, 10)
    assert years.add(date(2026, 10, 12), -4) == date(2026, 9, 30)


def test_a_natural_limit_rolls_past_a_holiday(years):
    assert years.roll(date(2026, 10, 1)) == date(2026, 10, 8)
    assert years.roll(date(2026, 10, 10)) == date(2026, 10, 10)


def test_natural_days_end_on_a_working_day(years):
    assert years.add_days(date(2026, 9, 1), 30) == date(2026, 10, 8)
    assert years.add_days(date(2026, 3, 2), 60) == date(2026, 5, 6)


def test_months_end_on_the_same_day_or_the_last(years):
    assert years.add_months(date(2026, 3, 11), 6) == date(2026, 9, 11)
    assert years.add_months(date(2026, 8, 31), 6) == date(2027, 3, 1)  # 28 February 2027 is a Sunday
    assert years.add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)


def test_count_leaves_the_first_day_out_and_takes_the_last_in(years):
    assert years.count(date(2026, 9, 30), date(2026, 10, 10)) == 3
    assert years.count(date(2026, 9, 30), date(2026, 9, 30)) == 0


def test_count_is_negative_backwards(years):
    assert years.count(date(2026, 10, 10), date(2026, 9, 30)) == -3


def test_it_explains_each_day_of_the_national_holiday(years):
    steps = years.explain(date(2026, 9, 30), date(2026, 10, 11))
    assert [(s.date.day, s.counted) for s in steps if s.counted] == [(8, True), (9, True), (10, True)]
    assert steps[0].why == "当日不计入，从次日起算"
    assert [s.why for s in steps[1:8]] == ["国庆节放假"] * 7
    assert [s.why for s in steps[8:]] == ["工作日", "工作日", "调休上班（国庆节）", "周日"]


def test_it_names_the_days_of_the_plain_week(years):
    assert years.why(date(2026, 3, 6)) == "工作日"
    assert years.why(date(2026, 3, 7)) == "周六"
    assert years.why(date(2026, 3, 8)) == "周日"


def test_a_year_without_a_notice_is_provisional(years):
    assert years.provisional(date(2027, 1, 4))
    assert not years.provisional(date(2026, 12, 31))
    assert years.provisional_between(date(2026, 12, 30), date(2027, 1, 4))


def test_2027_is_counted_by_weekdays_and_statutory_days(years):
    assert years.add(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert years.add(date(2027, 2, 4), 1) == date(2027, 2, 9)
    assert years.is_workday(date(2027, 2, 9))


def test_an_unknown_year_knows_the_fixed_statutory_days():
    assert Calendar().add(date(2031, 9, 30), 1) == date(2031, 10, 6)
    assert Calendar().why(date(2031, 10, 1)) == "国庆节放假"


def test_a_loaded_year_follows_its_notice_alone():
    known = Calendar({date(2031, 10, 1): DayInfo(True, "")}, frozenset({2031}))
    assert known.is_workday(date(2031, 10, 1))
    assert known.is_workday(date(2031, 10, 2))


def test_it_refuses_to_leave_the_calendar():
    with pytest.raises(OutOfRange, match="超出"):
        Calendar().add(date(9999, 12, 30), 5)
    with pytest.raises(OutOfRange):
        Calendar().add_months(date(9999, 12, 1), 1)
