"""Editing an item: who may, what must be given, and that every change is a version."""

from datetime import date

import pytest

from accounts.verbs import Refused
from audit.models import Entry, Unchangeable
from catalog.actions import edit_item


@pytest.fixture
def edit(item, at, acting):
    """edit(user, **changes): the set-up that success and refusal share."""

    def do(user, *, reason="按新办法调整", effective_on=date(2026, 3, 2), version=1, **changes):
        changes = changes or {"time_limit": "信息形成之日起7个工作日内"}
        return edit_item(
            item,
            changes,
            acting(user),
            at=at,
            reason=reason,
            effective_on=effective_on,
            version=version,
        )

    return do


def test_an_administrator_edits_and_the_old_version_stays(edit, item, admin_user):
    made = edit(admin_user)
    item.refresh_from_db()
    assert (item.version, item.time_limit) == (2, "信息形成之日起7个工作日内")
    assert (made.number, made.actor_label, made.reason) == (2, "何管理", "按新办法调整")
    assert made.changed == ["time_limit"]
    old = item.versions.get(number=1)
    assert old.snapshot["time_limit"] == "制定或获取信息之日起10个工作日内"


def test_the_limit_is_read_again(edit, item, admin_user):
    edit(admin_user)
    item.refresh_from_db()
    assert item.limit["limits"] == [{"kind": "after_event", "number": 7, "unit": "working_day"}]
    assert item.computable


@pytest.mark.parametrize(
    "person", ["clerk", "head", "editor", "reviewer", "supervisor", "other_clerk", "stranger"]
)
def test_nobody_else_may(edit, item, person, request):
    with pytest.raises(Refused, match="没有“修改事项”的权限"):
        edit(request.getfixturevalue(person))
    item.refresh_from_db()
    assert item.version == 1


def test_a_reason_is_asked_for(edit, admin_user):
    with pytest.raises(Refused, match="写明理由"):
        edit(admin_user, reason="  ")


def test_it_takes_effect_today_at_the_latest(edit, admin_user):
    with pytest.raises(Refused, match="最晚是今天"):
        edit(admin_user, effective_on=date(2026, 3, 3))


def test_nothing_changed_is_not_a_version(edit, item, admin_user):
    with pytest.raises(Refused, match="没有改动"):
        edit(admin_user, level1="最低生活保障")
    assert item.versions.count() == 1


def test_two_people_at_once(edit, admin_user):
    edit(admin_user, content="低保对象名单")
    with pytest.raises(Refused, match="何管理已经保存了第2版.*没有丢失"):
        edit(admin_user, content="另一种写法")


def test_a_retired_item_is_not_edited(edit, item, admin_user, on):
    item.retired_on = on
    item.save(update_fields=["retired_on"])
    with pytest.raises(Refused, match="状态已经改变"):
        edit(admin_user)


def test_what_a_person_wrote_is_no_longer_assumed(edit, item, admin_user):
    assert item.marks["audience"] == "assumed"
    edit(admin_user, audience="特定群体：低保申请人")
    item.refresh_from_db()
    assert (item.marks["audience"], item.marks["method"]) == ("given", "assumed")


def test_agencies_are_changed_and_the_lead_follows(edit, item, admin_user, other_agency, township):
    made = edit(admin_user, agencies=[township, other_agency])
    item.refresh_from_db()
    assert made.changed == ["agencies"]
    assert {link.agency for link in item.links.all()} == {township, other_agency}
    assert item.agency == other_agency


def test_it_is_audited_with_its_reason(edit, item, admin_user):
    edit(admin_user)
    entry = Entry.objects.about(item).get()
    assert (entry.word, entry.reason, entry.actor_label) == ("修改目录事项", "按新办法调整", "何管理")
    assert entry.detail == {"version": 2, "changed": ["time_limit"]}


def test_a_version_can_be_neither_changed_nor_deleted(item):
    version = item.versions.get()
    version.reason = "改写历史"
    with pytest.raises(Unchangeable):
        version.save()
    with pytest.raises(Unchangeable):
        version.delete()
    with pytest.raises(Unchangeable):
        item.versions.update(reason="改写历史")


def test_an_item_that_only_townships_publish_is_edited_too(make_item, township, admin_user, at, acting, on):
    item = make_item([township])
    assert item.agency is None
    changes = {"content": "低保对象名单"}
    made = edit_item(item, changes, acting(admin_user), at=at, reason="写明要素", effective_on=on, version=1)
    assert made.number == 2
