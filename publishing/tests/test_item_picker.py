"""The choice of catalogue items on a draft's form: grouped, told apart, kept, chosen ones on top."""

import re

import pytest
from django.urls import reverse

from catalog.models import Domain, Item, ItemAgency
from publishing.item_picker import picker
from publishing.models import Publication
from publishing.tests.test_desk import form_values


@pytest.fixture
def make_item(agency, at):
    """make_item(level1, level2, domain, of): an item of these agencies."""

    def make(level1: str, level2: str, domain: str = "农村危房改造", of=(), content: str = "") -> Item:
        place, _ = Domain.objects.get_or_create(name=domain, defaults={"slug": f"d{Domain.objects.count()}"})
        number = Item.objects.count()
        made = Item.objects.create(
            domain=place,
            code=f"P-{number}",
            order=number,
            level1=level1,
            level2=level2,
            content=content,
            effective_on=at.date(),
            changed_at=at,
        )
        for order, whose in enumerate(of or [agency]):
            ItemAgency.objects.create(item=made, agency=whose, lead=not order)
        return made

    return make


def items():
    return Item.objects.select_related("domain").prefetch_related("agencies").order_by("pk")


def test_items_stand_under_their_domain_and_first_level(make_item):
    for level1, level2, domain in (
        ("部门文件", "相关文件", "农村危房改造"),
        ("部门文件", "操作办法", "农村危房改造"),
        ("结果公示", "名单", "农村危房改造"),
        ("临时救助", "名单", "社会救助"),
    ):
        make_item(level1, level2, domain)
    found = [
        (
            domain.name,
            domain.count,
            [(group.name, [c.name for c in group.choices]) for group in domain.groups],
        )
        for domain in picker(items(), [], "").domains
    ]
    assert found == [
        ("农村危房改造", 3, [("部门文件", ["相关文件", "操作办法"]), ("结果公示", ["名单"])]),
        ("社会救助", 1, [("临时救助", ["名单"])]),
    ]


def test_namesakes_are_told_apart_by_agency_and_else_by_content(make_item, agency, other_agency):
    make_item("部门文件", "相关文件")
    make_item("部门文件", "相关文件", of=[other_agency])
    make_item("部门文件", "操作办法", content="县级的办法")
    make_item("部门文件", "操作办法", content="乡级的办法")
    [domain] = picker(items(), [], "").domains
    apart = [choice.apart for choice in domain.groups[0].choices]
    assert apart[:2] == [agency.short_name, other_agency.short_name]
    assert [words.split("　")[1] for words in apart[2:]] == ["县级的办法（P-2）", "乡级的办法（P-3）"]


def test_the_chosen_stand_on_top_and_only_there(make_item):
    first, second = make_item("部门文件", "相关文件"), make_item("部门文件", "操作办法")
    found = picker(items(), [str(second.pk)], "")
    assert [choice.key for choice in found.chosen] == [second.pk]
    assert [choice.key for group in found.domains[0].groups for choice in group.choices] == [first.pk]
    assert [choice.key for choice in picker(items(), [first], "").chosen] == [first.pk]


def test_a_title_without_an_index_suggests_nothing(make_item):
    make_item("部门文件", "农村危房改造实施办法")
    assert picker(items(), [], "农村危房改造实施办法").suggested == []


def test_the_form_shows_check_boxes_and_keeps_them_after_an_error(client, editor, agency, column, make_item):
    client.force_login(editor)
    first, second = make_item("部门文件", "相关文件"), make_item("部门文件", "操作办法")
    address = reverse("desk_publishing:new")
    page = client.get(address).text
    assert page.count('type="checkbox" name="items"') == 2 and "<select" in page and "按住 Ctrl" not in page
    wrong = form_values(agency, column, title="", items=[second.pk])
    page = client.post(address, wrong).text
    [kept] = re.findall(r'name="items" value="(\d+)"[^>]* checked', page)
    assert kept == str(second.pk) and page.index(f"id_items_{second.pk}") < page.index(f"id_items_{first.pk}")
    client.post(address, form_values(agency, column, items=[first.pk, second.pk]))
    assert set(Publication.objects.get().items.all()) == {first, second}


@pytest.mark.parametrize("given", ["0", "abc", "99999999"])
def test_an_item_that_is_not_there_is_said_to_be_gone(client, editor, agency, column, given):
    client.force_login(editor)
    answer = client.post(reverse("desk_publishing:new"), form_values(agency, column, items=[given]))
    assert answer.status_code == 200 and not Publication.objects.exists()
    assert "请重新选择" in answer.text or "不是" in answer.text


def test_an_item_of_another_agency_cannot_be_chosen(client, editor, agency, other_agency, column, make_item):
    foreign = make_item("部门文件", "相关文件", of=[other_agency])
    client.force_login(editor)
    assert f"id_items_{foreign.pk}" not in client.get(reverse("desk_publishing:new")).text
    client.post(reverse("desk_publishing:new"), form_values(agency, column, items=[foreign.pk]))
    assert not Publication.objects.exists()


@pytest.mark.parametrize("name", ["desk_interpretation:new_policy", "desk_publishing:new"])
def test_every_form_of_a_draft_has_the_same_picker(client, editor, column, make_item, name):
    make_item("部门文件", "相关文件")
    client.force_login(editor)
    assert "data-picker" in client.get(reverse(name)).text


def test_a_record_has_it_too(client, editor, column, make_item):
    make_item("部门文件", "相关文件")
    client.force_login(editor)
    assert "data-picker" in client.get(reverse("desk_publishing:record_new", args=["penalty"])).text
