"""The public pages of the catalogue."""

import pytest
from django.urls import reverse

from catalog.actions import edit_item, retire_item
from catalog.models import Domain, Item

pytestmark = pytest.mark.django_db
STATEMENT = "参考目录整理自各地公开发布的目录，不是国家指引原文"


def get(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    return response.status_code, response.content.decode()


def test_the_index_shows_domains_with_their_counts(client, item):
    status, page = get(client, "catalog:index")
    assert status == 200
    assert "社会救助" in page
    assert "1 个事项" in page
    assert STATEMENT in page


def test_the_kinds_of_article_20_stand_beside_the_domains_and_are_not_counted_among_them(client, item):
    Domain.objects.create(slug="fading", name="法定主动公开内容", order=99, kind=Domain.STATUTORY)
    _, page = get(client, "catalog:index")
    assert "1 个领域、1 个公开事项" in page and 'href="/catalog/fading/"' in page
    _, page = get(client, "catalog:domain", "fading")
    assert "条例》第二十条、第二十一条列举的" in page and STATEMENT not in page
    _, page = get(client, "home")
    assert "基层政务公开 1 个领域" in page and 'href="/catalog/fading/"' in page


def test_a_domain_shows_its_tree_and_cards(client, item, make_item):
    make_item(level1="临时救助", level2="办事指南")
    status, page = get(client, "catalog:domain", "shehuijiuzhu")
    assert status == 200
    assert "共 2 个事项" in page
    assert "审批信息" in page
    assert "临时救助" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"level1": "临时救助"}, ["办事指南"]),
        ({"level": "乡级"}, ["办事指南"]),
        ({"agency": "yunli"}, ["办事指南"]),
        ({"q": "名单"}, ["审批信息"]),
        ({"q": "没有的词"}, []),
        ({"level": "不存在"}, ["审批信息", "办事指南"]),
    ],
)
def test_filters_stand_in_the_address(client, item, make_item, township, query, shown):
    make_item([township], level1="临时救助", level2="办事指南", levels=["乡级"], content="救助标准")
    _, page = get(client, "catalog:domain", "shehuijiuzhu", **query)
    assert [name for name in ("审批信息", "办事指南") if f">{name}</a>" in page] == shown


def test_the_official_table_has_every_column(client, item):
    _, page = get(client, "catalog:domain", "shehuijiuzhu", view="table")
    for head in ("公开依据", "公开时限", "公开渠道和载体", "公开对象", "公开方式", "公开层级"):
        assert head in page
    assert "全社会*" in page


def test_an_item_shows_its_elements_and_what_is_assumed(client, item):
    status, page = get(client, "catalog:item", item.pk)
    assert status == 200
    for text in (
        "低保对象名单及相关信息",
        "《社会救助暂行办法》",
        "推定",
        "本事项下还没有公开的信息",
        STATEMENT,
    ):
        assert text in page
    assert "信息形成或者变更后10个工作日内" in page


def test_an_incomplete_element_says_so(client, make_item):
    item = make_item(content="1.申请受理…", basis="", time_limit="20个工作日")
    _, page = get(client, "catalog:item", item.pk)
    assert "不完整" in page
    assert "参考目录未载明，待本级补充" in page
    assert "按条例第二十六条" in page


def test_the_history_is_public_but_names_no_person(client, item, admin_user, acting, at, on):
    edit_item(
        item,
        {"content": "低保对象名单"},
        acting(admin_user),
        at=at,
        reason="按新办法",
        effective_on=on,
        version=1,
    )
    _, page = get(client, "catalog:item_history", item.pk)
    for text in ("第 2 版", "按新办法", "低保对象名单及相关信息", "采用参考目录"):
        assert text in page
    assert "何管理" not in page


def test_a_retired_item_stays_readable_but_leaves_the_lists(client, item, admin_user, acting, at):
    retire_item(item, acting(admin_user), at=at, reason="职能划转")
    status, page = get(client, "catalog:item", item.pk)
    assert status == 200
    assert "已于 2026年3月2日 停用" in page
    assert "审批信息" not in get(client, "catalog:domain", "shehuijiuzhu")[1]


def test_what_is_not_there_is_not_found(client, item):
    assert get(client, "catalog:domain", "meiyou")[0] == 404
    assert get(client, "catalog:item", 999999)[0] == 404


def test_public_pages_carry_no_token(client, item):
    for name, args in (
        ("catalog:index", []),
        ("catalog:domain", ["shehuijiuzhu"]),
        ("catalog:item", [item.pk]),
    ):
        assert "csrfmiddlewaretoken" not in get(client, name, *args)[1]


def test_the_history_of_an_item_without_a_version_in_effect_is_an_empty_page(client, item, at):
    bare = Item.objects.create(
        domain=item.domain,
        code="B-1",
        level1="临时救助",
        content="名单",
        effective_on=at.date(),
        changed_at=at,
    )
    assert get(client, "catalog:item_history", bare.pk)[0] == 200
