"""Domains are data: added, renamed with the successor kept, put out of use; the shipped file respects that."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.verbs import Refused
from audit.models import Entry
from catalog.domain_editing import FIELDS, add_domain, edit_domain
from catalog.models import Domain

NEW = {
    "name": "旅游", "common_name": "", "successor": "", "order": 27, "lead_ministry": "", "source": "省指引",
    "publisher_kind": "文化和旅游主管部门", "renewal_days": 180, "active": True,
}  # fmt: skip


def values_of(domain: Domain, **changes) -> dict:
    return {name: getattr(domain, name) for name in FIELDS} | changes


def test_a_domain_is_added(government, admin_user, acting, at):
    domain = add_domain(NEW, "lvyou", acting(admin_user), at=at, reason="省里新增")
    assert (domain.name, domain.edited) == ("旅游", True)
    assert Entry.objects.get(word="新增领域").reason == "省里新增"


def test_a_name_or_address_that_is_taken_is_refused(domain, government, admin_user, acting, at):
    with pytest.raises(Refused, match="同名"):
        add_domain(NEW | {"name": "社会救助"}, "x", acting(admin_user), at=at, reason="x")
    with pytest.raises(Refused, match="地址名"):
        add_domain(NEW, "shehuijiuzhu", acting(admin_user), at=at, reason="x")


def test_a_renamed_domain_keeps_its_successor_its_address_and_what_was_before(
    domain, government, admin_user, acting, at
):
    changed = edit_domain(
        domain, values_of(domain, successor="大救助"), acting(admin_user), at=at, reason="机构改革"
    )
    assert changed == ["successor"]
    domain.refresh_from_db()
    assert (domain.slug, domain.successor) == ("shehuijiuzhu", "大救助")
    assert Entry.objects.get(word="修改领域").detail == {
        "before": {"successor": ""},
        "after": {"successor": "大救助"},
    }


def test_nothing_changed_is_said(domain, government, admin_user, acting, at):
    with pytest.raises(Refused, match="没有改动"):
        edit_domain(domain, values_of(domain), acting(admin_user), at=at, reason="x")


@pytest.mark.parametrize("person", ["editor", "supervisor", "clerk", "stranger"])
def test_only_administrators_may(domain, government, person, request, acting, at):
    actor = acting(request.getfixturevalue(person))
    with pytest.raises(Refused, match="权限"):
        edit_domain(domain, values_of(domain, order=1), actor, at=at, reason="x")
    with pytest.raises(Refused, match="权限"):
        add_domain(NEW, "lvyou", actor, at=at, reason="x")


def test_a_reason_is_asked_for(domain, government, admin_user, acting, at):
    with pytest.raises(Refused, match="写明理由"):
        edit_domain(domain, values_of(domain, order=1), acting(admin_user), at=at, reason="")


def test_a_domain_that_was_edited_is_left_alone_by_the_shipped_file(government, admin_user, acting, at):
    call_command("load_reference_catalog", stdout=StringIO())
    poverty = Domain.objects.get(name="扶贫")
    edit_domain(poverty, values_of(poverty, name="乡村振兴"), acting(admin_user), at=at, reason="改称")
    call_command("load_reference_catalog", stdout=StringIO())
    assert Domain.objects.get(pk=poverty.pk).name == "乡村振兴"
    assert Domain.objects.standard().count() == 26


def test_the_pages_add_and_edit(client, admin_user):
    client.force_login(admin_user)
    fields = {name: value for name, value in NEW.items() if name != "active"} | {
        "active": "on",
        "slug": "lvyou",
        "reason": "新增",
    }
    text = client.post(reverse("desk_catalog:new_domain"), fields, follow=True).content.decode()
    assert "已保存领域“旅游”" in text
    address = reverse("desk_catalog:domain", args=[Domain.objects.get().pk])
    assert "写明理由" in client.post(address, fields | {"reason": ""}).content.decode()
    client.post(address, {name: value for name, value in fields.items() if name != "active"})
    assert Domain.objects.get().active is False


def test_an_item_is_added_by_hand(client, admin_user, domain, agency):
    client.force_login(admin_user)
    fields = {
        "domain": domain.pk, "level1": "临时救助", "level2": "名单", "content": "名单", "basis": "《办法》", "time_limit": "信息形成之日起7个工作日内",
        "publisher": "县民政局", "agencies": [agency.pk], "channels": ["政府网站"], "audience": "全社会", "method": "主动;依申请",
        "levels": ["县级"], "renewal_days": "90", "effective_on": "2026-03-02", "reason": "新增职能",
    }  # fmt: skip
    address = reverse("desk_catalog:new")
    assert "写明修改理由" in client.post(address, fields | {"reason": ""}).content.decode()
    assert "最晚是今天" in client.post(address, fields | {"effective_on": "2999-01-01"}).content.decode()
    assert "已新增“名单”，编号 20-B0001" in client.post(address, fields, follow=True).content.decode()
    item = domain.items.get()
    assert (item.agency, item.version, item.versions.get().reason) == (agency, 1, "新增职能")
    assert Entry.objects.get(word="新增目录事项").reason == "新增职能"
