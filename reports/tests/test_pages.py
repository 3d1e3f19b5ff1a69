"""The report on the desk: pages, cells, workbook; and who is kept out."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actors import SYSTEM, Actor
from reports import actions, rows
from reports.models import AnnualReport
from reports.tests.conftest import at

pytestmark = pytest.mark.django_db


def url(name: str, *more, slug="minzheng", year=2024) -> str:
    return reverse(f"desk_reports:{name}", args=[slug, year, *more])


@pytest.fixture
def staff(client, clerk, worked):
    client.force_login(clerk)
    return client


def test_the_tables_are_there_and_every_count_leads_to_its_requests(staff, worked):
    page = staff.get(url("report"))
    text = page.content.decode()
    assert "勾稽关系（F1—F5）全部成立" in text and "五类法人" not in text
    for line in page.context["three"]:
        for count, address, _ in line["cells"]:
            listed = staff.get(address).context["page"].paginator.count if address else 0
            assert listed == count


def test_a_cell_shows_the_case(staff, worked):
    page = staff.get(url("cell", "three", "6", "business")).content.decode()
    assert worked["forbidden"].number in page and worked["published"].number not in page


@pytest.mark.parametrize(
    "place",
    [("three", "26", "person"), ("three", "0", "person"), ("three", "1", "nobody"), ("four", "1", "upheld")],
)
def test_a_cell_that_is_not_in_the_table_is_not_found(staff, place):
    assert staff.get(url("cell", *place)).status_code == 404


def test_the_whole_way_on_the_desk(staff, head, clerk):
    for verb, data in (("open", {}), ("draft", {})):
        assert staff.post(url("do", verb), data).status_code == 302
    assert staff.post(url("do", "sign")).status_code == 422
    staff.force_login(head)
    assert "签发以后数据冻结" in staff.get(url("report")).content.decode()
    assert staff.post(url("do", "sign")).status_code == 302
    assert staff.post(url("do", "revise"), {"reason": ""}).status_code == 422
    assert staff.post(url("do", "revise"), {"reason": "漏登一件"}).status_code == 302
    old = staff.get(url("report") + "?version=1").content.decode()
    assert AnnualReport.objects.get(version=1).digest in old and "第 2 版" in old


def test_typed_counts_come_back_with_the_sentence(staff):
    staff.post(url("do", "open"))
    page = staff.post(url("do", "draft"), {"person": "-1", "business": "七"})
    text = page.content.decode()
    assert page.status_code == 422 and "不能小于 0" in text and 'value="七"' in text
    assert staff.post(url("do", "draft"), {"person": "3"}).status_code == 302
    text = staff.get(url("report")).content.decode()
    assert "第一项 3 加第二项 3 是 6" in text and "bad" in text


def test_a_year_not_begun_says_so(staff):
    for verb, data in (("draft", {}), ("sign", {}), ("revise", {"reason": "x"})):
        assert "还没有开始编制" in staff.post(url("do", verb), data).content.decode()


def test_the_list_shows_agencies_their_state_and_day(staff):
    staff.post(url("do", "open"))
    text = staff.get(reverse("desk_reports:index"), {"year": "2024"}).content.decode()
    assert "澄溪县民政局" in text and "待起草" in text and "2025-01-31" in text


@pytest.mark.parametrize("year", ["abcd", "99999999999999", "", "1900"])
def test_an_odd_year_shows_the_year_at_hand(staff, year):
    assert staff.get(reverse("desk_reports:index"), {"year": year}).status_code == 200


def test_years_before_the_regulations_are_not_found(staff):
    assert staff.get(url("report", year=2007)).status_code == 404


@pytest.mark.parametrize("person", ["other_clerk", "editor", "stranger"])
def test_others_get_the_same_answer_as_for_what_is_missing(client, worked, person, request):
    client.force_login(request.getfixturevalue(person))
    for address in (url("report"), url("sheet"), url("cell", "three", "1", "total")):
        missing = client.get(address.replace("minzheng", "nobody"))
        assert client.get(address).status_code == missing.status_code in (403, 404)


def test_a_visitor_is_sent_to_sign_in(client, worked):
    assert client.get(url("report")).status_code == 302


def test_the_supervisor_sees_but_signs_nothing(client, worked, supervisor):
    client.force_login(supervisor)
    assert client.get(url("report")).context["offered"] == set()
    assert client.post(url("do", "open")).status_code == 422


def test_the_governments_cell_leads_to_the_agencies(client, worked, government, supervisor):
    client.force_login(supervisor)
    page = client.get(url("cell", "three", "1", "total", slug="xianzhengfu"))
    assert [(agency.code, count) for agency, count in page.context["parts"]] == [("CX101", 6)]
    assert "汇总了哪些机关" in client.get(url("report", slug="xianzhengfu")).content.decode()


def test_the_workbook_has_the_official_shape(staff):
    answer = staff.get(url("sheet"))
    three, four = load_workbook(io.BytesIO(answer.content)).worksheets
    merged = {str(area) for area in three.merged_cells.ranges}
    assert {"A2:C4", "D2:J2", "D3:D4", "E3:I3", "J3:J4", "A7:A28", "B9:B16", "A29:C29", "B7:C7"} <= merged
    assert [three.cell(5, column).value for column in range(4, 11)] == [3, 1, 1, 0, 1, 0, 6]
    assert [three.cell(28, column).value for column in range(4, 11)] == [3, 1, 1, 0, 1, 0, 6]
    assert three["A29"].value == rows.ROWS[24].name and three["C27"].value == "3.其他"
    assert {"A2:E3", "F2:O2", "F3:J3", "K3:O3"} <= {str(area) for area in four.merged_cells.ranges}
    assert [cell.value for cell in four[4]][:5] == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def test_the_workbook_of_a_signed_version_carries_its_digest(staff, agency, clerk, head):
    report = actions.open_report(agency, 2024, SYSTEM, at=at("2025-01-06"))
    actions.draft(report, Actor.of(clerk), at=at("2025-01-06"))
    actions.sign(report, Actor.of(head), at=at("2025-01-07"))
    book = load_workbook(io.BytesIO(staff.get(url("sheet")).content))
    digest = AnnualReport.objects.get().digest
    assert digest in book.worksheets[0]["A30"].value and digest in book.worksheets[1]["A6"].value
