"""Renewal of an item: watched per agency, reopened by each publication, told by the sweep."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.verbs import Refused
from catalog.actions import edit_item, item_published, watch
from catalog.models import ItemAgency
from duties.models import Duty
from duties.sweep import sweep

BEIJING = ZoneInfo("Asia/Shanghai")


def duty_of(item, agency):
    return Duty.objects.open().about(item).get(agency=agency)


def test_it_is_watched_from_the_day_of_going_live(item, agency, at):
    assert watch(item, agency, at) == date(2026, 6, 1)  # 90 days after 2 March is Sunday 31 May
    assert duty_of(item, agency).due_on == date(2026, 6, 1)
    assert item.links.get().watched_from == date(2026, 3, 2)


def test_watching_twice_changes_nothing(item, agency, at):
    watch(item, agency, at)
    later = datetime(2026, 4, 2, 10, tzinfo=BEIJING)
    assert watch(item, agency, later) == date(2026, 6, 1)
    assert item.links.get().watched_from == date(2026, 3, 2)


def test_an_item_without_a_period_has_no_duty(make_item, agency, at):
    item = make_item()
    item.renewal_days = None
    assert watch(item, agency, at) is None
    assert not Duty.objects.about(item).exists()


def test_a_publication_closes_it_and_opens_the_next(item, agency, at):
    watch(item, agency, at)
    came_out = datetime(2026, 4, 10, 9, tzinfo=BEIJING)
    assert item_published(item, agency, came_out) == date(2026, 7, 9)
    first, second = Duty.objects.about(item).order_by("pk")
    assert (first.closed_at, second.closed_at, second.due_on) == (came_out, None, date(2026, 7, 9))


def test_a_publication_of_one_agency_does_not_serve_another(make_item, agency, township, at):
    item = make_item(agencies=[agency, township])
    watch(item, agency, at)
    watch(item, township, at)
    item_published(item, agency, datetime(2026, 4, 10, 9, tzinfo=BEIJING))
    assert duty_of(item, township).due_on == date(2026, 6, 1)


def test_an_unwatched_item_stays_unwatched(item, agency, at):
    assert item_published(item, agency, at) is None
    assert not Duty.objects.about(item).exists()


def test_the_sweep_says_it_once(item, agency, at, editor):
    watch(item, agency, at)
    late = datetime(2026, 6, 2, 6, tzinfo=BEIJING)
    steps = {reminder.step for reminder in sweep(date(2026, 6, 2), at=late)}
    assert steps == {"soon", "due", "overdue"}
    assert sweep(date(2026, 6, 2), at=late) == []


def test_its_notice_leads_to_the_desk(item, agency, at):
    watch(item, agency, at)
    assert duty_of(item, agency).url == f"/desk/catalog/{item.pk}/versions/"


def test_an_agency_without_the_item_cannot_be_watched(item, township, at):
    with pytest.raises(ItemAgency.DoesNotExist):
        watch(item, township, at)


@pytest.mark.parametrize("person", ["editor", "clerk", "stranger"])
def test_staff_without_the_role_may_not_watch(item, agency, at, person, acting, request):
    with pytest.raises(Refused, match="监测更新"):
        watch(item, agency, at, acting(request.getfixturevalue(person)))


def test_an_administrator_may_watch(item, agency, at, acting, admin_user):
    assert watch(item, agency, at, acting(admin_user)) == date(2026, 6, 1)


@pytest.fixture
def edited(item, agency, at, acting, admin_user):
    """edited(**changes): the item watched, then changed by an administrator."""
    watch(item, agency, at)
    actor = acting(admin_user)
    return lambda **changes: edit_item(
        item, changes, actor, at=at, reason="机构改革", effective_on=at.date(), version=item.version
    )


def test_an_agency_that_gives_up_an_item_has_no_renewal_left(edited, item, agency, other_agency):
    edited(agencies=[other_agency])
    assert not Duty.objects.open().about(item).exists()


def test_a_shorter_period_moves_the_renewal(edited, item, agency):
    before = duty_of(item, agency).due_on
    edited(renewal_days=30)
    assert duty_of(item, agency).due_on < before
