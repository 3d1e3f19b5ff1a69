"""A government adopts the reference items: kinds of agency become its own agencies."""

import pytest

from accounts.actors import SYSTEM
from accounts.verbs import Refused
from catalog.adoption import adopt_reference_items
from catalog.loading import load_reference
from catalog.models import Item, ReferenceItem


@pytest.fixture
def references(db):
    load_reference()
    return ReferenceItem.objects.all()


def adopted(code: str) -> Item:
    return Item.objects.get(code=code)


def test_every_reference_item_becomes_an_item_with_a_first_version(references, government, agency, at):
    items = adopt_reference_items(government, SYSTEM, at)
    assert len(items) == Item.objects.count() == 470
    version = adopted("20-001").versions.get()
    assert (version.number, version.reason, version.actor_label) == (1, "采用参考目录", "系统")
    assert version.snapshot["agencies"] == ["澄溪县民政局"]


def test_it_is_safe_to_repeat(references, government, at):
    adopt_reference_items(government, SYSTEM, at)
    assert adopt_reference_items(government, SYSTEM, at) == []
    assert Item.objects.count() == 470


def test_a_kind_of_agency_becomes_this_governments_agency(references, government, agency, township, at):
    adopt_reference_items(government, SYSTEM, at)
    item = adopted("20-003")
    assert item.publisher == "县民政局、各乡镇人民政府、街道办事处"
    assert [link.agency.short_name for link in item.links.all()] == ["县民政局", "云栎镇"]
    assert item.agency == agency


def test_where_only_townships_publish_none_of_them_leads(references, government, agency, township, at):
    adopt_reference_items(government, SYSTEM, at)
    item = adopted("20-006")
    assert (item.publisher, item.agency) == ("各乡镇人民政府、街道办事处", None)


def test_where_nobody_is_named_the_leading_agency_is_assumed(references, government, other_agency, at):
    adopt_reference_items(government, SYSTEM, at)
    item = adopted("09-007")
    assert (item.publisher, item.marks["publisher"]) == ("县住建局", "assumed")
    assert item.agency == other_agency


def test_incomplete_rows_stay_visibly_incomplete(references, government, at):
    adopt_reference_items(government, SYSTEM, at)
    assert adopted("18-008").content == ""
    assert "content" in adopted("18-008").incomplete
    assert adopted("09-008").content == "1.申请受理…"
    assert "content" in adopted("09-008").incomplete


def test_an_administrator_may_adopt_some(references, government, at, acting, admin_user):
    some = references.filter(domain__name="税收管理")
    assert len(adopt_reference_items(government, acting(admin_user), at, some)) == 6


def test_each_kind_of_agency_answers_for_its_own_kinds_of_information(
    references, government, agency, township, at
):
    kinds = references.filter(domain__kind="statutory")
    assert len(adopt_reference_items(government, SYSTEM, at, kinds)) == 30
    counts = {one.short_name: one.items.count() for one in (government, agency, township)}
    assert counts == {"县政府": 8, "县民政局": 9, "云栎镇": 13}
    assert adopted("S21-28").name == adopted("S21-07").name == "社会救助"
    assert [link.agency for link in adopted("S21-28").links.all()] == [township]
    assert adopted("S20-04").marks["publisher"] == "assumed"


@pytest.mark.parametrize("person", ["editor", "supervisor", "clerk", "stranger"])
def test_others_may_not(references, government, at, acting, person, request):
    with pytest.raises(Refused, match="采用参考事项"):
        adopt_reference_items(government, acting(request.getfixturevalue(person)), at)
    assert not Item.objects.exists()
