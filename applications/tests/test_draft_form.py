"""The form of the reply asks what the outcome needs, all of it, and lets lists fill in what they know."""

import pytest
from django.urls import reverse

from accounts.actors import Actor
from applications import actions, giving, outcomes
from applications.models import Letter
from applications.tests.conftest import REFUSAL, moment
from applications.tests.doing import complete

pytestmark = pytest.mark.django_db
SEARCH = {
    "search_where": "县档案馆民政全宗\n电子公文系统2010—2026年", "search_words": "低保、分配", "search_by": "李经办",
    "search_on": "2026-03-05", "search_result": "没有查到",
}  # fmt: skip
ENDS = ("_2", "_3", "_4", "_5")


@pytest.fixture
def write(client, assigned, clerk):
    """write(outcome, data) -> (response, the letter's text)."""
    client.force_login(clerk)

    def send(outcome: str, **data):
        page = client.post(
            reverse("desk_applications:draft", args=[assigned.number]) + f"?outcome={outcome}", data
        )
        letter = Letter.objects.filter(frozen_at=None).first()
        return page, "\n".join(each["text"] for each in letter.paragraphs) if letter else ""

    return send


def asked(client, application, clerk, outcome: str) -> set[str]:
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:draft", args=[application.number]) + f"?outcome={outcome}")
    return set(page.context["form"].fields) - {"number"}


@pytest.mark.parametrize(
    ("outcome", "fields"),
    [
        ("published", {"where"}),
        ("secret", {"ground", "facts", "reason", "severability"}),
        ("endangers", {"ground", "facts", "harm", "reason", "severability"}),
        (
            "partial",
            {"provided", "facts", *giving.NAMES}
            | {f"{name}{end}" for end in ("", *ENDS) for name in outcomes.PART},
        ),
        ("not_held", set(SEARCH)),
        ("repeated", {"earlier_request", "earlier", "earlier_letter"}),
        ("needs_making", {"facts", "reason"}),
    ],
)
def test_it_asks_only_what_the_outcome_needs(client, assigned, clerk, outcome, fields):
    assert asked(client, assigned, clerk, outcome) == fields


def test_the_search_is_recorded_and_told_line_by_line(write):
    page, text = write("not_held", **SEARCH)
    assert page.status_code == 302
    for said in ("检索关键词：低保、分配", "检索人：李经办", "检索时间：2026年3月5日", "检索结果：没有查到"):
        assert said in text
    assert "检索范围：\n1．县档案馆民政全宗\n2．电子公文系统2010—2026年\n" in text


def test_every_part_of_the_search_is_needed_and_not_from_tomorrow(write):
    page, _ = write("not_held", **(SEARCH | {"search_by": " ", "search_on": "2099-01-01"}))
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"search_by", "search_on"}


def test_an_agency_of_the_list_fills_in_how_it_is_reached(write, other_agency):
    reason = "低保资金分配由县住建局办理，本机关没有制作也没有保存"
    page, text = write("other_agency", reason=reason, responsible_agency=other_agency.slug)
    assert page.status_code == 302
    assert "澄溪县住房和城乡建设局，地址：澄溪县城关街道民生路8号，电话：0999-6210102。" in text


def test_another_one_is_typed_with_one_way_to_reach_it(write):
    page, _ = write("other_agency", reason="由市水利局办理", responsible_name="澄州市水利局")
    assert page.status_code == 422
    assert set(page.context["form"].errors) == {"responsible_address", "responsible_phone"}
    page, text = write(
        "other_agency", reason="由市水利局办理", responsible_name="澄州市水利局", responsible_phone="12345"
    )
    assert page.status_code == 302 and "澄州市水利局，电话：12345。" in text


def test_who_is_responsible_may_be_unknown(write):
    page, text = write("other_agency", reason="不是本机关的职责", responsible_unknown="on")
    assert page.status_code == 302 and "不能确定负责公开该政府信息的行政机关" in text


def test_an_earlier_reply_of_the_same_person_is_chosen(
    write, client, replied, form, agency, applicant, clerk, head
):
    again, _ = actions.receive(
        form, agency=agency, channel="counter", actor=Actor.of(clerk), at=moment(3, 16)
    )
    actions.assign(again, Actor.of(head), to=clerk, at=moment(3, 16))
    client.force_login(clerk)
    address = reverse("desk_applications:draft", args=[again.number]) + "?outcome=repeated"
    earlier = replied.letters.get(kind="D12")
    assert client.post(address, {"earlier_request": str(earlier.pk)}).status_code == 302
    text = "".join(each["text"] for each in again.letters.get(frozen_at=None).paragraphs)
    assert f"原申请编号：{replied.number}；原答复文号：{earlier.number}。" in text
    page = client.post(address, {"earlier": again.number, "earlier_letter": "县民政局公开复〔2026〕1号"})
    assert page.status_code == 422 and "正在办理的申请" in page.content.decode()


