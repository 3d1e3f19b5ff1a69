"""Signing in and out of the desk, in two steps, and one's own password."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts import passwords, second_step
from accounts.actors import Actor
from accounts.at_desk import SEEN, VERIFIED
from accounts.models import User
from accounts.verb_rows import CHANGE_PASSWORD, ENROL, SIGN_IN, SIGN_OUT, WRONG_CODE
from audit.record import record

HALF, TARGET = "half_signed_in", "half_signed_in_target"
HALF_SECONDS, MOST_CODES = 300, 5


def _target(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else settings.LOGIN_REDIRECT_URL


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; then the second step where it is asked for."""
    if request.user.is_authenticated:
        return redirect(_target(request))
    form = AuthenticationForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not settings.TWO_STEP:
            return _signed_in(request, form.get_user(), _target(request))
        request.session.cycle_key()
        request.session[HALF] = [form.get_user().pk, time.time(), 0]
        request.session[TARGET] = _target(request)
        return redirect("desk_accounts:second_step")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": _target(request)}, status=status)


def _signed_in(request: HttpRequest, user: User, target: str) -> HttpResponse:
    login(request, user, "django.contrib.auth.backends.ModelBackend")  # with a new session key
    request.session[SEEN], request.session[VERIFIED] = time.time(), True
    record(Actor.of(user), SIGN_IN.word, user, at=timezone.now())
    return redirect(target)


def _half(request: HttpRequest) -> User | None:
    """Who gave the right password in this session within the last minutes."""
    pk, since, wrong = request.session.get(HALF) or (None, 0.0, 0)
    if pk is None or time.time() - since > HALF_SECONDS or wrong >= MOST_CODES:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def _wrong_code(request: HttpRequest, user: User) -> None:
    pk, since, wrong = request.session[HALF]
    request.session[HALF] = [pk, since, wrong + 1]
    record(Actor.of(user), WRONG_CODE.word, user, at=timezone.now())


@never_cache
@sensitive_post_parameters("code")
def step_two(request: HttpRequest) -> HttpResponse:
    """The code of the person's device; who has none yet enrols one."""
    user = _half(request)
    if user is None:
        messages.warning(request, "登录中断了，请重新输入账号和密码。")
        return redirect("desk_accounts:sign_in")
    if not second_step.enrolled(user):
        return _enrol(request, user)
    wrong = False
    if request.method == "POST":
        if second_step.matches(user, request.POST.get("code", "")):
            return _signed_in(request, user, request.session.pop(TARGET, settings.LOGIN_REDIRECT_URL))
        _wrong_code(request, user)
        wrong = True
    return render(request, "accounts/second_step.html", {"wrong": wrong}, status=422 if wrong else 200)


def _enrol(request: HttpRequest, user: User) -> HttpResponse:
    """Scan, type the first code, keep the recovery codes."""
    wrong = False
    if request.method == "POST":
        codes = second_step.confirm(user, request.POST.get("code", ""))
        if codes:
            target = request.session.pop(TARGET, settings.LOGIN_REDIRECT_URL)
            _signed_in(request, user, target)
            record(Actor.of(user), ENROL.word, user, at=timezone.now())
            return render(request, "accounts/recovery_codes.html", {"codes": codes, "target": target})
        _wrong_code(request, user)
        wrong = True
    device = second_step.new_device(user)
    context = {"secret": second_step.secret(device), "picture": second_step.picture(device), "wrong": wrong}
    return render(request, "accounts/enrol.html", context, status=422 if wrong else 200)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        record(Actor.of(request.user), SIGN_OUT.word, request.user, at=timezone.now())
    logout(request)
    return redirect("home")


@never_cache
@login_required
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """One's own new password."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            passwords.change(request.user, form.cleaned_data["new_password1"], at=timezone.now())
            record(Actor.of(request.user), CHANGE_PASSWORD.word, request.user, at=timezone.now())
        update_session_auth_hash(request, request.user)  # the person's other sessions end
        messages.success(request, "密码已经修改。")
        return redirect("desk:start")
    lapsed = passwords.expired(request.user, settings.PASSWORD_DAYS, timezone.now())
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/password.html", {"form": form, "lapsed": lapsed}, status=status)
