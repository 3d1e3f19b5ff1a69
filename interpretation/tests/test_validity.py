"""Whether a policy is in force on a day."""

from datetime import date

import pytest

from interpretation import validity

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "in_force"),
        ({"effective_on": date(2026, 3, 2)}, "in_force"),
        ({"effective_on": date(2026, 3, 3)}, "not_yet"),
        ({"expires_on": date(2026, 3, 2)}, "in_force"),
        ({"expires_on": date(2026, 3, 1)}, "lapsed"),
        ({"repealed_on": date(2026, 3, 2)}, "repealed"),
        ({"repealed_on": date(2026, 3, 3)}, "in_force"),
        ({"repealed_on": date(2026, 3, 1), "expires_on": date(2026, 2, 1)}, "repealed"),
        ({"amended_on": date(2026, 3, 2)}, "amended"),
        ({"amended_on": date(2026, 3, 1), "expires_on": date(2026, 3, 1)}, "lapsed"),
        ({"stated": "repealed"}, "repealed"),
        ({"stated": "amended"}, "amended"),
        ({"stated": ""}, ""),
        ({"stated": "", "expires_on": date(2026, 1, 1)}, "lapsed"),
    ],
)
def test_the_state_on_a_day(facts, state):
    assert validity.state(DAY, **facts) == state


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("现行有效", "in_force"),
        ("有效", "in_force"),
        ("废止或失效", "repealed"),
        ("试行", "in_force"),
        ("", ""),
        ("?", ""),
    ],
)
def test_words_of_other_systems(word, state):
    assert validity.stated_from(word) == state


def test_every_state_has_label_and_tone():
    assert set(validity.LABELS) == set(validity.TONES)


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        (
            "本通知自2026年12月15日起施行，有效期至2031年12月14日。",
            date(2026, 12, 15),
            date(2031, 12, 14),
        ),
        ("本办法自2026年1月1日起施行，有效期5年。", date(2026, 1, 1), date(2030, 12, 31)),
        ("本细则自2024年2月29日起实施，有效期为两年。", date(2024, 2, 29), date(2026, 2, 28)),
        (
            "原办法自2020年1月1日起施行。本办法自2026年3月1日起施行。",
            date(2026, 3, 1),
            None,
        ),
        ("本通知自印发之日起施行，有效期3年。", None, None),
        ("自2026年13月1日起施行", None, None),
    ],
)
def test_what_a_document_says_of_its_own_force(text, starts, ends):
    found = validity.stated_dates(text)
    assert (found.get("effective_on"), found.get("expires_on")) == (starts, ends)
