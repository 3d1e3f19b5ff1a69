"""The catalogue's desk pages."""

import pytest
from django.urls import reverse

from catalog.actions import watch
from catalog.models import Item

FIELDS = {
    "level1": "最低生活保障",
    "level2": "审批信息",
    "content": "低保对象名单",
    "basis": "《社会救助暂行办法》",
    "time_limit": "制定或获取信息之日起10个工作日内",
    "publisher": "县民政局",
    "channels": ["政府网站"],
    "audience": "全社会",
    "method": "主动",
    "levels": ["县级"],
    "renewal_days": "90",
    "effective_on": "2026-03-02",
    "reason": "按新办法调整",
    "version": "1",
}


@pytest.fixture
def desk(client, item, agency):
    """desk(user) -> post(**changes) to the item's page."""

    def of(user):
        client.force_login(user)

        def post(**changes):
            data = FIELDS | {"agencies": [agency.pk]} | changes
            return client.post(reverse("desk_catalog:edit", args=[item.pk]), data)

        return post

    return of


def test_the_list_finds_items(client, item, make_item, admin_user):
    make_item(level1="临时救助", level2="办事指南", time_limit="20个工作日", content="")
    client.force_login(admin_user)
    address = reverse("desk_catalog:index")
    assert "共 2 个事项" in client.get(address).content.decode()
    for query in ({"q": "临时"}, {"show": "incomplete"}, {"show": "limits"}):
        page = client.get(address, query).content.decode()
        assert "共 1 个事项" in page
        assert "办事指南" in page
    assert "共 0 个事项" in client.get(address, {"show": "retired"}).content.decode()


def test_an_administrator_saves_a_version(desk, item, admin_user):
    response = desk(admin_user)()
    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.version, item.content) == (2, "低保对象名单")


def test_every_problem_is_said_in_chinese_at_once(desk, item, admin_user):
    page = desk(admin_user)(level1="", content="", reason="", channels=[], effective_on="昨天")
    text = page.content.decode()
    for sentence in (
        "填写一级事项",
        "填写公开内容",
        "写明修改理由",
        "至少选择一个公开渠道",
        "格式填写生效日期",
    ):
        assert sentence in text
    assert Item.objects.get(pk=item.pk).version == 1


def test_two_people_at_once_lose_nothing(desk, item, admin_user):
    post = desk(admin_user)
    post(content="先保存的人写的")
    page = post(content="后保存的人写的").content.decode()
    assert "已经保存了第2版" in page
    assert "先保存的人写的" in page
    assert "后保存的人写的</textarea>" in page
    assert 'name="version" value="2"' in page
    assert post(content="后保存的人写的", version="2").status_code == 302
    assert Item.objects.get(pk=item.pk).content == "后保存的人写的"


def test_what_the_second_did_not_touch_takes_the_newest_value(desk, item, admin_user, other_agency):
    post = desk(admin_user)
    post(
        basis="《社会救助法》",
        channels=["政府网站", "便民服务站"],
        agencies=[other_agency.pk],
        content="低保对象名单及相关信息",
    )
    page = post(content="后保存的人写的", reason="统一写法")
    form = page.context["form"]
    assert form.data["basis"] == "《社会救助法》"
    assert form.data.getlist("channels") == ["政府网站", "便民服务站"]
    assert form.data.getlist("agencies") == [str(other_agency.pk)]
    assert form.data["content"] == "后保存的人写的"


@pytest.mark.parametrize(("person", "status"), [("editor", 403), ("clerk", 403), ("stranger", 403)])
def test_others_are_turned_away(desk, item, person, status, request):
    assert desk(request.getfixturevalue(person))().status_code == status
    assert Item.objects.get(pk=item.pk).version == 1


def test_without_signing_in_one_is_asked_to(client, item):
    response = client.get(reverse("desk_catalog:edit", args=[item.pk]))
    assert response.status_code == 302
    assert reverse("desk_accounts:sign_in") in response.url


def test_versions_stand_side_by_side(desk, client, item, admin_user):
    desk(admin_user)()
    page = client.get(reverse("desk_catalog:versions", args=[item.pk])).content.decode()
    for text in ("低保对象名单及相关信息", "低保对象名单", "按新办法调整", "何管理"):
        assert text in page


def test_an_editor_may_read_versions_but_not_edit(client, item, editor):
    client.force_login(editor)
    page = client.get(reverse("desk_catalog:versions", args=[item.pk])).content.decode()
    assert "修改本事项" not in page


def test_an_editor_sees_what_is_due_and_drafts_under_the_item(client, item, agency, editor, at):
    watch(item, agency, at)
    client.force_login(editor)
    page = client.get(reverse("desk_catalog:versions", args=[item.pk])).content.decode()
    assert "县民政局应于 2026年6月1日前" in page
    draft = reverse("desk_publishing:new") + f"?item={item.pk}"
    assert draft in page
    assert client.get(draft).context["form"]["items"].value() == [str(item.pk)]


def test_retiring_needs_a_reason_and_is_said(client, item, admin_user):
    client.force_login(admin_user)
    address = reverse("desk_catalog:retire", args=[item.pk])
    page = client.post(address, {"reason": ""}, follow=True).content.decode()
    assert "写明理由" in page
    page = client.post(address, {"reason": "职能划转"}, follow=True).content.decode()
    assert "已停用" in page
    assert Item.objects.get(pk=item.pk).retired_on
