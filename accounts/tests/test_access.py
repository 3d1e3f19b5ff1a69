"""Which agencies a person reaches, and the door of the desk."""

import pytest
from django.urls import reverse

from accounts import roles
from accounts.access import agencies_of, holds
from audit.models import Entry


def test_a_clerk_reaches_the_own_agency_only(clerk, agency, other_agency):
    assert list(agencies_of(clerk)) == [agency]
    assert holds(clerk, agency, {roles.CLERK})
    assert not holds(clerk, other_agency, {roles.CLERK})
    assert not holds(clerk, agency, {roles.HEAD})


def test_a_supervisor_reaches_every_agency(supervisor, government, agency, other_agency):
    assert set(agencies_of(supervisor)) == {government, agency, other_agency}
    assert holds(supervisor, agency, {roles.SUPERVISOR})
    assert not holds(supervisor, agency, {roles.CLERK})


def test_the_desk_sends_a_visitor_to_sign_in(client, db):
    answer = client.get(reverse("desk:start"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("desk_accounts:sign_in"))


def test_the_desk_tells_an_account_without_a_role(client, stranger):
    client.force_login(stranger)
    answer = client.get(reverse("desk:start"))
    assert answer.status_code == 403
    assert "没有办理这项工作的角色" in answer.content.decode()


@pytest.fixture
def sign_in(client, clerk):
    def post(password: str, **more):
        return client.post(
            reverse("desk_accounts:sign_in"), {"username": "clerk", "password": password, **more}
        )

    return post


def test_signing_in_leads_to_the_desk_and_is_recorded(sign_in, clerk):
    answer = sign_in("pass-word-1234")
    assert answer.url == reverse("desk:start")
    assert Entry.objects.about(clerk).get().word == "登录"


def test_signing_in_does_not_lead_elsewhere(sign_in):
    assert sign_in("pass-word-1234", next="https://elsewhere.example/").url == reverse("desk:start")


def test_a_wrong_password_is_told_and_the_name_is_kept(sign_in):
    answer = sign_in("wrong")
    assert answer.status_code == 422
    assert 'value="clerk"' in answer.content.decode()


def test_five_wrong_passwords_lock_the_name_for_a_while(sign_in):
    for _ in range(5):
        answer = sign_in("wrong")
    assert answer.status_code == 429
    assert sign_in("pass-word-1234").status_code == 429
