"""Several items at once: another agency answers, retired, moved; one taken back; a mistake undone."""

import pytest
from django.urls import reverse

from accounts.verbs import Refused
from audit.models import Entry
from catalog import several
from catalog.actions import edit_item, watch
from catalog.loading import load_reference
from catalog.models import Domain, Item, ItemAgency
from duties.models import Duty
from outbox.models import Message

OTHERS = ["clerk", "head", "editor", "reviewer", "supervisor", "stranger"]


@pytest.fixture
def items(make_item) -> list[Item]:
    return [make_item(level2=name, order=n) for n, name in enumerate(("名单", "标准", "流程"), 1)]


def names(domain) -> list[str]:
    return [item.level2 for item in domain.items.order_by("order", "pk")]


def test_another_agency_takes_over_in_every_chosen_item(
    items, agency, other_agency, township, admin_user, acting, at, make_item
):
    theirs = make_item([township], level2="公示")
    watch(items[0], agency, at)
    done = several.hand_over(
        [*items, theirs], agency, other_agency, acting(admin_user), at=at, reason="职能划转"
    )
    assert done == 3
    first = Item.objects.get(pk=items[0].pk)
    assert (first.publisher, first.agency, first.version) == ("县住建局", other_agency, 2)
    assert first.links.get().watched_from == at.date()
    assert first.versions.first().changed == ["publisher", "agencies"]
    assert Item.objects.get(pk=theirs.pk).version == 1


def test_the_lead_and_the_other_agencies_stay_as_they_are(
    make_item, agency, other_agency, township, admin_user, acting, at
):
    shared = make_item([other_agency, agency, township], level2="公示")
    already = make_item([agency, other_agency], level2="流程")
    several.hand_over([shared, already], agency, other_agency, acting(admin_user), at=at, reason="职能划转")
    for item, left in ((shared, {other_agency, township}), (already, {other_agency})):
        links = Item.objects.get(pk=item.pk).links.select_related("agency")
        assert {link.agency for link in links} == left
        assert [link.agency for link in links if link.lead] == [other_agency]
        assert item.versions.first().snapshot["agencies"][0] == other_agency.name


def test_forty_items_ask_no_more_than_four(
    make_item, agency, other_agency, admin_user, acting, at, django_assert_max_num_queries
):
    items = [make_item(level2=f"公示{n}", order=n) for n in range(40)]
    for item in items:
        watch(item, agency, at)
    for few, there, back in ((items[:4], agency, other_agency), (items[4:], agency, other_agency)):
        with django_assert_max_num_queries(35):
            several.hand_over(few, there, back, acting(admin_user), at=at, reason="职能划转")
    assert Entry.objects.filter(word="修改目录事项").count() == 40
    assert Entry.objects.filter(word="开始监测事项更新", detail__agency=other_agency.name).count() == 40
    told = Message.objects.filter(handler="search.index", payload__kind="item").count()
    assert told == 40


def test_what_somebody_changed_meanwhile_is_not_handed_over(
    items, agency, other_agency, admin_user, acting, at
):
    actor = acting(admin_user)
    edit_item(
        items[1], {"content": "新的内容"}, actor, at=at, reason="细化", effective_on=at.date(), version=1
    )
    with pytest.raises(Refused, match="已经保存了第2版"):
        several.hand_over(items, agency, other_agency, actor, at=at, reason="职能划转")
    assert not ItemAgency.objects.filter(agency=other_agency).exists()


def test_the_renewal_goes_with_the_item(items, agency, other_agency, admin_user, acting, at):
    Item.objects.filter(pk=items[0].pk).update(renewal_days=30)
    watch(Item.objects.get(pk=items[0].pk), agency, at)
    several.hand_over(items[:1], agency, other_agency, acting(admin_user), at=at, reason="职能划转")
    assert [duty.agency for duty in Duty.objects.open().about(items[0])] == [other_agency]


@pytest.mark.parametrize("pair", [(0, 0), (1, 0)])
def test_a_hand_over_that_changes_nothing_is_refused(
    items, agency, other_agency, admin_user, acting, at, pair
):
    bodies = [agency, other_agency]
    with pytest.raises(Refused, match="同一个|都不由"):
        several.hand_over(
            items, bodies[pair[0]], bodies[pair[1]], acting(admin_user), at=at, reason="职能划转"
        )


def test_all_are_retired_or_none(items, admin_user, acting, at, domain):
    actor = acting(admin_user)
    several.retire_items(items[:1], actor, at=at, reason="取消")
    with pytest.raises(Refused):
        several.retire_items(items, actor, at=at, reason="取消")
    assert domain.items.filter(retired_on=None).count() == 2


def test_a_retired_item_is_restored_as_it_was(items, admin_user, acting, at):
    actor = acting(admin_user)
    several.retire_items(items[:1], actor, at=at, reason="取消")
    item = several.restore_item(items[0], actor, at=at, reason="停错了")
    assert (item.retired_on, item.version, item.versions.first().reason) == (None, 3, "停错了")
    assert Entry.objects.filter(word="恢复目录事项").count() == 1
    with pytest.raises(Refused):
        several.restore_item(items[0], actor, at=at, reason="再来")


