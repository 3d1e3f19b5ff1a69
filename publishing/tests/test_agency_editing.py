"""An agency keeps its own data; an incomplete guide is not published (Art 12); the 机构职能目录 is compiled from it."""

import pytest
from django.urls import reverse

from accounts.verbs import Refused
from audit.models import Entry
from publishing import columns
from publishing.agency_editing import FIELDS, edit_agency

FULL = {
    "disclosure_office": "县民政局办公室", "address": "民生路8号", "office_hours": "工作日9:00—17:00", "disclosure_phone": "0999-6210102",
    "fax": "0999-6210103", "online_contact": "在线申请", "postcode": "", "phone": "0999-6210101", "email": "", "disclosure_head": "孙公开",
    "functions": "最低生活保障、特困人员供养", "divisions": "办公室\n社会救助股", "head_name": "赵局长",
}  # fmt: skip


@pytest.fixture
def edit(agency, at, acting):
    return lambda user, reason="补齐指南", **changes: edit_agency(
        agency, FULL | changes, acting(user), at=at, reason=reason
    )


def test_an_editor_completes_the_guide(edit, agency, editor):
    assert set(edit(editor)) <= set(FIELDS)
    agency.refresh_from_db()
    assert (agency.missing_in_guide(), agency.functions) == ([], "最低生活保障、特困人员供养")
    entry = Entry.objects.get(word="修改机关信息")
    assert (entry.reason, entry.detail["before"]["fax"], entry.detail["after"]["fax"]) == (
        "补齐指南",
        "",
        "0999-6210103",
    )


def test_a_guide_that_lacks_a_statutory_field_is_refused(edit, agency, editor):
    with pytest.raises(Refused, match="第十二条.*还缺：传真号码、互联网联系方式"):
        edit(editor, fax="", online_contact=" ")
    agency.refresh_from_db()
    assert agency.office_hours == ""


def test_nothing_changed_is_said(edit, editor):
    edit(editor)
    with pytest.raises(Refused, match="没有改动"):
        edit(editor)


def test_a_reason_is_asked_for(edit, editor):
    with pytest.raises(Refused, match="写明理由"):
        edit(editor, reason="")


@pytest.mark.parametrize("person", ["clerk", "reviewer", "supervisor", "other_clerk", "stranger"])
def test_nobody_else_may(edit, person, request):
    with pytest.raises(Refused, match="权限"):
        edit(request.getfixturevalue(person))


def test_the_public_sees_no_guide_until_it_is_complete(client, edit, agency, editor):
    columns.load()
    address = reverse("agencies:section", args=["minzheng", "guide"])
    text = client.get(address).content.decode()
    assert ("还没有发布" in text, "编排体系" in text) == (True, False)
    edit(editor)
    text = client.get(address).content.decode()
    assert ("还没有发布" in text, "编排体系" in text, "孙公开" in text) == (False, True, True)


def test_the_desk_page_keeps_what_was_typed(client, agency, editor):
    client.force_login(editor)
    assert "传真号码" in client.get(reverse("desk_publishing:agencies")).content.decode()
    address = reverse("desk_publishing:agency", args=["minzheng"])
    text = client.post(address, FULL | {"fax": "", "reason": "补齐"}).content.decode()
    assert "还缺：传真号码" in text
    assert "孙公开" in text
    assert (
        "已保存县民政局的信息"
        in client.post(address, FULL | {"reason": "补齐"}, follow=True).content.decode()
    )


def test_another_agencys_data_is_not_there(client, other_agency, editor):
    client.force_login(editor)
    assert client.get(reverse("desk_publishing:agency", args=["zhujian"])).status_code == 404


def test_the_functions_of_all_agencies_are_public(client, edit, editor):
    edit(editor)
    for name in ("functions", "functions_table"):
        text = client.get(reverse(f"agencies:{name}")).content.decode()
        assert "最低生活保障、特困人员供养" in text
        assert "赵局长" in text


def test_every_columns_address_is_in_one_file(client, agency):
    columns.load()
    text = client.get(reverse("agencies:columns_table")).content.decode()
    assert (
        "澄溪县民政局,法定主动公开内容,社会救助,第二十一条,http://testserver/agencies/minzheng/content/?column=assistance,0,"
        in text
    )
    assert "/agencies/minzheng/guide/" in text
