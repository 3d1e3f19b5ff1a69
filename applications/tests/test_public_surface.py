"""A public surface that only seals: every page of the applicant works without a key that opens."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from applications import actions, identity, papers, sealed
from applications.models import Application
from applications.tests.conftest import CALLED
from applications.tests.test_form_pages import DELIVERY, PERSON, WANTED, url

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n a card"


@pytest.fixture
def outside(settings):
    """outside(True) only seals, outside(False) is the desk."""
    keys = list(settings.FIELD_KEYS)
    key_id, key = next(iter(identity.keys().items()))
    half = f"{key_id}:{base64.urlsafe_b64encode(sealed.public_half(key)).decode()}"

    def turn(public: bool) -> None:
        settings.FIELD_PUBLIC_KEY, settings.FIELD_KEYS = (half, []) if public else ("", keys)

    turn(True)
    return turn


@pytest.fixture
def sent(client, agency, outside):
    client.post(reverse("applications:start"), {})
    client.post(url("look"), {"agency": agency.slug})
    picture = SimpleUploadedFile("证件.png", PICTURE)
    client.post(url("applicant"), PERSON | {"identity_files": picture})
    client.post(url("wanted"), WANTED)
    client.post(url("delivery"), DELIVERY)
    assert client.get(reverse("applications:check")).status_code == 200
    client.post(reverse("applications:check"), {"truthful": "on"})
    assert client.get(reverse("applications:receipt")).status_code == 200
    return Application.objects.get()


def test_the_form_is_sent_and_only_the_desk_reads_who_sent_it(sent, outside):
    with pytest.raises(sealed.CannotOpen):
        identity.opened_identity(sent)
    with pytest.raises(sealed.CannotOpen):
        papers.opened(sent.attachments.get())
    outside(False)
    assert identity.opened_identity(sent)["name"] == "王申请"
    assert papers.opened(sent.attachments.get()) == PICTURE


def test_progress_supplement_letters_and_withdrawal_need_no_key(client, sent, outside, clerk):
    who, at = Actor.of(clerk), sent.submitted_at
    progress = reverse("applications:progress", args=[sent.number])
    assert "尚未确认" in client.get(progress).text
    outside(False)
    actions.confirm(sent, who, at=at, **CALLED)
    actions.ask_supplement(sent, who, what="写明年度", at=at)
    outside(True)
    assert client.get(progress).status_code == 200
    letter = sent.letters.get(kind="D04")
    assert client.get(reverse("applications:letter", args=[sent.number, letter.pk])).status_code == 200
    client.post(reverse("applications:supplement", args=[sent.number]), {"text": "2025年度"})
    client.post(reverse("applications:withdraw", args=[sent.number]))
    sent.refresh_from_db()
    assert sent.state == "withdrawn" and sent.events.filter(kind="supplement_received").exists()
