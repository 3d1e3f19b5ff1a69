"""/api/v1/domains/, items/, reference-items/: the catalogue of this government."""

from datetime import date

import pytest

from catalog.models import Domain, Item, ReferenceItem

ELEMENTS = ["name", "content", "basis", "time_limit", "publisher", "method", "channels", "audience"]


def test_an_item_carries_its_eight_elements(get, item):
    row = get("items/", code="jz-01")[1]["results"][0]
    assert {name: row[name] for name in ELEMENTS} == {
        "name": "办理流程",
        "content": "申请条件、救助标准",
        "basis": "《社会救助暂行办法》",
        "time_limit": "自该信息形成或者变更之日起20个工作日内",
        "publisher": "县民政局",
        "method": "主动",
        "channels": ["政府网站", "公开查阅点"],
        "audience": "全社会",
    }


def test_an_item_says_where_it_stands(get, item):
    row = get(f"items/{item.pk}/")[1]
    assert (row["domain"], row["item_level1"], row["item_level2"]) == ("社会救助", "最低生活保障", "办理流程")
    assert (row["level"], row["agencies"]) == ("县级、乡级", ["澄溪县民政局"])
    assert row["url"] == f"http://testserver/catalog/items/{item.pk}/"


def test_an_item_carries_its_limit_as_parsed(get, item):
    assert get(f"items/{item.pk}/")[1]["limit"] == {
        "text": "自该信息形成或者变更之日起20个工作日内",
        "limits": [{"kind": "after_event", "number": 20, "unit": "working_day"}],
        "computable": True,
    }


def test_a_retired_item_is_gone(get, item):
    type(item).objects.filter(pk=item.pk).update(retired_on=date(2026, 1, 31))
    assert get("items/", code="jz-01")[1]["count"] == 0
    assert get(f"items/{item.pk}/")[0] == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"domain": "社会救助"}, 1),
        ({"domain": "shehuijiuzhu"}, 1),
        ({"domain": "没有的领域"}, 0),
        ({"agency": "县民政局"}, 1),
        ({"agency": "县财政局"}, 0),
        ({"method": "主动"}, 1),
        ({"method": "依申请"}, 0),
        ({"level": "乡级"}, 1),
        ({"level": "村级"}, 0),
        ({"q": "救助标准"}, 1),
        ({"q": "救助标准 拆迁"}, 0),
        ({"computable": "true"}, 1),
        ({"computable": "false"}, 0),
    ],
)
def test_items_are_filtered_by_their_address(get, item, query, count):
    assert get("items/", **query)[1]["count"] == count


@pytest.mark.parametrize("query", [{"method": "偷偷"}, {"level": "国家级"}, {"q": "长" * 200}])
def test_a_filter_that_cannot_be_read_is_refused(get, item, query):
    assert get("items/", **query)[0] == 400


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999", "abc"])
def test_an_item_that_is_not_there(get, item, pk):
    status, answer = get(f"items/{pk}/")
    assert (status, answer["error"]["code"]) == (404, "not_found")


def test_a_domain_counts_its_items(get, item):
    row = get("domains/shehuijiuzhu/")[1]
    assert (row["name"], row["items_count"], row["changed_at"]) == (
        "社会救助",
        1,
        "2026-03-02T10:00:00+08:00",
    )
    assert row["url"] == "http://testserver/catalog/shehuijiuzhu/"
    assert get("domains/", q="救助")[1]["count"] == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 1),
        ({"kind": "standard"}, 1),
        ({"kind": "statutory"}, 1),
        ({"kind": "all"}, 2),
        ({"domain": "fading"}, 1),
        ({"code": "S20-07"}, 1),
        ({"domain": "fading", "kind": "standard"}, 0),
    ],
)
def test_the_kinds_of_article_20_are_asked_for_by_name(get, item, query, count):
    beside = Domain.objects.create(slug="fading", name="法定主动公开内容", order=99, kind=Domain.STATUTORY)
    Item.objects.create(
        domain=beside,
        code="S20-07",
        level1="财政预算、决算",
        basis="《政府信息公开条例》第二十条第（七）项",
        effective_on=item.effective_on,
        changed_at=item.changed_at,
    )
    answer = get("items/", **query)[1]
    assert answer["count"] == count
    cited = {row["code"]: row["basis_documents"] for row in answer["results"]}
    article = {"title": "政府信息公开条例", "number": "", "articles": ["第二十条第（七）项"]}
    assert cited.get("S20-07", [article]) == [article]
    if not {"domain", "code"} & set(query):
        assert get("domains/", **query)[1]["count"] == count


def test_reference_items_stand_apart(get, domain):
    row = ReferenceItem.objects.create(domain=domain, code="ref-x", level1="特困供养", note="据公开目录整理")
    answer = get("reference-items/", code="ref-x")[1]
    assert answer["results"][0]["note"] == "据公开目录整理"
    assert get(f"reference-items/{row.pk}/")[1]["item_level1"] == "特困供养"


def test_a_list_of_items_costs_the_same_for_one_or_many(get, item, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        get("items/")
    with django_assert_max_num_queries(6):
        get("domains/")


def test_items_as_csv_join_their_channels(client, item):
    text = b"".join(client.get("/api/v1/items/", {"format": "csv", "code": "jz-01"})).decode("utf-8-sig")
    assert "政府网站；公开查阅点" in text
    assert text.splitlines()[0].startswith("id,code,name,content,basis,time_limit,publisher,method,channels")
