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
