"""Unfinished forms: kept 30 days, readable only with the code, forgotten afterwards."""

import pytest

from applications import drafts, sealed
from applications.models import Draft
from applications.tests.conftest import moment

pytestmark = pytest.mark.django_db
DATA = {"applicant": {"name": "王申请"}}


@pytest.fixture
def begun():
    return drafts.begin(DATA, at=moment(3, 2))


def test_it_is_found_by_its_code_however_typed(begun):
    draft, code = begun
    assert drafts.find(code.lower().replace("-", ""), at=moment(3, 3)) == draft
    assert drafts.opened(draft, code) == DATA


def test_without_the_code_nobody_reads_it(begun):
    draft, _ = begun
    assert "王申请" not in draft.sealed
    with pytest.raises(sealed.CannotOpen):
        drafts.opened(draft, "AAAA-AAAA-AAAA")


def test_saving_keeps_it_30_more_days(begun):
    draft, code = begun
    drafts.save(draft, code, DATA, step="wanted", at=moment(3, 20))
    assert drafts.find(code, at=moment(4, 18)) and not drafts.find(code, at=moment(4, 20))


def test_lapsed_drafts_are_removed(begun):
    assert drafts.forget_expired(at=moment(3, 31)) == 0
    assert drafts.forget_expired(at=moment(4, 2)) == 1
    assert not Draft.objects.exists()
