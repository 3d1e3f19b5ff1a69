"""The years that come with the portal."""

from datetime import date

import pytest

from workdays import builtin

# year, working days of the year; 2018-2026 counted from the notices
WORKDAYS = [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]


@pytest.mark.parametrize(("year", "number"), WORKDAYS)
def test_each_year_has_its_working_days(year, number):
    assert builtin.calendar().count(date(year - 1, 12, 31), date(year, 12, 31)) == number


def test_every_year_from_2018_has_a_notice():
    facts = {table.year: facts for facts, table in builtin.built_in()}
    assert sorted(facts) == list(range(2018, 2028))
    assert facts[2026].number == "国办发明电〔2025〕7号"
    assert facts[2026].published_on == date(2025, 11, 4)


def test_only_2027_is_provisional():
    assert [table.year for facts, table in builtin.built_in() if facts.provisional] == [2027]


def test_2027_has_the_thirteen_statutory_days_and_no_make_up_day():
    days = builtin.year_table(2027).days
    assert len(days) == 13
    assert not any(info.is_workday for info in days.values())


def test_every_named_day_has_a_festival():
    assert all(info.name for _, table in builtin.built_in() for info in table.days.values())


def test_make_up_days_fall_on_weekends():
    tables = [table for _, table in builtin.built_in()]
    make_up = [day for table in tables for day, info in table.days.items() if info.is_workday]
    assert {day.weekday() for day in make_up} == {5, 6}
