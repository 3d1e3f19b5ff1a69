"""The shelves across all agencies: filters by field, an empty state, a feed, a table; asked as a stranger."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from publishing.areas import AREAS
from publishing.models import Column


def page(client, name, slug, query=""):
    answer = client.get(reverse(f"publishing:{name}", args=[slug]) + query)
    assert answer.status_code == 200
    return answer.getvalue().decode()


def table(client, slug, query=""):
    text = page(client, "column_table", slug, query)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def out(recorded, bring):
    return {name: bring(recorded(name), "published") for name in ("penalty", "person", "licence", "project")}


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.slug)
def test_each_key_area_has_a_page_that_says_when_it_is_empty(area, client, column):
    text = page(client, "area", area.slug)
    assert area.label in text and area.basis in text and "这个栏目还没有公开的信息。" in text


def test_every_column_is_reached_from_the_page_of_all_columns(client, out):
    text = client.get(reverse("publishing:shelves")).content.decode()
    for column in Column.objects.filter(section="content"):
        assert reverse("publishing:column", args=[column.slug]) in text


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("", ["3号", "4号"], []),
        ("?party_kind=natural", ["4号"], ["3号"]),
        ("?sort=licence", ["没有符合条件的信息。"], ["3号", "4号"]),
        ("?decided_on=2025", ["没有符合条件的信息。"], ["3号"]),
        ("?decided_on=2026&q=云栎", ["3号"], ["4号"]),
        ("?q=王", ["没有符合条件的信息。"], ["4号"]),
        ("?agency=minzheng", ["3号", "4号"], []),
        ("?party_kind=nonsense&year=abc", ["3号", "4号"], []),
    ],
)
def test_a_shelf_is_narrowed_by_the_fields_of_its_records(query, there, not_there, client, out):
    text = page(client, "column", "penalties", query)
    assert all(f"2026〕{word}" in text or word in text for word in there)
    assert not any(f"〔2026〕{word}" in text for word in not_there)


def test_a_natural_person_stands_on_no_list(client, out):
    assert "王" not in page(client, "column", "penalties")
    assert all(row["行政相对人名称"] != "王某某" for row in table(client, "penalties"))


def test_the_table_has_a_column_for_each_field(client, out):
    rows = {row["行政处罚决定书文号"]: row for row in table(client, "penalties")}
    row = rows["澄民罚〔2026〕3号"]
    assert (row["罚款金额（万元）"], row["处罚决定日期"]) == ("3", "2026-02-26")
    assert row["处罚类别"] == "罚款、没收违法所得、没收非法财物" and row["决定机关"] == "澄溪县民政局"
    assert len(table(client, "penalties", "?party_kind=natural")) == 1


def test_a_formula_is_no_formula_in_the_table(client, recorded, bring):
    bring(recorded("penalty", content="=1+1"), "published")
    assert table(client, "penalties")[0]["处罚内容"] == "'=1+1"


def test_what_is_not_public_stands_on_no_shelf(client, recorded, bring):
    for state in ("draft", "approved", "withdrawn"):
        made = recorded("penalty", number=f"澄民罚〔2026〕{state}号")
        bring(made, state) if state != "draft" else None
    assert "澄民罚" not in page(client, "column", "penalties")
    assert table(client, "penalties") == []
    assert '共 <span class="num">0</span> 条' in page(client, "area", "building")


def test_a_project_says_on_the_shelf_how_far_it_is(client, out):
    text = page(client, "area", "building")
    assert "澄溪县中心敬老院扩建工程" in text and '八类信息已公开 <b class="num">0</b>／8 类' in text
    assert "4,200.5万元" in text


def test_the_feed_of_the_column_is_linked(client, out):
    assert "/feeds/columns/penalties.atom" in page(client, "column", "penalties")
    assert "澄民罚〔2026〕3号" in client.get("/feeds/columns/penalties.atom").content.decode()


def test_home_agency_page_and_inspectors_table_lead_to_the_shelves(client, out):
    assert reverse("publishing:area", args=["finance"]) in client.get("/").content.decode()
    agency = client.get(reverse("agencies:detail", args=["minzheng"])).content.decode()
    assert reverse("publishing:area", args=["building"]) + "?agency=minzheng" in agency
    listed = client.get(reverse("agencies:columns_table")).content.decode()
    assert "全部机关,重点领域,财政预决算" in listed and "/columns/penalties/" in listed


def test_the_api_gives_the_fields_without_natural_persons(client, out):
    rows = client.get("/api/v1/publications/?column=penalties").json()["results"]
    fields = {row["record_fields"]["number"]: row["record_fields"] for row in rows}
    assert fields["澄民罚〔2026〕3号"]["fine"] == 3 and "party" not in fields["澄民罚〔2026〕4号"]


@pytest.mark.parametrize(
    "address", ["/columns/nothing/", "/columns/nothing/table.csv", "/key-areas/nothing/"]
)
def test_an_unknown_shelf_is_not_found(address, client, db):
    assert client.get(address).status_code == 404


def test_a_shelf_asks_the_database_seldom(client, recorded, bring, django_assert_max_num_queries):
    for number in range(5):
        bring(recorded("penalty", number=f"澄民罚〔2026〕{number}号", ends_on=date(2027, 1, 1)), "published")
    with django_assert_max_num_queries(9):
        page(client, "column", "penalties")
