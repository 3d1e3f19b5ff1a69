"""A member of staff stays signed in only while at work, with the second step done and a password that holds."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts import passwords

SEEN, VERIFIED = "seen", "second_step_done"
NOTED_EVERY = 60  # seconds between two notes of the last request


class StaffSession:
    """Middleware: ends sessions that were idle or lack the second step; leads to a new password when the old one lapsed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return self.get_response(request)
        if self.idle(request) or self.half_signed_in(request):
            logout(request)
            messages.warning(request, "太久没有操作，为了安全已经退出，请重新登录。")
            return redirect_to_login(request.get_full_path(), reverse("desk_accounts:sign_in"))
        if self.must_change(request):
            return redirect("desk_accounts:password")
        return self.get_response(request)

    def idle(self, request: HttpRequest) -> bool:
        now = time.time()
        seen = request.session.get(SEEN, now)
        if now - seen > settings.IDLE_MINUTES * 60:
            return True
        if SEEN not in request.session or now - seen > NOTED_EVERY:
            request.session[SEEN] = now
        return False

    def half_signed_in(self, request: HttpRequest) -> bool:
        return settings.TWO_STEP and not request.session.get(VERIFIED)

    def must_change(self, request: HttpRequest) -> bool:
        allowed = {reverse("desk_accounts:password"), reverse("desk_accounts:sign_out")}
        return request.path not in allowed and passwords.expired(
            request.user, settings.PASSWORD_DAYS, timezone.now()
        )
