"""A stranger gets the same answer for "missing" and "not yours" on every address of the room."""

import re
import uuid
from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse

from accounts.actors import Actor
from applications import actions, desk_urls, urls, verbs
from applications.models import Application, Attachment, Correction, CorrectionFile, Letter
from applications.tests.conftest import moment
from applications.views import passes

pytestmark = pytest.mark.django_db
MISSING = ("YSQ-2026-999999", "GZ-2026-999999")
FIX = "GZ-2026-000001"
NUMBER = re.compile(r"(YSQ|GZ)-2026-[0-9]{6}")
WORDS = {
    "form": ("docx", "pdf"),
    "verb": (*(verb.name for verb in verbs.VERBS), "answer", "result", "nothing"),
    "name": ("reasons", "objection", "suggestion", "nothing"),
    "step": ("look",),
    "kind": ("form", "register", "approval", "service"),
}


@pytest.fixture
def theirs(replied, clerk):
    """A request with an opinion asked, a letter and a sealed picture: whatever an address may name."""
    Attachment.objects.create(
        application=replied, kind="identity", name="证件.png", file=ContentFile(b"v1:k1:x", "card.sealed"),
        content_type="image/png", size=1, digest="0" * 64, key_id="v1:k1", at=moment(3, 2),
    )  # fmt: skip
    day = moment(3, 2).date()
    fix = Correction.objects.create(
        number=FIX, code_hash="0" * 64, agency=replied.agency, masked_name="王**", identity="",
        record="户籍登记", wanted="出生日期", received_on=day, submitted_at=moment(3, 2), due_on=day,
        state="closed", result="corrected", answered_on=day,
    )  # fmt: skip
    CorrectionFile.objects.create(
        pk=replied.letters.last().pk, correction=fix, name="盖章件.pdf", file=ContentFile(b"%PDF-1.7", "fix.pdf"),
        content_type="application/pdf", size=8, digest="0" * 64,
    )  # fmt: skip
    return replied


def named(module) -> list[tuple[str, list[str]]]:
    """(address name, what it takes) of every address of a table that names a row."""
    found = []
    for pattern in module.urlpatterns:
        takes = [*getattr(pattern.pattern, "converters", {}), *pattern.pattern.regex.groupindex]
        if {"number", "pk", "uid"} & {*takes}:
            found.append((f"{module.app_name}:{pattern.name}", list(dict.fromkeys(takes))))
    return found


def addresses(name: str, takes: list[str], numbers: tuple[str, ...], pk: int, uid) -> list[str]:
    """Every address of a name for one row."""
    rows = {"number": numbers, "pk": (str(pk),), "uid": (str(uid),)} | WORDS
    made = []
    for values in product(*(rows[each] for each in takes)):
        try:
            made.append(reverse(name, kwargs=dict(zip(takes, values, strict=True))))
        except NoReverseMatch:
            continue
    return made


def answer(client, method: str, address: str) -> tuple:
    """What came back, without what differs from one page to the next anyway."""
    page = getattr(client, method)(address)
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
    return (
        page.status_code,
        NUMBER.sub("N", page.get("Location", "")),
        NUMBER.sub("N", text.replace(address, "A")),
    )


def differing(client, module, theirs) -> list[str]:
    """Addresses that tell a stranger whether the row is there."""
    found, pk = [], Letter.objects.filter(application=theirs).last().pk
    for name, takes in named(module):
        real = addresses(name, takes, (theirs.number, FIX), pk, theirs.uid)
        gone = addresses(name, takes, MISSING, 10**9, uuid.UUID(int=0))
        assert real and len(real) == len(gone), name
        for (one, other), method in product(zip(real, gone, strict=True), ("get", "post")):
            if answer(client, method, one) != answer(client, method, other):
                found.append(f"{method} {one}")
    return found


def test_the_walk_meets_every_address_that_names_a_row():
    names = {name for name, _ in named(urls)} | {name for name, _ in named(desk_urls)}
    assert {"applications:progress", "applications:letter_file", "applications:attachment"} <= names
    assert {"desk_applications:do", "desk_applications:attachment", "desk_applications:opinion"} <= names


def test_without_a_code_nobody_learns_what_there_is(client, theirs):
    assert differing(client, urls, theirs) == []


def test_the_code_of_another_request_opens_nothing_else(client, theirs, form, agency, applicant):
    own, _ = actions.receive(form, agency=agency, channel="online", actor=applicant, at=moment(3, 2))
    client.cookies[passes.CASE] = _pass(own)
    assert client.get(reverse("applications:progress", args=[own.number])).status_code == 200
    assert differing(client, urls, theirs) == []


def _pass(application: Application) -> str:
    response = HttpResponse()
    passes.keep_case(response, application)
    return response.cookies[passes.CASE].value


@pytest.mark.parametrize("person", ["other_clerk", "editor", "stranger", "admin_user"])
def test_staff_of_others_learn_nothing(client, theirs, person, request):
    client.force_login(request.getfixturevalue(person))
    assert differing(client, desk_urls, theirs) == []


def test_nobody_signed_in_learns_nothing(client, theirs):
    found = [
        address
        for name, takes in named(desk_urls)
        for address in addresses(name, takes, (theirs.number, FIX), 1, theirs.uid)
        if client.get(address).status_code != 302
    ]
    assert found == []


def test_the_file_of_another_request_is_not_reached_through_ones_own(client, theirs, form, agency, clerk):
    own, _ = actions.receive(form, agency=agency, channel="fax", actor=Actor.of(clerk), at=moment(3, 12))
    client.force_login(clerk)
    paper, letter = theirs.attachments.get(kind="identity"), theirs.letters.last()
    for name, pk in (("attachment", paper.pk), ("letter", letter.pk)):
        assert client.get(reverse(f"desk_applications:{name}", args=[own.number, pk])).status_code == 404
