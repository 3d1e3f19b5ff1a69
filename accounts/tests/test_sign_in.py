"""Two steps, a session that ends when nobody is there, and passwords that hold only so long."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import at_desk, levels, passwords, second_step, views
from accounts.models import User
from audit.models import Entry

PASSWORD = "pass-word-1234"
SIGN_IN, CODE = reverse("desk_accounts:sign_in"), reverse("desk_accounts:second_step")


@pytest.fixture
def strict(settings):
    settings.TWO_STEP, settings.IDLE_MINUTES, settings.PASSWORD_DAYS = True, 20, 0


def code_of(user: User, ahead: int = 0) -> str:
    """What the person's phone shows, `ahead` half minutes from now."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + 30 * ahead
    return f"{totp.token():06d}"


def first_step(client: Client, **more):
    return client.post(SIGN_IN, {"username": "clerk", "password": PASSWORD, **more})


@pytest.fixture
def enrolled(strict, client, clerk) -> list[str]:
    """李经办 has bound a phone; gives the recovery codes, signed out again."""
    first_step(client)
    client.get(CODE)
    page = client.post(CODE, {"code": code_of(clerk)})
    client.post(reverse("desk_accounts:sign_out"))
    return re.findall(r"<code>(\w+)</code>", page.text)


def is_in(client: Client) -> bool:
    return client.get(reverse("desk:start")).status_code == 200


def test_the_password_alone_opens_nothing(strict, client, clerk):
    assert first_step(client).url == CODE
    assert not is_in(client)
    assert client.get(reverse("admin:index")).status_code == 302


def test_the_first_time_a_phone_is_bound_and_recovery_codes_are_shown_once(strict, client, clerk):
    first_step(client)
    page = client.get(CODE)
    assert "<svg" in page.text and "绑定动态码" in page.text
    page = client.post(CODE, {"code": code_of(clerk)})
    assert len(re.findall(r"<code>(\w{10})</code>", page.text)) == 10
    assert is_in(client)
    assert Entry.objects.filter(word="绑定登录动态码").count() == 1


def test_the_second_time_the_code_is_asked_for(enrolled, client, clerk):
    first_step(client, next="/desk/notices/")
    assert client.post(CODE, {"code": code_of(clerk, 1)}).url == "/desk/notices/"
    assert is_in(client)


def test_a_code_works_once(enrolled, client, clerk):
    code = code_of(clerk, 1)
    first_step(client)
    client.post(CODE, {"code": code})
    other = Client()
    first_step(other)
    assert other.post(CODE, {"code": code}).status_code == 422


def test_a_recovery_code_works_once_in_any_spelling(enrolled, client):
    first_step(client)
    assert client.post(CODE, {"code": f" {enrolled[0][:5]}-{enrolled[0][5:].upper()} "}).status_code == 302
    other = Client()
    first_step(other)
    assert other.post(CODE, {"code": enrolled[0]}).status_code == 422
    assert len(enrolled) == 10


def test_five_wrong_codes_end_the_attempt(enrolled, client, clerk):
    first_step(client)
    for _ in range(views.MOST_CODES):
        assert client.post(CODE, {"code": "000000"}).status_code == 422
    assert client.post(CODE, {"code": code_of(clerk, 1)}).url == SIGN_IN
    assert Entry.objects.filter(word="登录动态码不对").count() == views.MOST_CODES


def test_the_second_step_needs_the_first(strict, client, clerk):
    assert client.get(CODE).url == SIGN_IN
    assert client.post(CODE, {"code": "123456"}).url == SIGN_IN


def test_the_half_way_lasts_five_minutes(enrolled, client, clerk, monkeypatch):
    first_step(client)
    now = time.time()
    monkeypatch.setattr(views.time, "time", lambda: now + 301)
    assert client.post(CODE, {"code": code_of(clerk, 11)}).url == SIGN_IN


def test_a_lost_phone_is_bound_anew(enrolled, client, clerk):
    second_step.reset(clerk)
    first_step(client)
    assert "绑定动态码" in client.get(CODE).text


def test_a_session_made_without_the_second_step_is_ended(strict, client, clerk):
    client.force_login(clerk)
    assert not is_in(client)


def test_the_key_of_the_session_changes_at_each_step(enrolled, client, clerk):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody"
    session.save()
    keys = [session.session_key]
    first_step(client)
    keys.append(client.session.session_key)
    client.post(CODE, {"code": code_of(clerk, 1)})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


def test_an_idle_session_ends_and_leads_back(client, clerk, settings):
    settings.IDLE_MINUTES = 20
    client.force_login(clerk)
    assert is_in(client)
    session = client.session
    session[at_desk.SEEN] = time.time() - 21 * 60
    session.save()
    answer = client.get("/desk/notices/")
    assert answer.url == f"{SIGN_IN}?next=/desk/notices/"
    assert "太久没有操作" in client.get(answer.url).text


def test_work_keeps_the_session(client, clerk, settings):
    settings.IDLE_MINUTES = 20
    client.force_login(clerk)
    session = client.session
    session[at_desk.SEEN] = time.time() - 15 * 60
    session.save()
    assert is_in(client)
    assert time.time() - client.session[at_desk.SEEN] < 60


def test_a_lapsed_password_is_changed_before_anything_else(client, clerk, settings):
    settings.PASSWORD_DAYS = 90
    User.objects.filter(pk=clerk.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    client.force_login(clerk)
    assert client.get(reverse("desk:start")).url == reverse("desk_accounts:password")
    new = "Xin-mima-2026"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post(reverse("desk_accounts:password"), form).url == reverse("desk:start")
    assert is_in(client)
    assert Entry.objects.filter(word="修改密码").count() == 1


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("short1A!", "至少"),
        ("alllowercaseletters", "3 种"),
        ("Former-Pass-1", "用过的密码"),
    ],
)
def test_weak_and_former_passwords_are_refused(client, clerk, settings, new, sentence):
    level = levels.LEVELS["3"]
    settings.AUTH_PASSWORD_VALIDATORS = [
        {
            "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
            "OPTIONS": {"min_length": level.length},
        },
        {"NAME": "accounts.passwords.MixedValidator", "OPTIONS": {"wanted": level.classes}},
        {"NAME": "accounts.passwords.FreshValidator", "OPTIONS": {"remembered": level.remembered}},
    ]
    passwords.change(clerk, "Former-Pass-1", at=timezone.now())
    passwords.change(clerk, PASSWORD, at=timezone.now())
    client.force_login(clerk)
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    page = client.post(reverse("desk_accounts:password"), form)
    assert page.status_code == 422 and sentence in page.text


@pytest.mark.parametrize("password", ["abc", "abcABC", "abcABC1", "abcABC1-"])
def test_sorts_of_characters_are_counted(password):
    assert passwords.classes(password) == {"abc": 1, "abcABC": 2, "abcABC1": 3, "abcABC1-": 4}[password]


def test_the_levels_get_stricter():
    assert levels.LEVELS["3"].length > levels.LEVELS["2"].length
    assert levels.LEVELS["3"].idle <= 30 and levels.LEVELS["3"].two_step and levels.LEVELS["2"].two_step
    assert not levels.LEVELS["trial"].two_step


def test_the_administration_has_no_door_of_its_own(client, admin_user):
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.url == f"{SIGN_IN}?next=/admin/"


def test_django_permissions_open_nothing(client, clerk):
    clerk.is_staff = True
    clerk.save(update_fields=["is_staff"])
    clerk.user_permissions.set(Permission.objects.filter(codename__contains="user"))
    client.force_login(clerk)
    assert client.get("/admin/accounts/user/").status_code == 403