@pytest.mark.parametrize(
    ("chosen", "after", "order"),
    [
        ([2], None, ["流程", "名单", "标准"]),
        ([0], 2, ["标准", "流程", "名单"]),
        ([2, 0], 1, ["标准", "名单", "流程"]),
    ],
)
def test_items_are_moved_in_their_own_order(items, domain, admin_user, acting, at, chosen, after, order):
    behind = items[after] if after is not None else None
    several.move_items([items[n] for n in chosen], behind, acting(admin_user), at=at)
    assert names(domain) == order
    assert {item.version for item in domain.items.all()} == {1}
    assert Entry.objects.get(word="移动目录事项").detail["to"] == (f"{behind.name}之后" if behind else "最前")


def test_items_move_within_one_domain_and_not_behind_themselves(items, admin_user, acting, at, make_item):
    beside = Domain.objects.create(slug="lvyou", name="旅游", order=30)
    Item.objects.filter(pk=items[1].pk).update(domain=beside)
    items[1].refresh_from_db()
    for chosen, after in ((items[:2], None), (items[:1], items[0]), ([], None)):
        with pytest.raises(Refused):
            several.move_items(chosen, after, acting(admin_user), at=at)


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_else_does_any_of_it(items, agency, other_agency, acting, at, person, request):
    actor = acting(request.getfixturevalue(person))
    retired = items[2]
    Item.objects.filter(pk=retired.pk).update(retired_on=at.date())
    for attempt in (
        lambda: several.hand_over(items[:1], agency, other_agency, actor, at=at, reason="x"),
        lambda: several.retire_items(items[:1], actor, at=at, reason="x"),
        lambda: several.move_items(items[:1], items[1], actor, at=at),
        lambda: several.restore_item(retired, actor, at=at, reason="x"),
    ):
        with pytest.raises(Refused, match="权限|不能"):
            attempt()


@pytest.fixture
def desk(client, admin_user):
    """desk(verb, query, **data) -> the page after a post to the list's verb."""
    client.force_login(admin_user)

    def post(verb: str, query: str = "", **data) -> str:
        address = reverse("desk_catalog:several", args=[verb]) + query
        return client.post(address, data, follow=True).content.decode()

    return post


def test_what_is_chosen_is_looked_at_once_more_and_then_done(desk, items, agency, other_agency):
    page = desk("hand_over", "?domain=shehuijiuzhu", all="1")
    assert "换责任机关：3 个事项" in page
    numbers = ",".join(str(item.pk) for item in items[:2])
    answer = {"items": numbers, "sure": "1", "was": agency.pk, "now": other_agency.pk}
    assert "写明理由" in desk("hand_over", **answer)
    assert "2 个事项由县民政局改为县住建局负责" in desk("hand_over", reason="职能划转", **answer)
    assert "1 个事项已移到“标准”后面" in desk("move", items=items[0].pk, sure="1", after=items[1].pk)
    page = desk("retire", "?q=流程", items=items[2].pk, sure="1", reason="取消")
    assert "1 个事项已停用" in page and 'value="流程"' in page


@pytest.mark.parametrize("data", [{}, {"item": "x"}, {"items": ",,9999999999999"}])
def test_nothing_chosen_is_said(desk, items, data):
    assert "没有选中任何事项" in desk("retire", **data)


def test_an_unknown_verb_is_not_found(client, admin_user, items):
    client.force_login(admin_user)
    assert client.post(reverse("desk_catalog:several", args=["burn"])).status_code == 404


def test_a_version_is_taken_back_by_saving_it_again(client, item, admin_user, acting, at):
    edit_item(
        item,
        {"content": "写错了"},
        acting(admin_user),
        at=at,
        reason="手误",
        effective_on=at.date(),
        version=1,
    )
    client.force_login(admin_user)
    page = client.get(reverse("desk_catalog:edit", args=[item.pk]), {"from": "1"}).content.decode()
    assert "低保对象名单及相关信息</textarea>" in page and "改回第1版" in page
    assert "写错了" in client.get(reverse("desk_catalog:edit", args=[item.pk])).content.decode()


def test_saving_leads_back_to_the_same_list(client, items, admin_user):
    client.force_login(admin_user)
    page = client.get(reverse("desk_catalog:edit", args=[items[1].pk]), {"q": "低保"}).content.decode()
    assert "上一项：名单" in page and "下一项：流程" in page
    assert f'/desk/catalog/?q=%E4%BD%8E%E4%BF%9D#item-{items[1].pk}"' in page


def test_an_empty_portal_takes_over_a_domain_from_the_reference(client, admin_user, government):
    load_reference()
    client.force_login(admin_user)
    domain = Domain.objects.get(name="税收管理")
    page = client.post(reverse("desk_catalog:adopt", args=[domain.pk]), follow=True).content.decode()
    assert "“税收管理”采用了 6 个参考事项" in page and domain.items.count() == 6
