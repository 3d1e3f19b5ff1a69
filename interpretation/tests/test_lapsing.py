"""Validity turns on its day, and the index hears of it."""

from datetime import date, timedelta

import pytest

from interpretation.lapsing import reindex_changed


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, 0),
        ({"effective_on": date(2026, 3, 3)}, 1),
        ({"effective_on": date(2026, 3, 4)}, 0),
        ({"expires_on": date(2026, 3, 2)}, 1),
        ({"expires_on": date(2026, 3, 3)}, 0),
        ({"expires_on": date(2026, 1, 1)}, 0),
    ],
)
def test_who_is_told_on_3_march(facts, told, policy, bring, at):
    bring(policy(**facts).publication, "published")
    assert reindex_changed(at + timedelta(days=1)) == told


def test_drafts_are_not_told(policy, at):
    policy(effective_on=date(2026, 3, 3))
    assert reindex_changed(at + timedelta(days=1)) == 0
