"""The tree of agencies: added one by one or pasted, renamed, put elsewhere, closed; a circle and a hole are refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.verbs import Refused
from agencies.models import Agency
from audit.models import Entry
from catalog.models import ItemAgency
from publishing.agency_tree import add_agencies, add_agency, place_agency

pytestmark = pytest.mark.django_db
OTHERS = ["clerk", "head", "editor", "reviewer", "supervisor", "stranger"]


def values_of(agency: Agency, **changes) -> dict:
    names = ("name", "short_name", "kind", "parent", "order", "active")
    return {name: getattr(agency, name) for name in names} | changes


NEW = {"name": "澄溪县体育局", "short_name": "县体育局", "kind": "department", "order": None, "active": True}


@pytest.fixture
def admin(admin_user, acting):
    return acting(admin_user)


def test_a_new_agency_stands_behind_the_others(agency, government, admin, at):
    made = add_agency(NEW | {"parent": government}, "CX900", "tiyu", admin, at=at, reason="新设")
    assert (made.order, made.parent, Entry.objects.get(word="新增机关").reason) == (10, government, "新设")
    for code, slug, name in (("CX900", "a", "甲局"), ("CX901", "tiyu", "乙局"), ("CX902", "b", NEW["name"])):
        with pytest.raises(Refused, match="已经"):
            add_agency(NEW | {"parent": government, "name": name}, code, slug, admin, at=at, reason="新设")


def test_twenty_are_pasted_or_none(government, admin, at):
    good = "\n".join(f"CX{n},澄溪县第{n}局,第{n}局,部门" for n in range(500, 520))
    assert len(add_agencies(good, admin, at=at, reason="建站")) == 20
    bad = "CX600\t澄溪县甲镇人民政府\t甲镇\t乡镇\nCX500,重复,重复,部门\n\n只有名称"
    with pytest.raises(Refused, match="第 2 行：机构代码.*第 4 行：读不懂“只有名称”"):
        add_agencies(bad, admin, at=at, reason="建站")
    assert not Agency.objects.filter(code="CX600").exists()


def test_an_agency_is_renamed_and_put_below_another(agency, other_agency, admin, at):
    changed = place_agency(
        agency,
        values_of(agency, name="澄溪县民政和养老局", parent=other_agency),
        admin,
        at=at,
        reason="更名",
    )
    assert changed == ["name", "parent"]
    detail = Entry.objects.get(word="调整机关").detail
    assert (detail["before"]["parent"], detail["after"]["parent"]) == (
        "澄溪县人民政府",
        "澄溪县住房和城乡建设局",
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"parent": "child"}, "不能是它自己或者它的下级"),
        ({"kind": "government"}, "只有一个人民政府"),
        ({"name": "澄溪县住房和城乡建设局"}, "已经有"),
        ({"active": False}, "还负责 1 个公开事项"),
        ({"parent": "closed"}, "已经停用，不能做上级"),
        ({}, "没有改动"),
    ],
)
def test_what_would_break_the_tree_is_refused(agency, other_agency, item, admin, at, changes, sentence):
    ItemAgency.objects.create(item=item, agency=agency, lead=True)
    if changes.get("parent") == "child":
        Agency.objects.filter(pk=other_agency.pk).update(parent=agency)
        changes = {"parent": Agency.objects.get(pk=other_agency.pk)}
    if changes.get("parent") == "closed":
        Agency.objects.filter(pk=other_agency.pk).update(active=False)
        changes = {"parent": other_agency}
    with pytest.raises(Refused, match=sentence):
        place_agency(agency, values_of(agency, **changes), admin, at=at, reason="更名")


def test_a_move_that_came_first_is_seen_by_the_next(agency, other_agency, admin, at):
    opened_before = Agency.objects.select_related("parent").get(pk=other_agency.pk)
    with CaptureQueriesContext(connection) as asked:
        place_agency(other_agency, values_of(other_agency, parent=agency), admin, at=at, reason="划转")
    locks = [query["sql"] for query in asked if "FOR NO KEY UPDATE" in query["sql"]]
    assert "'government'" in locks[0]
    with pytest.raises(Refused, match="它的下级"):
        place_agency(agency, values_of(agency, parent=opened_before), admin, at=at, reason="划转")


def test_a_circle_in_old_rows_does_not_hang_a_move(agency, other_agency, government, admin, at):
    third = add_agency(NEW | {"parent": agency}, "CX900", "tiyu", admin, at=at, reason="新设")
    Agency.objects.filter(pk=agency.pk).update(parent=third)
    place_agency(other_agency, values_of(other_agency, parent=third), admin, at=at, reason="划转")
    place_agency(third, values_of(third, parent=government), admin, at=at, reason="理顺")
    assert Agency.objects.get(pk=third.pk).parent == government


def test_an_agency_with_others_below_it_is_not_closed(agency, other_agency, admin, at):
    Agency.objects.filter(pk=other_agency.pk).update(parent=agency)
    with pytest.raises(Refused, match="下面还有 1 个在用的机关"):
        place_agency(agency, values_of(agency, active=False), admin, at=at, reason="撤销")
    Agency.objects.filter(pk=other_agency.pk).update(active=False)
    assert place_agency(agency, values_of(agency, active=False), admin, at=at, reason="撤销") == ["active"]


def test_an_agency_without_work_is_closed_and_opened_again(agency, client, admin, at):
    place_agency(agency, values_of(agency, active=False), admin, at=at, reason="撤销")
    assert client.get(reverse("agencies:detail", args=["minzheng"])).status_code == 404
    place_agency(
        agency, values_of(Agency.objects.get(pk=agency.pk), active=True), admin, at=at, reason="恢复"
    )
    assert client.get(reverse("agencies:detail", args=["minzheng"])).status_code == 200


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_else_may(agency, government, at, acting, person, request):
    actor = acting(request.getfixturevalue(person))
    with pytest.raises(Refused, match="权限"):
        add_agency(NEW | {"parent": government}, "CX900", "tiyu", actor, at=at, reason="新设")
    with pytest.raises(Refused, match="权限"):
        place_agency(agency, values_of(agency, order=7), actor, at=at, reason="更名")


def test_the_pages_add_paste_and_place(client, admin_user, agency):
    client.force_login(admin_user)
    new = NEW | {"order": "", "code": "CX900", "slug": "tiyu", "reason": "新设", "active": "on"}
    page = client.post(reverse("desk_publishing:new_agency"), new, follow=True).content.decode()
    assert "已新增澄溪县体育局" in page and "共 3 个机关" in page
    paste = {"lines": "CX901,澄溪县甲局,县甲局,部门", "reason": "新设"}
    address = reverse("desk_publishing:paste_agencies")
    assert "已新增 1 个机关" in client.post(address, paste, follow=True).content.decode()
    page = client.post(address, paste).content.decode()
    assert "一行也没有新增" in page and "CX901,澄溪县甲局" in page
    address = reverse("desk_publishing:place_agency", args=["minzheng"])
    assert "写明理由" in client.post(address, values_of(agency, parent=agency.parent_id)).content.decode()
    assert "共 1 个机关" in client.get(reverse("desk_publishing:agencies"), {"q": "体育"}).content.decode()
