"""Retiring an item: it leaves the catalogue, and everything about it stays readable."""

import pytest
from django.db.models import ProtectedError

from accounts.verbs import Refused
from catalog.actions import retire_item, watch
from catalog.models import Item
from duties.models import Duty


@pytest.fixture
def retire(item, at, acting):
    return lambda user, reason="职能已经划转": retire_item(item, acting(user), at=at, reason=reason)


def test_it_leaves_the_catalogue_and_keeps_its_versions(retire, item, admin_user, on):
    version = retire(admin_user)
    item.refresh_from_db()
    assert item.retired_on == on
    assert not Item.objects.current(on).filter(pk=item.pk).exists()
    assert (version.number, version.changed) == (2, ["retired_on"])


def test_its_duties_end(retire, item, agency, admin_user, at):
    watch(item, agency, at)
    retire(admin_user)
    assert not Duty.objects.open().about(item).exists()


@pytest.mark.parametrize("person", ["editor", "head", "supervisor", "stranger"])
def test_only_administrators_may(retire, item, person, request):
    with pytest.raises(Refused, match="没有“停用事项”的权限"):
        retire(request.getfixturevalue(person))
    item.refresh_from_db()
    assert item.retired_on is None


def test_a_reason_is_asked_for(retire, admin_user):
    with pytest.raises(Refused, match="写明理由"):
        retire(admin_user, reason="")


def test_it_is_done_once(retire, admin_user):
    retire(admin_user)
    with pytest.raises(Refused, match="状态已经改变"):
        retire(admin_user)


def test_an_item_is_never_deleted(item):
    with pytest.raises(ProtectedError):
        item.delete()
