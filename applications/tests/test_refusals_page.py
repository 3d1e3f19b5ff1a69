"""The supervisor's list of what is withheld on grounds of Art 14-16."""

import pytest

from accounts.actors import Actor
from applications import actions
from applications.tests.conftest import moment, sent

pytestmark = pytest.mark.django_db
ADDRESS = "/supervision/refusals/"


def listed(client, user, **query) -> str:
    client.force_login(user)
    return client.get(ADDRESS, query).content.decode()


def test_one_that_waits_for_the_second_approval_is_listed(client, endorsed, supervisor):
    text = listed(client, supervisor)
    assert endorsed.number in text and "等待复核" in text and "考勤记录只用于内部人事管理" in text
    assert "王" not in text.split("<main")[1].split("</main")[0]


def test_other_replies_are_not(client, replied, supervisor):
    assert replied.number not in listed(client, supervisor)
    assert "没有符合条件的答复" in listed(client, supervisor)


def test_it_stays_after_the_reply_and_is_filtered(client, endorsed, supervisor, reviewer, clerk):
    actions.countersign(endorsed, Actor.of(reviewer), at=moment(3, 16))
    sent(endorsed, clerk, at=moment(3, 16))
    number = endorsed.number
    assert number in listed(
        client, supervisor, ground="16-1", state="replied", year="2026", agency="minzheng"
    )
    for other in ({"ground": "14-a"}, {"state": "endorsed"}, {"year": "2025"}, {"outcome": "secret"}):
        assert number not in listed(client, supervisor, **other)
    assert listed(client, supervisor, ground="x", year="y\0", agency="nobody")


def test_it_can_be_downloaded(client, endorsed, supervisor):
    text = listed(client, supervisor, format="csv")
    assert text.startswith("\ufeff申请编号,机关,答复类型,依据") and f"{endorsed.number},澄溪县民政局" in text


@pytest.mark.parametrize("person", ["clerk", "head", "reviewer", "stranger", "admin_user"])
def test_only_supervisors_see_it(client, endorsed, person, request):
    client.force_login(request.getfixturevalue(person))
    assert client.get(ADDRESS).status_code == 403
    client.logout()
    assert client.get(ADDRESS).status_code == 302
