"""Dates of publication, of assessment, and who publishes (Art 10, 18, 26, 44)."""

from datetime import date

import pytest

from publishing import grounds, rules


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        (None, date(2026, 3, 30)),  # Art 26: 20 working days after Mon 2 March
        ((7, "working_day"), date(2026, 3, 11)),
        ((20, "day"), date(2026, 3, 23)),  # 22 March is a Sunday: rolls on
        ((24, "hour"), date(2026, 3, 3)),
        ((2, "week"), date(2026, 3, 16)),
        ((1, "month"), date(2026, 4, 2)),
        ((1, "year"), date(2027, 3, 2)),
    ],
)
def test_publish_by(calendar, limit, due):
    assert rules.publish_by(date(2026, 3, 2), calendar, limit) == due


def test_the_limit_counts_the_make_up_day_and_not_the_festival(calendar):
    # 14 February 2026 is a working Saturday, 15 to 23 February are 春节, 28 February is a working Saturday
    assert rules.publish_by(date(2026, 2, 13), calendar, (3, "working_day")) == date(2026, 2, 25)


def test_months_end_on_the_last_day():
    assert rules.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_withheld_information_is_looked_at_again_after_a_year():
    assert rules.review_due(date(2026, 3, 2)) == date(2027, 3, 2)


def test_three_requests_suggest_publishing():
    assert not rules.consider(2)
    assert rules.consider(3)


def test_the_lead_agency_answers_for_a_joint_document():
    assert rules.responsible(produced_by="民政局", lead="县政府办") == "县政府办"


def test_who_made_it_publishes_it():
    assert rules.responsible(produced_by="民政局", first_held_by="教育局") == "民政局"
    assert rules.responsible(obtained_from_others_by="住建局") == "住建局"
    assert rules.responsible() is None


def test_the_eight_grounds_have_their_rows_in_table_three():
    assert [ground.report_row for ground in grounds.GROUNDS] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_public_information_needs_no_ground():
    assert grounds.missing("active", "", "") == []


@pytest.mark.parametrize(
    ("attribute", "ground", "reason", "wanted"),
    [
        ("withheld", "", "", 2),
        ("withheld", "14-a", "", 1),
        ("withheld", "14-a", "定密", 0),
        ("on_request", "", "", 2),
    ],
)
def test_anything_else_names_ground_and_reason(attribute, ground, reason, wanted):
    assert len(grounds.missing(attribute, ground, reason)) == wanted
