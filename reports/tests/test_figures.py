"""The figures are folded from the cases that the verbs left behind."""

import pytest

from accounts.actors import Actor
from applications import actions
from applications.models import Application
from applications.tests.conftest import FORM
from reports import figures, rows
from reports.tests.conftest import at, day

pytestmark = pytest.mark.django_db


def filled(found) -> dict:
    return {number: row for number, row in enumerate(found.three, 1) if any(row)}


def test_a_year_of_one_agency(worked, agency):
    assert filled(figures.now(agency, 2024)) == {
        1: (3, 1, 1, 0, 1, 0, 6),
        2: (1, 0, 0, 0, 0, 0, 1),
        3: (2, 0, 0, 0, 0, 0, 2),
        4: (0, 0, 0, 0, 1, 0, 1),
        6: (0, 1, 0, 0, 0, 0, 1),
        13: (1, 0, 0, 0, 0, 0, 1),
        23: (0, 0, 1, 0, 0, 0, 1),
        24: (3, 1, 1, 0, 1, 0, 6),
        25: (1, 0, 0, 0, 0, 0, 1),
    }


def test_each_cell_knows_its_requests(worked, agency):
    cases = figures.now(agency, 2024).cases
    assert cases["6:business"] == [worked["forbidden"].number]
    assert cases["25:person"] == [worked["left"].number]
    assert set(cases["3:total"]) == {worked["old"].number, worked["published"].number}
    assert len(cases["1:total"]) == 6 and "25:business" not in cases


def test_every_cell_has_as_many_requests_as_it_counts(worked, agency):
    found = figures.now(agency, 2024)
    for number, row in enumerate(found.three, 1):
        for column, count in zip(rows.COLUMN_NAMES, row, strict=True):
            assert len(found.cases.get(f"{number}:{column}", [])) == count


def test_what_was_never_received_counts_nowhere(agency, applicant_online, clerk):
    assert figures.now(agency, 2024).three == rows.table_three([], 2024)
    actions.withdraw(applicant_online, Actor.of(clerk), at=at("2024-05-07"))
    assert figures.now(agency, 2024).three == rows.table_three([], 2024)


@pytest.fixture
def applicant_online(agency, clerk):
    """Sent online and not confirmed."""
    made, _ = actions.receive(
        dict(FORM), agency=agency, channel="online", actor=Actor.of(clerk), at=at("2024-05-06")
    )
    return made


def test_a_request_passed_on_counts_only_where_it_was_received(hand_in, agency, other_agency, clerk):
    first = hand_in("2024-05-06")
    Application.objects.filter(pk=first.pk).update(state="readdressed")
    assert not any(map(any, figures.now(agency, 2024).three))


def test_parts_of_a_split_text_count_each(hand_in, agency):
    first, second = hand_in("2024-05-06"), hand_in("2024-05-06")
    Application.objects.filter(pk=second.pk).update(part_of=first)
    assert figures.now(agency, 2024).three[0][0] == 2


def test_reviews_and_suits_fill_table_four(worked, agency, clerk):
    who = Actor.of(clerk)
    row = actions.record_challenge(
        worked["forbidden"],
        who,
        kind="review",
        body="县政府",
        served_on=day("2024-06-03"),
        at=at("2024-06-03"),
    )
    actions.record_result(row, who, result="corrected", on=day("2024-07-30"), at=at("2024-07-30"))
    actions.record_challenge(
        worked["partial"], who, kind="direct", body="县法院", served_on=day("2024-12-02"), at=at("2024-12-02")
    )
    found = figures.now(agency, 2024)
    assert found.four == ((0, 1, 0, 0, 1), (0, 0, 0, 1, 1), (0, 0, 0, 0, 0))
    assert found.disputes["direct:pending"] == [worked["partial"].number]
    assert figures.now(agency, 2025).four == ((0, 0, 0, 0, 0), (0, 0, 0, 1, 1), (0, 0, 0, 0, 0))


def test_the_government_adds_up_every_agency(worked, hand_in, government, other_agency, clerk, head):
    clerk.memberships.create(agency=other_agency, role="clerk")
    head.memberships.create(agency=other_agency, role="head")
    hand_in("2024-03-04", "other", to=other_agency)
    found = figures.now(government, 2024)
    assert found.three[0] == (3, 1, 1, 0, 1, 1, 7)
    assert [agency.code for agency, _, _ in found.sources] == ["CX000", "CX101", "CX102"]


def test_a_year_costs_few_questions(worked, agency, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        figures.now(agency, 2024)


def test_the_whole_government_costs_few_questions_too(
    worked, government, other_agency, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        figures.now(government, 2024)
