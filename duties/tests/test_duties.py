"""One open duty per kind, subject and agency; the desk reads the same table."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts import roles
from accounts.models import Membership
from duties.actions import close_duty, open_duty, recount
from duties.models import Duty, Notice
from duties.sweep import sweep

DUE = date(2026, 3, 31)


@pytest.fixture
def duty(agency, at):
    return open_duty("reply", agency, agency=agency, due_on=DUE, at=at, label="申请 YSQ-1", url="/desk/1/")


def test_opening_twice_moves_the_open_one(duty, agency, at):
    again = open_duty("reply", agency, agency=agency, due_on=date(2026, 4, 8), at=at)
    assert again.pk == duty.pk
    assert Duty.objects.get().due_on == date(2026, 4, 8)


def test_after_closing_a_new_one_opens(duty, agency, at):
    assert close_duty("reply", agency, at=at) == 1
    assert open_duty("reply", agency, agency=agency, due_on=DUE, at=at).pk != duty.pk


def test_a_duty_ends_no_earlier_than_it_began_where_a_clock_was_set_back(duty, agency, at):
    close_duty("reply", agency, at=at - timedelta(hours=1))
    duty.refresh_from_db()
    assert duty.closed_at == at


def test_an_unknown_kind_is_refused(agency, at):
    with pytest.raises(KeyError):
        open_duty("nonsense", agency, agency=agency, due_on=DUE, at=at)


def test_overdue_is_asked_not_stored(duty):
    assert not Duty.objects.overdue(DUE).exists()
    assert Duty.objects.overdue(DUE + timedelta(days=1)).get() == duty


def test_a_person_sees_the_own_work(duty, clerk, head, other_clerk, supervisor):
    assert list(Duty.objects.for_user(clerk)) == [duty]
    assert list(Duty.objects.for_user(head)) == []
    assert list(Duty.objects.for_user(other_clerk)) == []
    assert list(Duty.objects.for_user(supervisor)) == [duty]


def later(duty: Duty, calendar) -> tuple[date, bool]:
    return date(2026, 4, 1), False


def test_a_new_calendar_moves_what_it_changes(duty, calendar, at, settings):
    settings.DUTY_CLOCKS = {"reply": "duties.tests.test_duties.later"}
    assert recount(calendar, at=at) == [
        {
            "kind": "reply",
            "name": "答复",
            "label": "申请 YSQ-1",
            "agency": "县民政局",
            "was": "2026-03-31",
            "now": "2026-04-01",
        }
    ]
    assert recount(calendar, at=at) == []


def test_the_inbox_shows_and_marks_what_was_said(client, duty, clerk, at):
    sweep(DUE, at=at)
    client.force_login(clerk)
    page = client.get(reverse("desk_duties:inbox")).content.decode()
    assert page.count("申请 YSQ-1") >= 2
    client.post(reverse("desk_duties:mark_read"))
    assert not Notice.objects.filter(read_at=None).exists()
    assert "没有未读提醒" in client.get(reverse("desk_duties:inbox")).content.decode()


def test_nobody_marks_another_persons_notices(client, duty, clerk, other_clerk, at):
    sweep(DUE, at=at)
    client.force_login(other_clerk)
    client.post(reverse("desk_duties:mark_read"), {"notice": Notice.objects.first().pk})
    assert Notice.objects.filter(read_at=None).count() == 2


def test_supervision_counts_per_agency_and_filters(client, duty, supervisor):
    client.force_login(supervisor)
    page = client.get(reverse("supervision"), {"agency": "minzheng", "kind": "reply"}).content.decode()
    assert "澄溪县民政局" in page
    assert "申请 YSQ-1" in page
    assert "申请 YSQ-1" not in client.get(reverse("supervision"), {"kind": "none"}).content.decode()


def test_only_the_supervisor_is_led_to_the_replies_that_withhold(client, supervisor, admin_user):
    """The system administrator keeps the portal and reads no case."""
    for person, led in ((supervisor, True), (admin_user, False)):
        client.force_login(person)
        assert (reverse("refusals") in client.get(reverse("supervision")).content.decode()) is led


def test_supervision_is_for_supervisors(client, clerk):
    client.force_login(clerk)
    assert client.get(reverse("supervision")).status_code == 403


def test_a_role_counts_only_where_it_is_held(duty, editor, other_agency, stranger):
    """An editor here who is a clerk elsewhere does not see the requests here."""
    Membership.objects.create(user=editor, agency=other_agency, role=roles.CLERK)
    Membership.objects.create(user=stranger, agency=other_agency, role=roles.SUPERVISOR)
    assert list(Duty.objects.for_user(editor)) == []
    assert list(Duty.objects.for_user(stranger)) == []


@pytest.mark.parametrize("query", ["?agency=%00", "?kind=%00x", "?page=%C2%B2", "?late=%00"])
def test_odd_queries_are_answered(client, supervisor, query):
    client.force_login(supervisor)
    assert client.get(reverse("supervision") + query).status_code == 200
