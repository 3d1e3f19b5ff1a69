"""Until when a reply may be challenged and a challenge must be answered; every date counted by hand (2026)."""

from datetime import date

import pytest

from applications import challenges, remedies


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


# delivered, 60 days, six months; both rolled on
WINDOWS = [
    ("03-02", "2026-05-06", "2026-09-02"),  # the 60th day is 1 May: Labour Day, off until the 5th
    ("03-12", "2026-05-11", "2026-09-14"),  # 12 September is a Saturday
    ("04-02", "2026-06-01", "2026-10-08"),  # 2 October is National Day, off until the 7th
    ("07-22", "2026-09-20", "2027-01-22"),  # a Sunday, but a make-up day
    ("08-31", "2026-10-30", "2027-03-01"),  # February has no 31st: its last day is a Sunday
]


@pytest.mark.parametrize(("delivered", "review", "suit"), WINDOWS)
def test_sixty_days_for_review_and_six_months_for_a_suit(delivered, review, suit, calendar):
    found = challenges.windows("either", day(delivered), calendar)
    assert [(each.name, each.last.isoformat()) for each in found] == [
        ("申请行政复议", review),
        ("直接提起行政诉讼", suit),
    ]


def test_a_refusal_goes_to_review_first(calendar):
    assert [each.name for each in challenges.windows("review_first", day("03-12"), calendar)] == [
        "申请行政复议"
    ]


def test_of_a_partial_reply_the_rest_may_go_to_court_at_once(calendar):
    assert len(challenges.windows("partial", day("03-12"), calendar)) == 2


def test_before_2024_a_refusal_could_go_to_court_at_once(calendar):
    assert remedies.row("review_first", date(2023, 12, 31)).kind == "either"


def test_a_withdrawal_has_nothing_to_challenge(calendar):
    assert challenges.windows("none", day("03-12"), calendar) == []


@pytest.mark.parametrize(("decided", "last"), [("03-12", "03-27"), ("04-16", "05-06"), ("09-05", "09-20")])
def test_fifteen_days_for_a_suit_after_the_decision_on_review(decided, last, calendar):
    assert challenges.after_review(day(decided), calendar).last == day(last)


@pytest.mark.parametrize(
    ("kind", "simplified", "served", "last"),
    [
        ("review", False, "03-13", "03-27"),  # ten working days
        ("review", False, "09-24", "10-15"),  # over both festivals, 10 October worked
        ("review", True, "03-13", "03-20"),  # five working days
        ("review", True, "02-12", "02-26"),  # 14 February is worked, then New Year until the 23rd
        ("direct", False, "03-13", "03-30"),  # the 15th day, 28 March, is a Saturday
        ("direct", False, "03-02", "03-17"),
        ("after_review", False, "09-20", "10-08"),  # 5 October is a holiday
    ],
)
def test_the_agency_answers_in_time(kind, simplified, served, last, calendar):
    assert challenges.answer_by(kind, day(served), calendar, simplified=simplified) == day(last)


def test_a_window_is_open_on_its_last_day(calendar):
    window = challenges.windows("either", day("03-02"), calendar)[0]
    assert window.open(day("05-06")) and not window.open(day("05-07"))


def test_a_day_in_a_year_without_a_notice_is_provisional(calendar):
    assert [each.provisional for each in challenges.windows("either", day("07-22"), calendar)] == [
        False,
        True,
    ]


def test_who_is_told_of_a_release_may_go_either_way_and_the_row_says_why():
    found = remedies.row("third_party", date(2026, 3, 12))
    assert (
        found.since == date(2024, 1, 1)
        and "第五十一条" in found.source
        and "第十一条第十四项" in found.source
    )
    assert "可以自收到之日起六十日内" in found.text and "先向" not in found.text
