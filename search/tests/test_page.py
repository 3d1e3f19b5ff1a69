"""/search/: what a person sees, types and follows."""

import json
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from search import index
from search.documents import Document

DOCUMENTS = [
    Document(
        "policy",
        "1",
        "澄溪县农村危房改造实施办法",
        "/p/1",
        "对危房等级为 C、D 级的农户给予补助。<b>不是标签</b>",
        doc_number="澄政发〔2026〕12号",
        issuer="澄溪县人民政府",
        agency="澄溪县住房和城乡建设局",
        domains=("农村危房改造",),
        validity="in_force",
        formed_on=date(2026, 3, 2),
    ),
    Document(
        "policy",
        "2",
        "澄溪县农村危房改造实施办法（旧）",
        "/p/2",
        "危房改造。",
        agency="澄溪县住房和城乡建设局",
        domains=("农村危房改造",),
        validity="repealed",
        formed_on=date(2021, 3, 2),
    ),
    Document(
        "item", "3", "低保对象名单", "/i/3", "最低生活保障对象", agency="澄溪县民政局", domains=("社会救助",)
    ),
]


def documents(ids=None):
    return [d for d in DOCUMENTS if ids is None or d.id in ids]


@pytest.fixture(autouse=True)
def indexed(settings, db):
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {"policy": f"{__name__}.documents"}, {}
    index.rebuild()


@pytest.fixture
def page(client):
    def get(query="", **data):
        response = client.get(reverse("search:results") + query, data)
        assert response.status_code == 200
        return response.content.decode()

    return get


def test_a_result_shows_number_agency_date_validity_and_marked_words(page):
    html = page(q="危房")
    assert (
        "共 2 条" in html and "澄政发〔2026〕12号" in html and "现行有效" in html and "2026年3月2日" in html
    )
    assert "<mark>危房</mark>" in html and "&lt;b&gt;不是标签" in html
    assert html.index('href="/p/1"') < html.index('href="/p/2"')


@pytest.mark.parametrize(
    "q", ["", " ", '"', "（）", "'; drop table --", "\\", "低保" * 400, "a" * 5000, "<script>", "%00", "\0"]
)
def test_any_input_gives_a_page(page, q):
    html = page(q=q)
    assert "<script>alert" not in html and "csrfmiddlewaretoken" not in html


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=999999", "?page=x", "?sort=x&year=abcd", "?kind=&q=x", "?year=2026"]
)
def test_any_address_gives_a_page(page, query):
    page(query)


def test_a_page_past_the_end_gives_the_last_one(page):
    assert '<h2><a href="' in page(q="危房", page="999")


@pytest.mark.parametrize(
    ("q", "said"),
    [("“危房改造办法”", "含“危房改造办法”"), ("危房" * 50, f"含“{'危房' * 20}…”"), ("“", "含““”")],
)
def test_the_count_repeats_the_words_once_and_not_at_length(page, q, said):
    assert said in page(q=q)


def test_the_state_is_in_the_address_and_chips_take_it_off(page):
    html = page(q="危房", validity="in_force", sort="newest")
    assert "共 1 条" in html and "有效性：现行有效" in html
    assert 'class="chip on" href="?q=%E5%8D%B1%E6%88%BF&amp;sort=newest"' in html


def test_facets_count_what_choosing_them_would_give(page):
    html = page(q="危房", validity="in_force")
    assert "现行有效 <span" in html and "已废止 <span" in html and "(1)" in html


def test_a_value_of_a_facet_is_escaped(page):
    DOCUMENTS.append(
        Document("policy", "9", "危房名单", "/p/9", "", agency='甲"<b>局&', domains=("农村危房改造",))
    )
    index.rebuild()
    html = page(q="危房")
    del DOCUMENTS[-1]
    assert "甲&quot;&lt;b&gt;局&amp;" in html and "agency=%E7%94%B2%22%3Cb%3E%E5%B1%80%26" in html


def test_the_page_is_told_to_machines_as_a_list(page):
    data = page(q="危房</script>").split('<script type="application/ld+json">')[1].split("</script>")[0]
    told = json.loads(data)
    assert (told["@type"], told["name"]) == ("SearchResultsPage", "搜索：危房</script>")
    first = told["mainEntity"]["itemListElement"][0]
    assert first["url"] == "http://testserver/p/1" and first["position"] == 1


def test_a_cold_page_asks_the_database_little(client, django_assert_max_num_queries, settings):
    settings.SEARCH_PUBLIC = {"policy": "publishing.search_source.public_ids"}
    with django_assert_max_num_queries(6):
        client.get(reverse("search:results"), {"q": "危房"})


def test_nothing_found_offers_ways_on(page):
    html = page(q="低保", validity="lapsed")
    assert "共 0 条" in html and "去掉“有效性：已失效”再找" in html and "最低生活保障" in html
    assert f"{reverse('applications:start')}?q=%E4%BD%8E%E4%BF%9D" in html


def test_a_slip_is_put_right(page):
    html = page(q="最底生活保障")
    assert "按“<b>最低生活保障</b>”查找" in html and "/i/3" in html


def test_without_an_index_the_page_says_so(client, settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    response = client.get(reverse("search:results"), {"q": "低保怎么申请", "year": "2026", "page": "2"})
    assert response.status_code == 503 and response["Retry-After"] == "20"
    html = response.content.decode()
    assert "搜索正在恢复" in html and f"?{urlencode({'q': '低保怎么申请'})}&amp;year=2026&amp;page=2" in html
    assert f"{reverse('interpretation:policies')}?{urlencode({'q': '低保'})}" in html


def test_the_page_may_be_cached(client):
    response = client.get(reverse("search:results"), {"q": "低保"})
    assert "public" in response["Cache-Control"] and response["Vary"] == "Cookie" and not response.cookies
