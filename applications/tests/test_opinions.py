"""Art 32, 34: two kinds of silence."""

from datetime import date

import pytest

from applications.opinions import (
    CO_PRODUCER,
    CONSENTS,
    OBJECTS,
    OTHER_AGENCY,
    THIRD_PARTY,
    WORDS,
    Asked,
    answer_by,
    may_release,
    must_tell_third_party,
    standing,
)

SERVED = date(2026, 9, 28)
LAST_DAY, DAY_AFTER = date(2026, 10, 23), date(2026, 10, 24)


def test_they_have_fifteen_working_days(calendar):
    assert answer_by(SERVED, calendar) == LAST_DAY


@pytest.mark.parametrize(
    ("whom", "expected"),
    [(THIRD_PARTY, "agency_decides"), (CO_PRODUCER, "deemed_consent"), (OTHER_AGENCY, "agency_decides")],
)
def test_silence_means_different_things(calendar, whom, expected):
    asked = Asked(whom, SERVED)
    assert standing(asked, LAST_DAY, calendar) == "waiting"
    assert standing(asked, DAY_AFTER, calendar) == expected


def test_no_silence_runs_before_service(calendar):
    assert standing(Asked(CO_PRODUCER), DAY_AFTER, calendar) == "waiting"


@pytest.mark.parametrize(("answer", "expected"), [(CONSENTS, "consented"), (OBJECTS, "objected")])
def test_an_answer_is_heeded_also_when_late(calendar, answer, expected):
    asked = Asked(THIRD_PARTY, SERVED, answer, DAY_AFTER)
    assert standing(asked, DAY_AFTER, calendar) == expected


@pytest.mark.parametrize(
    ("where", "may"),
    [
        ("waiting", False),
        ("consented", True),
        ("objected", False),
        ("deemed_consent", True),
        ("agency_decides", True),
    ],
)
def test_who_may_be_overheard(where, may):
    assert may_release(where) is may


def test_an_objection_gives_way_to_the_public_interest_or_for_want_of_reason():
    assert may_release("objected", overridden=True) and not may_release("waiting", overridden=True)


def test_the_third_party_is_told_of_a_release_against_its_objection():
    assert must_tell_third_party("objected", released=True, overridden=True)
    assert not must_tell_third_party("objected", released=False, overridden=True)
    assert not must_tell_third_party("consented", released=True, overridden=True)


def test_every_standing_has_words():
    assert set(WORDS) == {"waiting", "consented", "objected", "deemed_consent", "agency_decides"}
