"""Where a request counts in table 3 and a case in table 4; the cells of worked requests typed by hand."""

import pytest

from reports import rows
from reports.rows import Case, Dispute
from reports.tests.conftest import day

# 23 requests of 2024: who asked, received, answered, row of table 3
WORKED = [
    ("person", "2024-02-19", "2024-03-18", 3), ("person", "2024-03-11", "2024-04-09", 3),
    ("business", "2024-04-15", "2024-05-14", 6), ("business", "2024-05-13", "2024-06-18", 8),
    ("person", "2024-06-03", "2024-07-02", 9), ("person", "2024-06-17", "2024-07-15", 10),
    ("person", "2024-07-08", "2024-08-05", 12), ("person", "2024-07-22", "2024-08-19", 13),
    ("person", "2024-08-12", "2024-09-09", 13), ("person", "2024-08-26", "2024-09-20", 15),
    ("person", "2024-09-09", "2024-10-16", 21), ("person", "2024-09-24", "2024-10-25", 16),
    ("research", "2024-10-21", "2024-11-18", 18), ("person", "2024-11-04", "2024-12-02", 20),
    ("person", "2024-11-18", "2024-12-16", 23), ("person", "2024-12-02", "2024-12-30", 3),
    ("person", "2024-12-04", "2025-01-02", 23), ("welfare", "2024-04-22", "2024-05-21", 3),
    ("person", "2024-06-24", "2024-07-22", 23), ("business", "2024-08-07", "2024-09-04", 6),
    ("person", "2024-09-29", "2024-10-25", 3), ("person", "2024-10-16", "2024-11-13", 3),
    ("person", "2024-08-14", "2024-09-11", 3),
]  # fmt: skip
CASES = [
    Case(f"YSQ-{n}", who, day(received), day(ended), row)
    for n, (who, received, ended, row) in enumerate(WORKED)
]

# the rows of 2024 that are not all zeros: person, business, research, welfare, legal, other, total
TABLE_2024 = {
    1: (18, 3, 1, 1, 0, 0, 23),
    3: (6, 0, 0, 1, 0, 0, 7),
    6: (0, 2, 0, 0, 0, 0, 2),
    8: (0, 1, 0, 0, 0, 0, 1),
    9: (1, 0, 0, 0, 0, 0, 1),
    10: (1, 0, 0, 0, 0, 0, 1),
    12: (1, 0, 0, 0, 0, 0, 1),
    13: (2, 0, 0, 0, 0, 0, 2),
    15: (1, 0, 0, 0, 0, 0, 1),
    16: (1, 0, 0, 0, 0, 0, 1),
    18: (0, 0, 1, 0, 0, 0, 1),
    20: (1, 0, 0, 0, 0, 0, 1),
    21: (1, 0, 0, 0, 0, 0, 1),
    23: (2, 0, 0, 0, 0, 0, 2),
    24: (17, 3, 1, 1, 0, 0, 22),
    25: (1, 0, 0, 0, 0, 0, 1),
}
TABLE_2025 = {2: (1, 0, 0, 0, 0, 0, 1), 23: (1, 0, 0, 0, 0, 0, 1), 24: (1, 0, 0, 0, 0, 0, 1)}


def filled(table) -> dict:
    return {number: row for number, row in enumerate(table, 1) if any(row)}


def test_the_worked_requests_fill_the_table_of_their_year():
    assert filled(rows.table_three(CASES, 2024)) == TABLE_2024


def test_what_was_left_is_carried_into_the_next_year():
    assert filled(rows.table_three(CASES, 2025)) == TABLE_2025


def test_other_years_stay_empty():
    assert filled(rows.table_three(CASES, 2023)) == filled(rows.table_three(CASES, 2026)) == {}


def test_there_are_25_rows_of_7():
    table = rows.table_three([], 2024)
    assert len(table) == len(rows.ROWS) == 25 and {len(row) for row in table} == {7}


@pytest.mark.parametrize(
    ("received", "ended", "expected"),
    [
        ("2024-01-01", "2024-12-31", [1, 3, 24]),
        ("2024-12-31", None, [1, 25]),
        ("2024-12-31", "2025-01-01", [1, 25]),
        ("2023-12-31", "2024-01-01", [2, 3, 24]),
        ("2023-06-01", None, [2, 25]),
        ("2023-06-01", "2023-12-31", []),
        ("2025-01-01", None, []),
    ],
)
def test_the_turn_of_the_year(received, ended, expected):
    case = Case("a", "person", day(received), ended and day(ended), 3 if ended else None)
    assert rows.rows_of(case, 2024) == expected


@pytest.mark.parametrize(
    ("served", "decided", "column"),
    [
        ("2024-05-06", "2024-08-01", "upheld"),
        ("2023-12-20", "2024-02-01", "upheld"),
        ("2024-12-20", "2025-02-01", "pending"),
        ("2024-12-20", None, "pending"),
        ("2022-12-20", None, "pending"),
        ("2023-05-06", "2023-08-01", None),
        ("2025-01-02", None, None),
    ],
)
def test_a_review_counts_where_it_ended_or_as_pending(served, decided, column):
    dispute = Dispute("a", "review", day(served), decided and day(decided), "upheld" if decided else "")
    assert rows.column_of(dispute, 2024) == column


def test_table_four_has_three_groups_of_five():
    disputes = [
        Dispute("a", "review", day("2024-05-06"), day("2024-08-01"), "upheld"),
        Dispute("b", "review", day("2024-05-06"), day("2024-08-01"), "corrected"),
        Dispute("c", "direct", day("2024-12-20")),
        Dispute("d", "after_review", day("2024-01-20"), day("2024-03-20"), "other"),
    ]
    assert rows.table_four(disputes, 2024) == ((1, 1, 0, 0, 2), (0, 0, 0, 1, 1), (0, 0, 1, 0, 1))


def test_typed_counts_stand_in_the_second_row():
    table = rows.with_carried(rows.table_three(CASES, 2024), [2, 0, 0, 0, 0, 1])
    assert table[1] == (2, 0, 0, 0, 0, 1, 3) and table[0] == TABLE_2024[1]


def test_agencies_are_added_up_cell_by_cell():
    one, other = rows.table_three(CASES, 2024), rows.table_three(CASES[:3], 2024)
    assert rows.summed([one, other])[0] == (20, 4, 1, 1, 0, 0, 26)


def test_headings_span_their_rows():
    by_number = {row.number: row for row in rows.ROWS}
    assert rows.opens(by_number[3], "part") == 22
    assert [rows.opens(by_number[n], "group") for n in (5, 13, 16, 21)] == [8, 3, 5, 3]
    assert rows.opens(by_number[6], "group") == rows.opens(by_number[1], "part") == 0
