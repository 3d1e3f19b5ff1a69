"""F1 to F5: each breach is a sentence with both sides, and a table that balances has none."""

from datetime import date

import pytest

from reports import rows, rules
from reports.tests.test_rows import CASES

THREE = rows.table_three(CASES, 2024)
FOUR = ((1, 0, 0, 1, 2), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0))


def changed(table, row: int, place: int, count: int):
    cells = [list(each) for each in table]
    cells[row - 1][place] = count
    return tuple(tuple(each) for each in cells)


def names(three=THREE, four=FOUR, before=None) -> list[str]:
    return [each.rule for each in rules.breaches(three, four, before)]


def test_the_worked_year_balances():
    assert names() == [] and names(before=(0,) * 7) == []


@pytest.mark.parametrize(
    ("watched_from", "on", "owed"),
    [
        (None, date(2027, 1, 31), True),
        (None, date(2027, 2, 1), False),
        (date(2027, 1, 31), date(2027, 2, 1), True),
        (date(2027, 2, 1), date(2027, 2, 1), False),
    ],
)
def test_a_report_is_asked_for_when_it_is_to_come_or_fell_due_under_watch(watched_from, on, owed):
    assert rules.owed(date(2027, 1, 31), watched_from, on) is owed


def test_f1_in_and_out_are_equal_in_every_column():
    breach = next(b for b in rules.breaches(changed(THREE, 1, 1, 5), FOUR) if b.rule == "F1")
    assert breach.sentence == (
        "“商业企业”列：第一项 5 加第二项 0 是 5，第三项（七）总计 3 加第四项 0 是 3，应当相等。"
    )
    assert breach.cells == ((1, "business"), (2, "business"), (24, "business"), (25, "business"))


def test_f2_the_results_add_up():
    breach = next(b for b in rules.breaches(changed(THREE, 3, 0, 7), FOUR) if b.rule == "F2")
    assert breach.sentence == "“自然人”列：第三项（七）总计是 17，（一）到（六）相加是 18，应当相等。"


def test_f3_every_row_adds_up():
    breach = next(b for b in rules.breaches(changed(THREE, 13, 6, 9), FOUR) if b.rule == "F3")
    assert breach.sentence == (
        "“1.本机关不掌握相关政府信息”行：总计是 9，自然人和五类法人或其他组织相加是 2，应当相等。"
    )


def test_f4_what_is_carried_over_is_what_was_left():
    found = rules.breaches(THREE, FOUR, (2, 0, 0, 0, 0, 0, 2))
    assert [each.rule for each in found] == ["F4", "F4"]
    assert found[0].sentence == (
        "“自然人”列：第二项（上年结转）是 0，上一年度报告的第四项（结转下年度）是 2，应当相等。"
    )


def test_f5_every_group_of_table_four_adds_up():
    found = rules.breaches(THREE, changed(FOUR, 1, 4, 3))
    assert [each.sentence for each in found] == [
        "表四“行政复议”：总计是 3，维持、纠正、其他、尚未审结相加是 2，应当相等。"
    ]
    assert found[0].cells == (("review", "total"),)


@pytest.mark.parametrize(("government", "due"), [(False, date(2027, 1, 31)), (True, date(2027, 3, 31))])
def test_the_days_are_fixed_and_never_rolled(government, due):
    assert rules.due_on(2026, government=government) == due
    assert date(2027, 1, 31).weekday() == 6  # a Sunday


@pytest.mark.parametrize(
    ("on", "year"), [("2026-11-30", 2025), ("2026-12-01", 2026), ("2027-01-31", 2026), ("2027-03-31", 2026)]
)
def test_from_december_the_year_itself_is_prepared(on, year):
    assert rules.year_at_hand(date.fromisoformat(on)) == year
