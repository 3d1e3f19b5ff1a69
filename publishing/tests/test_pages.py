"""The public's pages of this room."""

import pytest
from django.urls import reverse

from publishing import pages
from publishing.models import OldAddress


@pytest.fixture
def published(drafted, bring):
    return bring(drafted(), "published")


def test_the_page_sets_the_document(published, client):
    text = client.get(reverse("publishing:detail", args=[published.public_id])).content.decode()
    for part in (
        "CX101/2026-00001",
        "2026年3月1日",
        '<h2 class="gw-h1" id="s1">一、总体要求</h2>',
        "县民政局",
    ):
        assert part in text


def test_public_pages_carry_no_token(published, client):
    for address in (reverse("publishing:list"), reverse("publishing:detail", args=[published.public_id])):
        assert "csrf" not in client.get(address).content.decode()


def test_the_index_number_leads_to_the_permanent_address(published, client):
    answer = client.get("/publications/CX101/2026-00001/")
    assert (answer.status_code, answer.url) == (301, f"/publications/{published.public_id}/")
    assert client.get("/publications/CX101/2026-00009/").status_code == 404


def test_an_old_address_redirects(published, client):
    OldAddress.objects.create(publication=published, path="/art/2020/1/2/art_7.html?id=3")
    answer = client.get("/art/2020/1/2/art_7.html?id=3")
    assert (answer.status_code, answer.url) == (301, f"/publications/{published.public_id}/")
    assert client.get("/art/2020/1/2/art_7.html").status_code == 404


def test_the_list_filters_by_the_address(published, client):
    for query, found in (
        ("kind=notice", True),
        ("kind=budget", False),
        ("year=2026", True),
        ("q=救助", True),
    ):
        shown = published.title in client.get(f"/publications/?{query}").content.decode()
        assert shown is found, query


@pytest.mark.parametrize(
    "query", ["kind=none", "year=abc", "agency=%00", "page=999", "column=nothing", "q=" + "长" * 300]
)
def test_a_wrong_filter_is_no_error(query, published, client):
    assert client.get(f"/publications/?{query}").status_code == 200


def test_chips_take_one_choice_off(published, client):
    chips = client.get("/publications/?kind=notice&q=救助").context["chips"]
    assert [words for words, _ in chips] == ["关键词：救助", "体裁：通知公告"]
    assert chips[1][1] == "q=%E6%95%91%E5%8A%A9"


def test_the_page_survives_a_post(published, client):
    assert client.post(reverse("publishing:list")).status_code == 405


@pytest.mark.parametrize(
    ("title", "issuer", "lines"),
    [
        ("澄溪县民政局关于救助的通知", "澄溪县民政局", ["澄溪县民政局", "关于救助的通知"]),
        ("省政府办公厅关于印发安排的通知", "某省人民政府办公厅", ["省政府办公厅", "关于印发安排的通知"]),
        ("临时救助名单", "澄溪县民政局", ["临时救助名单"]),
        (
            "某县人民政府办公室关于印发办法的通知",
            "某县人民政府",
            ["某县人民政府办公室", "关于印发办法的通知"],
        ),
        ("某县人民政府办公室转发意见的通知", "某县人民政府办公室", ["某县人民政府办公室", "转发意见的通知"]),
    ],
)
def test_a_title_breaks_after_its_issuer(title, issuer, lines):
    assert pages.title_lines(title, issuer) == lines


def test_a_missing_date_is_said_to_be_missing():
    assert pages.stated(None) == "未注明"
