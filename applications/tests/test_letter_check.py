"""Anybody checks a sealed copy, and learns nothing about the applicant."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from applications import actions
from applications.models import Attachment
from applications.tests.conftest import moment

pytestmark = pytest.mark.django_db
ADDRESS = "/letters/check/"
SEALED = b"%PDF-1.7 sealed"


def asked(client, **data):
    page = client.post(ADDRESS, data)
    return page.status_code, page.content.decode()


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("答复书.pdf", content)


def test_the_file_itself_is_recognised_and_not_kept(client, replied):
    status, text = asked(client, file=upload(SEALED))
    assert status == 200 and "核对一致" in text
    assert "澄溪县民政局" in text and "县民政局公开复〔2026〕1号" in text
    assert "王" not in text.split("<main")[1].split("</main")[0] and replied.number not in text
    assert Attachment.objects.count() == 1


def test_number_and_digest_agree_also_with_blanks_and_capitals(client, replied):
    digest = replied.letters.get(kind="D12").sealed_digest
    typed = f" {digest[:32].upper()} {digest[32:]} "
    assert asked(client, number="县民政局公开复〔2026〕 1号", digest=typed)[0] == 200
    status, text = asked(client, number="县民政局公开复〔2026〕2号", digest=digest)
    assert status == 404 and "没有核对上" in text


def test_a_changed_file_does_not_agree(client, replied):
    assert asked(client, file=upload(SEALED + b" "))[0] == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "写明文号，或者上传文件"),
        ({"number": "县民政局公开复〔2026〕1号", "digest": "abc"}, "摘要是 64 位"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "文件是空的"),
    ],
)
def test_what_cannot_be_checked_is_said_beside_it(client, db, data, sentence):
    status, text = asked(client, **data)
    assert status == 422 and sentence in text


def test_before_it_goes_out_and_once_void_it_is_not_known(client, sealed, head):
    assert asked(client, file=upload(SEALED))[0] == 404
    actions.send_back(sealed, Actor.of(head), reason="文字有误", at=moment(3, 16))
    assert asked(client, file=upload(SEALED))[0] == 404


def test_trying_is_slowed_like_codes(client, replied):
    for number in range(10):
        assert asked(client, file=upload(b"%d" % number))[0] == 404
    status, text = asked(client, file=upload(SEALED))
    assert status == 429 and "15 分钟以后" in text


def test_the_letter_of_the_applicant_leads_here_with_its_digest(client, replied):
    letter = replied.letters.get(kind="D12")
    page = client.get(
        reverse("applications:check_letter"), {"number": letter.number, "digest": letter.sealed_digest}
    )
    assert letter.sealed_digest in page.content.decode()
