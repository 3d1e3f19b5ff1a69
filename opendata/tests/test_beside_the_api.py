"""/sitemap.xml, /feeds/latest.atom and the deadline calculator."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest

from opendata.tests.conftest import WHEN
from opendata.views import sitemaps
from publishing.models import Correction
from search import index

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(response) -> list[str]:
    return [node.text for node in ElementTree.fromstring(response.content).iter(f"{SITEMAP}loc")]


def test_the_sitemap_lists_what_is_public(client, publish, closed):
    made = publish("公开的通知")
    found = addresses(client.get("/sitemap.xml"))
    assert f"http://testserver/publications/{made.public_id}/" in found
    assert "http://testserver/agencies/minzheng/" in found
    assert "http://testserver/tools/deadline/" in found
    assert sum("/publications/" in address for address in found) <= 2  # the list and the one


def test_a_long_sitemap_is_an_index(client, publish, monkeypatch):
    monkeypatch.setattr(sitemaps.Ours, "limit", 1)
    made = [publish(f"通知{number}") for number in range(2)]
    found = addresses(client.get("/sitemap.xml"))
    assert "http://testserver/sitemap-publications.xml?p=2" in found
    assert made[0].public_id in addresses(client.get("/sitemap-publications.xml?p=2"))[0]


def test_the_sitemap_stands_on_the_public_address(client, agency, settings):
    settings.PUBLIC_URL = "https://www.example.gov.cn"
    assert all(a.startswith("https://www.example.gov.cn/") for a in addresses(client.get("/sitemap.xml")))


@pytest.mark.parametrize(
    "address", ["/sitemap-nothing.xml", "/sitemap-pages.xml?p=x", "/sitemap-pages.xml?p=9"]
)
def test_a_part_that_is_not_there_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_the_feed_gives_the_newest_with_whole_addresses(client, publish, closed):
    made = publish("公开的通知")
    response = client.get("/feeds/latest.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["公开的通知"]
    address = f"http://testserver/publications/{made.public_id}/"
    assert entries[0].find(f"{ATOM}link").get("href") == address
    assert entries[0].find(f"{ATOM}id").text == address
    assert entries[0].find(f"{ATOM}published").text == "2026-03-02T02:00:00+00:00"


def test_the_feed_can_be_narrowed(client, publish):
    publish("甲通知")
    publish("乙规划", kind="plan")
    text = client.get("/feeds/latest.atom", {"kind": "plan"}).content.decode()
    assert "乙规划" in text
    assert "甲通知" not in text
    assert client.get("/feeds/latest.atom", {"kind": "x"}).status_code == 200


def test_an_empty_feed_is_still_a_feed(client, agency):
    assert client.get("/feeds/latest.atom").status_code == 200


def test_the_calculator_asks(client, db):
    page = client.get("/tools/deadline/").content.decode()
    assert 'name="received"' in page
    assert "csrf" not in page
    assert "有 1 处需要修改" not in page


def test_the_calculator_counts_day_by_day(client, db):
    page = client.get("/tools/deadline/", {"received": "2026-09-10", "days": "20"}).content.decode()
    for words in ("2026年10月14日", "第 20 个工作日", "调休上班（国庆节）", "国庆节放假", "当日不计入"):
        assert words in page
    assert "放假安排尚未公布" not in page


def test_the_calculator_warns_of_a_year_without_a_notice(client, db):
    page = client.get("/tools/deadline/", {"received": "2026-12-14", "days": "20"}).content.decode()
    assert "2027年1月12日" in page
    assert "放假安排尚未公布" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"received": "", "days": "20"}, "请填写起算日"),
        ({"received": "2026-02-30", "days": "20"}, "起算日无效"),
        ({"received": "9999-12-31", "days": "20"}, "年份应在"),
        ({"received": "2026-03-02", "days": "abc"}, "应为整数"),
        ({"received": "2026-03-02", "days": "0"}, "至少为 1"),
        ({"received": "2026-03-02", "days": "100000"}, "最多为 1000"),
        ({"received": "2026-03-02", "days": "9" * 5000}, "应为整数"),
        ({"received": "2026-03-02"}, "请填写工作日数"),
    ],
)
def test_the_calculator_says_what_is_wrong(client, db, query, sentence):
    response = client.get("/tools/deadline/", query)
    assert response.status_code == 200
    assert sentence in response.content.decode()


def entries(response) -> list[tuple[str, str]]:
    """(title, summary) of each entry of a feed."""
    assert response["Content-Type"].startswith("application/atom+xml")
    found = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    return [(e.find(f"{ATOM}title").text, e.find(f"{ATOM}summary").text) for e in found]


def test_columns_and_agencies_have_feeds(client, publish, column, agency, other_agency, closed):
    publish("公开的通知")
    titles = [title for title, _ in entries(client.get(f"/feeds/columns/{column.slug}.atom"))]
    assert titles == ["公开的通知"]
    assert entries(client.get(f"/feeds/agencies/{agency.slug}.atom"))[0][0] == "公开的通知"
    assert entries(client.get(f"/feeds/agencies/{other_agency.slug}.atom")) == []
    for address in ("columns/nothing", "agencies/nobody"):
        assert client.get(f"/feeds/{address}.atom").status_code == 404


def test_withdrawals_and_corrections_have_a_feed_without_the_closed_text(client, publish, closed):
    moved = {"proposed_at": WHEN, "decided_at": WHEN + timedelta(days=1), "note": "日期写错了"}
    right = publish("改过的通知")
    Correction.objects.create(publication=right, state="applied", title=right.title, **moved)
    Correction.objects.create(publication=publish("还没改的"), state="proposed", title="x", **moved)
    found = entries(client.get("/feeds/withdrawn.atom"))
    assert found[0] == ("更正：改过的通知", "日期写错了") and len(found) == 2
    assert found[1][1] == "内容有误" and found[1][0].startswith("撤回：CX101/")
    assert "秘密" not in client.get("/feeds/withdrawn.atom").content.decode()


def test_a_search_has_a_feed(client, publish, closed):
    publish("危房改造通知")
    index.rebuild()
    found = entries(client.get("/feeds/search.atom", {"q": "危房"}))
    assert found == [("危房改造通知", "公开信息")]
    assert entries(client.get("/feeds/search.atom", {"q": "危房", "kind": "policy"})) == []
    assert client.get("/feeds/search.atom").status_code == 404