@pytest.mark.parametrize("name", ["harm", "severability", "facts", "reason"])
def test_a_refusal_says_facts_reason_harm_and_why_it_cannot_be_parted(write, name):
    page, _ = write("internal", **(REFUSAL | {name: ""}))
    assert page.status_code == 422 and list(page.context["form"].errors) == [name]
    page, text = write("internal", **REFUSAL)
    assert page.status_code == 302 and REFUSAL[name] in text


@pytest.mark.parametrize(
    ("ground", "needed"), [("14-a", False), ("14-b", False), ("14-c", True), ("16-2", True)]
)
def test_a_partial_reply_says_the_harm_where_the_ground_is_one_of_harm(ground, needed):
    data = complete(outcomes.outcome("partial")) | {"ground": ground, "harm": ""}
    assert ("harm" in outcomes.problems("partial", data)) == needed


def test_lists_are_numbered_in_the_letter(write):
    _, text = write("granted", provided="分配表，2页\n拨付凭证，3页")
    assert "1．分配表，2页\n2．拨付凭证，3页" in text
    _, text = write("granted", provided="分配表，2页")
    assert "1．" not in text


def test_the_letter_says_how_the_information_is_given_and_why_not_as_asked(write):
    _, text = write("granted", provided="分配表")
    assert "现按照您要求的形式（电子文档，网上查看和下载）提供以下信息：\n分配表" in text
    other = {"provided": "分配表", "given_form": "paper", "given_by": "reading"}
    page, _ = write("granted", **other)
    assert page.status_code == 422 and list(page.context["form"].errors) == ["given_why"]
    _, text = write("granted", **other, given_why="原件为脆化的老地图，复制会危及载体安全。")
    assert (
        "您要求的形式是电子文档，网上查看和下载；原件为脆化的老地图，复制会危及载体安全，"
        "依照该条例第四十条，现改以纸质，现场查阅、抄录的形式提供以下信息：" in text
    )


def test_parts_that_were_typed_in_a_browser_stand_in_one_line(write):
    part = {"reason": "讨论意见没有形成最后的结论，属于过程性信息", "harm": "今后不敢如实提出意见"}
    first = part | {"withheld": "第3页讨论意见\r\n第4页修改痕迹", "ground": "16-2"}
    second = {f"{name}_2": text for name, text in (part | {"withheld": "第5页", "ground": "16-2"}).items()}
    _, text = write("partial", provided="分配表", facts="本机关制作", **first, **second)
    assert "（一）第3页讨论意见；第4页修改痕迹\n" in text and "\r" not in text


def test_paper_is_not_given_over_the_network(write):
    page, _ = write("granted", provided="分配表", given_form="paper", given_why="申请人同意改为纸质")
    assert page.status_code == 422 and list(page.context["form"].errors) == ["given_by"]


def test_a_long_request_is_quoted_by_its_beginning_and_stands_whole_at_the_end(assigned, clerk):
    wanted = "请公开下列信息：\n" + "\n".join(f"第{n}项，低保资金分配到乡镇的明细表" for n in range(60))
    type(assigned).objects.filter(pk=assigned.pk).update(wanted=wanted)
    letter = actions.draft(
        assigned, Actor.of(clerk), outcome="published", data={"where": "门户网站"}, at=moment(3, 10)
    )
    first = letter.paragraphs[4]["text"]
    assert "（全文见附页）" in first and len(first) < 400
    styles = [each["style"] for each in letter.paragraphs]
    assert styles[-61 - 1 : -60] == ["annex", "full"] and letter.paragraphs[-1]["text"].startswith("第59项")


def test_what_an_outcome_demands_is_not_marked_as_optional(client, assigned, clerk):
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:draft", args=[assigned.number]) + "?outcome=internal")
    text = page.content.decode()
    assert '文号<span class="mark">（选填）' in text and text.count("（选填）") == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("没有查到", "没有查到。"),
        ("没有查到。", "没有查到。"),
        ("电话0999-7700107", "电话0999-7700107。"),
        ("网址 /catalog/shehuijiuzhu/", "网址 /catalog/shehuijiuzhu/"),
        ("见http://www.example.cn/a.html", "见http://www.example.cn/a.html"),
        ("见" + "/" * 20000 + "号", "见" + "/" * 20000 + "号。"),
        ("", ""),
    ],
    ids=range(7),
)
def test_what_was_typed_ends_with_one_full_stop_and_an_address_of_the_web_with_none(typed, told):
    assert outcomes.sentence(typed) == told
