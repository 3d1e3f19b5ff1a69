"""The agencies' pages: five shelves, honest about what is missing, no empty column as a link."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from catalog.models import Domain, Item, ItemAgency
from publishing import columns
from publishing.models import Publication

BEIJING = ZoneInfo("Asia/Shanghai")
CAME_OUT = datetime(2026, 2, 9, 9, tzinfo=BEIJING)


@pytest.fixture
def publish(agency):
    """publish(kind, title) -> a public publication of 县民政局."""
    columns.load()

    def make(kind: str, title: str, **values) -> Publication:
        column = columns.for_kind(kind)
        fixed = {"published_at": CAME_OUT, "first_published_at": CAME_OUT, "state": "published"}
        fixed |= {
            "index_number": f"CX101/2026-{Publication.objects.count():05d}",
            "formed_on": CAME_OUT.date(),
        }
        return Publication.objects.create(
            kind=kind,
            column=column,
            agency=agency,
            title=title,
            created_at=CAME_OUT,
            changed_at=CAME_OUT,
            **(fixed | values),
        )

    return make


def page(client, slug: str, section: str = "", **query) -> str:
    args = [slug, section] if section else [slug]
    name = "agencies:section" if section else "agencies:detail"
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_index_lists_agencies_by_kind_and_finds_one(client, agency, other_agency):
    address = reverse("agencies:index")
    text = client.get(address).content.decode()
    assert "县人民政府（1）" in text
    assert "政府部门（2）" in text
    text = client.get(address, {"q": "民政局"}).content.decode()
    assert "澄溪县民政局" in text
    assert "澄溪县住房和城乡建设局" not in text


def test_every_page_has_the_five_shelves(client, agency, publish):
    text = page(client, "minzheng")
    for label in ("指南", "制度", "法定主动公开内容", "年报", "依申请公开"):
        assert label in text


def test_the_guide_gives_the_statutory_fields_and_says_what_is_missing(client, agency, publish):
    text = page(client, "minzheng", "guide")
    assert "0999-6210102" in text
    assert "指南还缺：邮政编码、办公时间、传真号码、电子邮箱、互联网联系方式" in text
    assert text.count("本机关尚未提供") == 5


def test_a_complete_guide_misses_nothing(client, agency, publish):
    for name in ("postcode", "office_hours", "fax", "online_contact"):
        setattr(agency, name, "有")
    agency.email = "mz@example.cn"
    agency.save()
    assert "指南还缺" not in page(client, "minzheng", "guide")


def test_only_columns_with_something_are_links(client, agency, publish):
    publish("budget", "2026年部门预算")
    text = page(client, "minzheng", "content")
    assert "?column=budgets" in text
    assert "?column=penalties" not in text
    assert "行政处罚和行政强制" in text.split("还没有内容的栏目")[1]


@pytest.fixture
def kinds(agency, at):
    """Two kinds of Art 20 that 县民政局 answers for: budgets and penalties."""
    beside = Domain.objects.create(slug="fading", name="法定主动公开内容", order=99, kind=Domain.STATUTORY)
    words = {"level1": "行政机关主动公开的政府信息", "effective_on": at.date(), "changed_at": at}
    names = ("财政预算、决算", "行政处罚、行政强制")
    made = [Item.objects.create(domain=beside, code=name, level2=name, **words) for name in names]
    for item in made:
        ItemAgency.objects.create(item=item, agency=agency)
    return made


def test_the_kinds_of_article_20_stand_as_a_tree_with_counts(client, kinds, publish):
    publish("budget", "2026年部门预算").items.add(kinds[0])
    publish("plan", "2026年工作计划")
    text = page(client, "minzheng", "content")
    assert f'?item={kinds[0].pk}#list">财政预算、决算 <b>1</b>' in text
    assert "行政处罚、行政强制 <small>尚未公开</small>" in text
    text = page(client, "minzheng", "content", item=kinds[0].pk)
    assert "2026年部门预算" in text and "2026年工作计划" not in text
    for unknown in ("0", "x", "99999999999999999999"):
        assert "2026年工作计划" in page(client, "minzheng", "content", item=unknown)


def test_a_kind_that_does_not_apply_says_why(client, kinds, publish):
    ItemAgency.objects.filter(item=kinds[1]).update(not_applicable="没有行政处罚权")
    assert "行政处罚、行政强制 <small>不适用：没有行政处罚权</small>" in page(client, "minzheng", "content")


def test_a_column_shows_the_four_facts_of_the_directory(client, agency, publish):
    publish("budget", "2026年部门预算")
    publish("plan", "2026年工作计划")
    text = page(client, "minzheng", "content", column="budgets")
    for fact in ("CX101/2026-00000", "2026年部门预算", "2026-02-09"):
        assert fact in text
    assert "2026年工作计划" not in text


def test_what_is_not_public_is_not_shown(client, agency, publish):
    publish("budget", "预算草稿一", state="draft")
    publish("rule", "制度草稿一", state="draft")
    for section in ("content", "rules", "annual", "guide"):
        assert "草稿一" not in page(client, "minzheng", section)


def test_annual_reports_stand_by_year_and_their_absence_is_said(client, agency, publish):
    assert "还没有在本平台发布年度报告" in page(client, "minzheng", "annual")
    publish("annual_report", "2025年政府信息公开工作年度报告")
    assert "2026 年发布" in page(client, "minzheng", "annual")


def test_the_way_to_apply_names_address_and_phone(client, agency, publish):
    text = page(client, "minzheng", "apply")
    assert "澄溪县城关街道民生路8号" in text
    assert "20 个工作日" in text


@pytest.mark.parametrize("path", ["meiyou/", "minzheng/meiyou/"])
def test_what_is_not_there_is_not_found(client, agency, path):
    assert client.get(reverse("agencies:index") + path).status_code == 404


def test_a_closed_agency_has_no_page(client, agency):
    agency.active = False
    agency.save(update_fields=["active"])
    assert client.get(reverse("agencies:detail", args=["minzheng"])).status_code == 404
