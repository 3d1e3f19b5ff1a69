"""The frame of every public page: required elements, the seven items at the foot, nothing that leads nowhere."""

import re

import pytest
from django.template import Context, Template
from django.test import Client, override_settings

PAGES = ["/", "/sitemap/", "/accessibility/", "/privacy/"]
SITE = {
    "name": "澄溪县政务公开平台",
    "sponsor": "澄溪县人民政府办公室",
    "domain": "www.chengxi.example",
    "id_code": "0999000001",
    "phone": "0999-6210012",
}


def meta(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="(\w+)" content="([^"]*)">', page))


@pytest.mark.django_db
@override_settings(SITE=SITE)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_names_the_site(client, address):
    found = meta(client.get(address).text)
    assert found["SiteName"] == "澄溪县政务公开平台"
    assert found["SiteDomain"] == "www.chengxi.example"
    assert found["SiteIDCode"] == "0999000001"


@pytest.mark.django_db
@override_settings(SITE=SITE | {"demo": True})
def test_the_foot_has_the_seven_items_and_says_which_are_not_set(client):
    foot = client.get("/").text.split('<footer class="foot">')[1]
    for item in (
        "主办单位",
        "联系电话",
        "党政机关网站标识",
        "我为政府网站找错",
        "网站标识码",
        "ICP 备案号",
        "公安备案号",
    ):
        assert item in foot
    assert foot.count("演示站点未设置") == 2 and "我为政府网站找错：演示站点未接入" in foot
    assert 'href=""' not in foot and 'href="#"' not in foot


@pytest.mark.django_db
def test_set_items_become_links(client):
    with override_settings(SITE=SITE | {"report_url": "https://zfwzgl.example/", "demo": False}):
        page = client.get("/").text
    assert '<a href="https://zfwzgl.example/">我为政府网站找错</a>' in page
    assert "演示站点" not in page


@pytest.mark.django_db
def test_a_demonstration_says_so_on_every_page(client):
    with override_settings(SITE=SITE | {"demo": True}):
        assert all("演示站点，非政府网站" in client.get(address).text for address in PAGES)


@pytest.mark.django_db
def test_the_emblem_stays_away_until_a_government_sets_it(client):
    assert "<img" not in client.get("/").text.split("</header>")[0]


def test_an_article_names_itself_its_day_and_its_source(at):
    template = Template(
        '{% include "components/article_meta.html" with title="通知" published_at=at source="县民政局" only %}'
    )
    found = meta(template.render(Context({"at": at})))
    assert found == {"ArticleTitle": "通知", "PubDate": "2026-03-02 10:00", "ContentSource": "县民政局"}


def test_a_column_names_itself():
    page = Template('{% include "components/column_meta.html" with name="政策文件" only %}').render(Context())
    assert set(meta(page)) == {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}


@pytest.mark.django_db
def test_a_missing_page_says_what_to_do():
    response = Client().get("/no-such-page/")
    assert response.status_code == 404
    assert "没有找到这个页面" in response.text and "回到首页" in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/publications/aaaaaaaaaa/", "没有这条信息，或者它还没有公开。"),
        ("/catalog/items/999999999/", "网址可能输错了"),
        ("/nothing/here/", "网址可能输错了"),
    ],
)
def test_a_page_not_found_says_in_chinese_what_is_not_there_and_once(client, address, said):
    response = client.get(address)
    assert response.status_code == 404 and said in response.text
    assert "matches" not in response.text and response.text.count("没有找到这个页面。") == 0
