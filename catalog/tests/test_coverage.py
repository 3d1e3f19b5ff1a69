"""Coverage: never published, fresh, due soon, late, not applicable; counted from the day of going live."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from accounts.verbs import Refused
from audit.models import Entry
from catalog import coverage
from catalog.coverage import line, matrix
from catalog.models import ItemAgency
from catalog.watching import apply_again, excuse, go_live
from conftest import BEIJING
from duties.models import Duty


@pytest.fixture
def link(item) -> ItemAgency:
    return item.links.select_related("item__domain", "agency").get()


def published(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("watched", "newest", "on", "state"),
    [
        (None, None, date(2026, 3, 2), "never"),
        (None, published(2), date(2027, 3, 2), "unwatched"),
        (date(2026, 3, 2), None, date(2026, 3, 3), "never"),
        (date(2026, 3, 2), None, date(2026, 6, 30), "never"),
        (date(2026, 3, 2), published(2), date(2026, 4, 1), "fresh"),
        (date(2026, 3, 2), published(2), date(2026, 5, 25), "due_soon"),
        (date(2026, 3, 2), published(2), date(2026, 6, 1), "late"),
        (
            date(2026, 3, 2),
            published(20, 1),
            date(2026, 5, 1),
            "fresh",
        ),  # counted from going live, not before
    ],
)
def test_how_an_item_stands(link, watched, newest, on, state):
    link.watched_from = watched
    assert line(link, on, int(newest is not None), newest).state == state


def test_what_does_not_apply_is_neither_missing_nor_late(link, on):
    link.not_applicable = "本机关没有这项职能"
    found = line(link, on, 0, None)
    assert (found.state, found.is_gap, found.text) == ("exempt", False, "不适用：本机关没有这项职能")


def test_a_matrix_counts_gaps_by_domain_and_agency(make_item, agency, other_agency, on, at):
    make_item(), make_item(agencies=[agency, other_agency])
    agencies, rows = matrix(coverage.lines(coverage.links_in_force(on), on, at))
    assert agencies == [agency, other_agency]
    assert [(domain.name, [cell.text for cell in cells]) for domain, cells in rows] == [
        ("社会救助", ["缺 2/2", "缺 1/1"])
    ]


def test_going_live_opens_a_renewal_that_is_due_a_period_later(link, supervisor, acting, at):
    assert go_live([link], acting(supervisor), at) == 1
    assert go_live([ItemAgency.objects.get()], acting(supervisor), at) == 0
    assert ItemAgency.objects.get().watched_from == date(2026, 3, 2)
    assert Duty.objects.get().due_on == date(2026, 6, 1)  # 90 days, a Sunday, rolled on


def test_what_does_not_apply_ends_its_renewal(link, supervisor, acting, at):
    go_live([link], acting(supervisor), at)
    excuse(link, acting(supervisor), at=at, reason="职能不在本县")
    assert Duty.objects.open().count() == 0
    entry = Entry.objects.get(word="登记事项不适用")
    assert (entry.reason, entry.detail) == ("职能不在本县", {"agency": "澄溪县民政局"})


def test_what_applies_again_is_watched_from_that_day(link, supervisor, acting, at):
    go_live([link], acting(supervisor), at)
    link.refresh_from_db()
    excuse(link, acting(supervisor), at=at, reason="暂缓")
    later = datetime(2026, 4, 1, 9, tzinfo=BEIJING)
    assert apply_again(link, acting(supervisor), at=later) == date(2026, 6, 30)
    assert ItemAgency.objects.get().not_applicable == ""


@pytest.mark.parametrize("person", ["editor", "clerk", "reviewer", "stranger"])
def test_nobody_else_decides(link, person, request, acting, at):
    actor = acting(request.getfixturevalue(person))
    for act in (
        lambda: excuse(link, actor, at=at, reason="x"),
        lambda: apply_again(link, actor, at=at),
        lambda: go_live([link], actor, at),
    ):
        with pytest.raises(Refused, match="权限"):
            act()


def test_a_reason_is_asked_for(link, supervisor, acting, at):
    with pytest.raises(Refused, match="写明理由"):
        excuse(link, acting(supervisor), at=at, reason=" ")


def test_a_retired_item_is_not_excused(link, supervisor, acting, at, on):
    link.item.retired_on = on
    with pytest.raises(Refused, match="状态已经改变"):
        excuse(link, acting(supervisor), at=at, reason="x")


def test_supervisors_see_the_matrix_and_what_is_behind_a_cell(client, item, supervisor):
    client.force_login(supervisor)
    text = client.get(reverse("desk_catalog:coverage")).content.decode()
    for words in ("社会救助", "县民政局", "缺 1/1", "从今天起监测这个机关"):
        assert words in text
    gaps = client.get(reverse("desk_catalog:coverage_items"), {"state": "gap", "domain": "shehuijiuzhu"})
    assert "尚未公开" in gaps.content.decode()
    assert "共 0 项" in client.get(reverse("desk_catalog:coverage_items"), {"state": "late"}).content.decode()


def test_the_list_is_a_file_too(client, item, supervisor):
    client.force_login(supervisor)
    text = client.get(reverse("desk_catalog:coverage_items"), {"format": "csv"}).content.decode()
    assert "社会救助,最低生活保障,审批信息,澄溪县民政局,尚未公开" in text


def test_a_gap_is_ticked_off_on_the_page(client, link, supervisor):
    client.force_login(supervisor)
    address = reverse("desk_catalog:mark", args=[link.pk])
    assert "写明理由" in client.post(address, {}, follow=True).content.decode()
    text = client.post(address, {"reason": "没有这项职能"}, follow=True).content.decode()
    assert "不适用：没有这项职能" in text
    client.post(address, {"verb": "apply_again"})
    link.refresh_from_db()
    assert link.not_applicable == ""


def test_everything_goes_live_by_one_button(client, link, supervisor):
    client.force_login(supervisor)
    assert (
        "监测 1 项"
        in client.post(reverse("desk_catalog:go_live"), {"agency": "minzheng"}, follow=True).content.decode()
    )
    link.refresh_from_db()
    assert link.watched_from


def test_an_editor_sees_their_agency_and_may_not_decide(client, make_item, other_agency, agency, editor):
    make_item(agencies=[agency]), make_item(agencies=[other_agency])
    client.force_login(editor)
    text = client.get(reverse("desk_catalog:coverage")).content.decode()
    assert ("县民政局" in text, "县住建局" in text, "从今天起监测这个机关" in text) == (True, False, False)
    assert client.post(reverse("desk_catalog:go_live")).status_code == 403


def test_the_public_sees_every_agency_on_the_item(client, make_item, agency, township):
    item = make_item(agencies=[agency, township])
    text = client.get(item.get_absolute_url()).content.decode()
    assert text.index("各机关公开情况") < text.index("澄溪县云栎镇人民政府")
    assert "尚未公开" in text


@pytest.mark.parametrize("name", ["coverage", "coverage_items", "domains", "new", "new_domain"])
def test_strangers_see_nothing_of_it(client, name, stranger):
    address = reverse(f"desk_catalog:{name}")
    assert client.get(address).status_code == 302
    client.force_login(stranger)
    assert client.get(address).status_code == 403
