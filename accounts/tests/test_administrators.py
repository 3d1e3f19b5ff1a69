"""Three administrators, none of whom can do the others' work."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts import roles
from accounts.models import Membership, User
from audit.models import Entry

USERS = "/admin/accounts/user/"


def person(name: str, role: str, government) -> User:
    user = User.objects.create_user(name, password="pass-word-1234", name=name)
    Membership.objects.create(user=user, agency=government, role=role)
    return user


@pytest.fixture
def system(government):
    return person("system", roles.ADMIN, government)


@pytest.fixture
def security(government):
    return person("security", roles.SECURITY, government)


@pytest.fixture
def auditor(government):
    return person("auditor", roles.AUDITOR, government)


def membership_form(user: User, agency, role: str) -> dict:
    """The page of an account as a browser sends it, with one more role."""
    return {
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-MIN_NUM_FORMS": "0",
        "memberships-MAX_NUM_FORMS": "1000",
        "memberships-0-id": "",
        "memberships-0-user": str(user.pk),
        "memberships-0-agency": str(agency.pk),
        "memberships-0-role": role,
    }


def test_one_account_holds_one_administration(system, government):
    again = Membership(user=system, agency=government, role=roles.AUDITOR)
    with pytest.raises(ValidationError, match="三个人分别担任"):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_the_security_administrator_gives_roles_and_it_is_recorded(client, security, stranger, agency):
    client.force_login(security)
    answer = client.post(f"{USERS}{stranger.pk}/change/", membership_form(stranger, agency, roles.CLERK))
    assert answer.status_code == 302
    assert stranger.memberships.get().role == roles.CLERK
    assert Entry.objects.about(stranger).filter(word="授予或收回角色").count() == 1


def test_the_security_administrator_keeps_no_accounts(client, security, stranger):
    client.force_login(security)
    assert client.get(f"{USERS}add/").status_code == 403
    form = membership_form(stranger, stranger, roles.CLERK) | {"name": "别人", "memberships-TOTAL_FORMS": "0"}
    client.post(f"{USERS}{stranger.pk}/change/", form)
    stranger.refresh_from_db()
    assert stranger.name == "孙路人"


def test_the_security_administrator_sets_no_passwords(client, security, stranger):
    client.force_login(security)
    form = {"password1": "Xin-mima-2026", "password2": "Xin-mima-2026", "usable_password": "true"}
    client.post(f"{USERS}{stranger.pk}/password/", form)
    stranger.refresh_from_db()
    assert stranger.check_password("pass-word-1234")


def test_nobody_gives_roles_to_oneself(client, security, agency):
    client.force_login(security)
    client.post(f"{USERS}{security.pk}/change/", membership_form(security, agency, roles.CLERK))
    assert [m.role for m in security.memberships.all()] == [roles.SECURITY]


def test_the_system_administrator_gives_no_roles(client, system, stranger, agency):
    client.force_login(system)
    form = membership_form(stranger, agency, roles.CLERK) | {"name": "孙新名"}
    client.post(f"{USERS}{stranger.pk}/change/", form)
    stranger.refresh_from_db()
    assert (stranger.name, stranger.memberships.count()) == ("孙新名", 0)
    assert Entry.objects.about(stranger).get().word == "维护账号"


def test_a_password_set_by_another_must_be_changed(client, system, stranger, settings):
    settings.PASSWORD_DAYS = 90
    User.objects.update(password_changed_at="2026-11-01T00:00:00+08:00")
    settings.PASSWORD_DAYS = 36500
    client.force_login(system)
    form = {"password1": "Xin-mima-2026", "password2": "Xin-mima-2026", "usable_password": "true"}
    assert client.post(f"{USERS}{stranger.pk}/password/", form).status_code == 302
    stranger.refresh_from_db()
    assert stranger.password_changed_at is None and stranger.check_password("Xin-mima-2026")
    assert Entry.objects.about(stranger).filter(word="重设他人密码").exists()


@pytest.mark.parametrize("address", [USERS, f"{USERS}add/", "/admin/"])
def test_the_auditor_has_no_door_there(client, auditor, address):
    client.force_login(auditor)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("who", ["system", "security"])
def test_the_role_opens_the_administration_and_no_flag_is_needed(client, request, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get("/admin/")
    assert page.status_code == 200 and "账号与系统" in page.text


def test_the_auditor_reads_and_exports_the_log(client, auditor, stranger):
    client.force_login(stranger)
    client.force_login(auditor)
    client.post(reverse("desk_accounts:sign_out"))
    client.force_login(auditor)
    page = client.get(reverse("desk_audit:entries"), {"word": "退出登录"})
    assert "auditor" in page.text and "退出登录" in page.text
    body = b"".join(client.post(reverse("desk_audit:export"), {"word": "退出登录"}).streaming_content)
    assert body.decode().count("\n") == 1 and '"word": "退出登录"' in body.decode()
    assert Entry.objects.filter(word="导出审计记录").count() == 1


@pytest.mark.parametrize("who", ["system", "security", "clerk", "supervisor"])
def test_nobody_else_reads_the_log(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("desk_audit:entries")).status_code == 403
    assert client.post(reverse("desk_audit:export")).status_code == 403


@pytest.mark.parametrize("query", ["?since=gestern", "?word=%00", "?page=%C2%B2", "?actor=%00"])
def test_odd_filters_of_the_log_are_answered(client, auditor, query):
    client.force_login(auditor)
    assert client.get(reverse("desk_audit:entries") + query).status_code == 200


def test_accounts_are_never_deleted(client, system, stranger):
    client.force_login(system)
    assert client.post(f"{USERS}{stranger.pk}/delete/", {"post": "yes"}).status_code == 403
