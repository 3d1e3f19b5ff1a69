"""A partial reply withholds several parts, each on its own ground; the strictest rule of them holds (Art 32, 37)."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, outcomes
from applications.models import Letter
from applications.tests.conftest import moment, sent
from applications.tests.doing import consulted

pytestmark = pytest.mark.django_db
ONE = {
    "provided": "低保资金分配汇总表，2页",
    "facts": "分配明细表由本机关低保科于2025年12月制作，共12页",
    "withheld": "第3页讨论意见\n第4页修改痕迹",
    "ground": "16-2",
    "reason": "这两处是分配方案形成过程中的讨论意见，没有形成最后的结论",
    "harm": "公开会使经办人今后不敢如实提出意见",
}
TWO = {
    "withheld_2": "第5页值班安排",
    "ground_2": "16-1",
    "reason_2": "值班安排只用于内部人事管理，不对外产生影响",
    "harm_2": "公开会影响正常的内部管理",
}
PRIVATE = {
    "withheld_4": "第6页住户姓名和住址",
    "ground_4": "15",
    "reason_4": "住户姓名和住址是个人隐私，公开会损害他们的合法权益",
    "harm_4": "住户会受到打扰，家庭困难被他人知晓",
}


def written(application, clerk, data) -> Letter:
    return actions.draft(application, Actor.of(clerk), outcome="partial", data=data, at=moment(3, 10))


def lines(letter: Letter) -> list[str]:
    return [each["text"] for each in letter.paragraphs if each["style"] == "body"]


def test_the_letter_says_each_part_with_its_article_and_reason(assigned, clerk):
    text = lines(written(assigned, clerk, ONE | TWO))
    start = text.index("以下内容不予公开，依据和理由分别是：") + 1
    assert text[start] == "（一）第3页讨论意见；第4页修改痕迹"
    assert "第十六条第二款（过程性信息）" in text[start + 1] and text[start + 2] == ONE["reason"] + "。"
    assert text[start + 4] == "（二）第5页值班安排"
    assert "第十六条第一款（内部事务信息" in text[start + 5] and text[start + 6] == TWO["reason_2"] + "。"
    assert text[start + 7].endswith(TWO["harm_2"] + "。") and len(text) == start + 8


def test_one_part_is_told_as_before(assigned, clerk):
    text = lines(written(assigned, clerk, ONE))
    assert (
        "以下内容不予公开：" in text and "1．第3页讨论意见" in text and not any("（一）" in t for t in text)
    )


def test_a_ground_of_third_parties_in_any_part_needs_them_asked(assigned, clerk):
    with pytest.raises(Refused, match="先书面征求第三方意见"):
        written(assigned, clerk, ONE | PRIVATE)
    consulted(assigned, Actor.of(clerk))
    assert "（二）第6页住户姓名和住址" in lines(written(assigned, clerk, ONE | PRIVATE))


def test_it_is_looked_at_twice_and_counted_once_as_partial(assigned, clerk, head, reviewer):
    written(assigned, clerk, ONE | TWO)
    assert actions.approve(assigned, Actor.of(head), at=moment(3, 11)).state == "endorsed"
    actions.countersign(assigned, Actor.of(reviewer), at=moment(3, 11))
    sent(assigned, clerk, at=moment(3, 12))
    assigned.refresh_from_db()
    assert outcomes.outcome(assigned.outcome).report_row == 4


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("withheld_2", "", "withheld_2"),
        ("ground_2", "", "ground_2"),
        ("ground_2", "36-7", "ground_2"),
        ("reason_2", "内部事务", "reason_2"),
        ("reason_2", "", "reason_2"),
        ("harm_2", "", "harm_2"),
    ],
)
def test_a_further_part_is_told_whole(name, value, field):
    assert set(outcomes.problems("partial", ONE | TWO | {name: value})) == {field}


def test_a_further_part_that_is_empty_is_none():
    data = ONE | {name: " " for name in TWO}
    assert outcomes.problems("partial", data) == {} and len(outcomes.parts(data)) == 1
    assert outcomes.grounds_used(ONE | TWO | {"ground_2": "16-2"}) == ["16-2"]


def test_where_nobody_is_hurt_no_harm_is_asked():
    law = {
        "withheld_3": "第8页",
        "ground_3": "14-b",
        "reason_3": "统计法第九条规定单个调查对象的资料应当保密",
    }
    assert outcomes.problems("partial", ONE | law) == {}


def test_the_form_keeps_what_was_typed_and_opens_the_part_with_a_fault(client, assigned, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:draft", args=[assigned.number]) + "?outcome=partial"
    assert '<details class="fold"><summary>不予公开的第 2 部分' in client.get(address).content.decode()
    page = client.post(address, ONE | TWO | {"ground_2": ""})
    assert page.status_code == 422 and list(page.context["form"].errors) == ["ground_2"]
    assert TWO["reason_2"] in page.content.decode()
    assert page.content.decode().count('<details class="fold" open>') == 1
    assert client.post(address, ONE | TWO).status_code == 302
    again = client.get(address).content.decode()
    assert TWO["reason_2"] in again and again.count('<details class="fold" open>') == 1


def test_the_sheet_for_approval_has_every_ground_and_part(client, assigned, clerk, head):
    written(assigned, clerk, ONE | TWO)
    client.force_login(head)
    page = client.get(reverse("desk_applications:sheet", args=[assigned.number, "approval", "docx"]))
    [table] = Document(BytesIO(page.content)).tables
    told = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert told["依据"].splitlines()[0].startswith("第十六条第二款") and "第十六条第一款" in told["依据"]
    assert TWO["reason_2"] in told["不予公开的第 2 部分"]


def test_the_supervisor_finds_it_by_each_ground(client, assigned, clerk, head, supervisor):
    written(assigned, clerk, ONE | TWO)
    actions.approve(assigned, Actor.of(head), at=moment(3, 11))
    client.force_login(supervisor)
    for ground, found in (("16-2", True), ("16-1", True), ("15", False)):
        page = client.get("/supervision/refusals/", {"ground": ground}).content.decode()
        assert (assigned.number in page) == found
    table = client.get("/supervision/refusals/", {"format": "csv"}).content.decode()
    assert ONE["reason"] in table and TWO["reason_2"] in table
