"""The desk's first page: duties by urgency, and the rooms a role may enter."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from disclosure.addresses import address
from disclosure.deskframe import ROOMS
from disclosure.queues import queues


def duty(due_on: date, suspended: bool = False, kind: str = "application.reply") -> SimpleNamespace:
    return SimpleNamespace(due_on=due_on, suspended=suspended, kind=kind)


def shown(queue) -> str:
    return render_to_string("disclosure/_queue.html", {"queue": queue, "on": date(2026, 3, 10)})


def test_duties_stand_under_their_urgency(calendar):
    late, today = duty(date(2026, 2, 27)), duty(date(2026, 3, 2))
    soon, other = duty(date(2026, 3, 5)), duty(date(2026, 3, 6))
    stopped = duty(date(2026, 2, 1), suspended=True)
    found = queues([late, today, soon, other, stopped], date(2026, 3, 2), calendar)
    assert {q.name: [line.duty for line in q.lines] for q in found} == {
        "late": [late],
        "today": [today],
        "soon": [soon],
        "other": [other],
        "stopped": [stopped],
    }


def test_the_days_left_are_working_days(calendar):
    [line] = queues([duty(date(2026, 10, 9))], date(2026, 9, 30), calendar)[2].lines
    assert line.remaining == 2  # 8 and 9 October; 1-7 October is the holiday


def test_a_duty_of_friday_is_late_on_sunday(calendar):
    [line] = queues([duty(date(2026, 3, 6))], date(2026, 3, 8), calendar)[0].lines
    assert (line.late, line.remaining) == (1, None)


def test_days_late_are_working_days(calendar):
    [line] = queues([duty(date(2026, 9, 30))], date(2026, 10, 9), calendar)[0].lines
    assert line.late == 2  # 8 and 9 October; 1-7 October is the holiday


def test_an_applicant_past_the_limit_is_not_the_clerks_lateness(calendar):
    found = queues([duty(date(2026, 3, 6), kind="application.supplement")], date(2026, 3, 10), calendar)
    assert not found[0].lines and found[1].lines[0].waited
    assert "申请人逾期未补正，请处理" in shown(found[1])


def test_a_suspended_duty_shows_no_date(calendar):
    found = queues([duty(date(2026, 11, 16), suspended=True)], date(2026, 11, 20), calendar)
    assert "暂停，期限待定" in shown(found[-1]) and "11月16日" not in shown(found[-1])


def test_nothing_stopped_shows_no_such_queue(calendar):
    assert [q.name for q in queues([], date(2026, 3, 2), calendar)] == ["late", "today", "soon", "other"]


def test_staff_see_who_they_are_and_what_is_due(client, clerk):
    client.force_login(clerk)
    page = client.get("/desk/").text
    assert "李经办" in page and "县民政局" in page and "申请经办" in page
    assert "没有逾期的工作。" in page


def test_each_role_sees_its_own_rooms(client, clerk, supervisor):
    client.force_login(clerk)
    assert "/supervision/" not in client.get("/desk/").text
    client.force_login(supervisor)
    assert "/supervision/" in client.get("/desk/").text


@pytest.mark.parametrize("person", ["clerk", "head", "editor", "reviewer", "supervisor", "admin_user"])
def test_every_room_in_the_navigation_opens(client, request, person):
    client.force_login(request.getfixturevalue(person))
    links = client.get("/desk/").context["desk"].links
    assert {link.label: client.get(link.url).status_code for link in links} == {
        link.label: 200 for link in links
    }


def test_every_room_has_an_address():
    assert [room.label for room in ROOMS if not address(room.url)] == []


@pytest.mark.django_db
def test_outsiders_are_asked_to_sign_in(client):
    response = client.get("/desk/")
    assert response.status_code == 302 and "/desk/sign-in/" in response["Location"]
    assert "工作人员登录" in client.get(response["Location"]).text


def test_people_without_a_role_are_told_so(client, stranger):
    client.force_login(stranger)
    response = client.get("/desk/")
    assert response.status_code == 403 and "没有办理这项工作的角色" in response.text


@pytest.mark.django_db
def test_a_wrong_password_says_what_to_do(client, clerk):
    response = client.post("/desk/sign-in/", {"username": "clerk", "password": "wrong"})
    assert response.status_code == 422 and "请核对后再试" in response.text


@pytest.mark.parametrize("address", ["/desk/notices/", "/desk/notices/?show=all"])
def test_the_inbox_opens(client, clerk, address):
    client.force_login(clerk)
    assert client.get(address).status_code == 200


def test_the_supervisor_sees_the_county(client, supervisor):
    client.force_login(supervisor)
    assert client.get("/supervision/?late=1").status_code == 200
