"""What a visitor's browser keeps: the code of a draft, and the pass to one request. Both signed, both short."""

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from applications import drafts, groups
from applications.models import Application, Draft

DRAFT, CASE = "application-draft", "application-case"
CASE_SECONDS = 2 * 3600
MARK = (
    16  # hex digits of the code's hash that a pass carries: a new code ends every pass given for the old one
)


def _put(response: HttpResponse, name: str, value: str) -> None:
    """A session cookie: gone when the browser closes, as on a shared computer it must be."""
    response.set_cookie(
        name,
        signing.dumps(value, salt=name),
        path=reverse("applications:start"),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _get(request: HttpRequest, name: str, seconds: int) -> str:
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=seconds)
    except signing.BadSignature:
        return ""


def _drop(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, path=reverse("applications:start"))


def keep_draft(response: HttpResponse, code: str) -> None:
    """Lets this browser go on with the draft."""
    _put(response, DRAFT, code)


def drop_draft(response: HttpResponse) -> None:
    """This browser no longer knows the code."""
    _drop(response, DRAFT)


def draft_of(request: HttpRequest, at: datetime) -> tuple[Draft | None, str]:
    """The draft that this browser may go on with, and its code."""
    code = _get(request, DRAFT, int(drafts.KEPT.total_seconds()))
    draft = drafts.find(code, at=at) if code else None
    return draft, code if draft else ""


def keep_case(response: HttpResponse, application: Application) -> None:
    """Lets this browser see the request for two hours, as long as its code is not replaced."""
    _put(response, CASE, f"{application.uid}:{application.code_hash[:MARK]}")


def drop_case(response: HttpResponse) -> None:
    """Ends the query on this browser."""
    _drop(response, CASE)


def case_at_hand(request: HttpRequest) -> Application | None:
    """The request that this browser has a pass to."""
    uid, _, mark = _get(request, CASE, CASE_SECONDS).partition(":")
    if not mark:
        return None
    found = Application.objects.select_related("agency").filter(uid=uid).first()
    return found if found and found.code_hash[:MARK] == mark else None


def case_of(request: HttpRequest, number: str) -> Application | None:
    """The request that this browser may see; the same None for "missing" and "not yours"."""
    found = case_at_hand(request)
    if found is None or found.number == number:
        return found
    return groups.member(found, number)
