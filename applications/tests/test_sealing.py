"""The sealed copy: needed before the reply goes out, kept as it is, never replaced."""

from hashlib import sha256

import pytest

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions
from applications.models import Practice
from applications.tests.conftest import moment, sealed_copy

pytestmark = pytest.mark.django_db
NOON = {"at": moment(3, 16)}


def test_no_reply_goes_out_without_its_sealed_copy(approved, clerk):
    with pytest.raises(Refused, match="还没有附上盖章件"):
        actions.reply(approved, Actor.of(clerk), **NOON)


def test_a_small_office_may_send_first_and_seal_later(approved, clerk):
    Practice.objects.create(pk=1, seal_first=False)
    letter = actions.reply(approved, Actor.of(clerk), **NOON)
    assert letter.frozen_at and not letter.sealed_at
    actions.seal_notice(approved, Actor.of(clerk), letter=letter, file=sealed_copy(), **NOON)
    letter.refresh_from_db()
    assert letter.sealed_digest == sha256(b"%PDF-1.7 sealed").hexdigest()


def test_the_copy_is_kept_as_it_is_with_its_digest(sealed):
    letter = sealed.letters.get(kind="D12")
    with letter.sealed_copy().file.open("rb") as file:
        assert sha256(file.read()).hexdigest() == letter.sealed_digest == letter.sealed_copy().digest
    assert list(letter.enclosures()) == []
    assert "盖章件" not in "".join(each["text"] for each in letter.paragraphs)


@pytest.mark.parametrize(
    "copy", [("a.png", b"\x89PNG\r\n"), ("a.jpg", b"\xff\xd8\xff\xe0scan"), ("a.pdf", b"%PDF-1.7")]
)
def test_scans_and_layout_files_are_taken(copy, approved, clerk):
    assert actions.attach_sealed_copy(approved, Actor.of(clerk), file=sealed_copy(*copy), **NOON).size


@pytest.mark.parametrize(
    ("name", "content", "match"),
    [
        ("a.docx", b"PK", "只能上传扫描件"),
        ("a.pdf", b"MZ", "不是 .pdf"),
        ("a.ofd", b"PK\x03\x04", "不是 .ofd"),
        ("a.pdf", b"", "空的"),
    ],
)
def test_other_files_are_refused(name, content, match, approved, clerk):
    with pytest.raises(Refused, match=match):
        actions.attach_sealed_copy(approved, Actor.of(clerk), file=sealed_copy(name, content), **NOON)


def test_a_sealed_copy_is_not_replaced(sealed, confirmed, clerk):
    with pytest.raises(Refused, match="状态已经改变"):
        actions.attach_sealed_copy(sealed, Actor.of(clerk), file=sealed_copy(), **NOON)
    notice = confirmed.letters.get(kind="D03")
    actions.seal_notice(confirmed, Actor.of(clerk), letter=notice, file=sealed_copy(), **NOON)
    with pytest.raises(Refused, match="不能替换"):
        actions.seal_notice(confirmed, Actor.of(clerk), letter=notice, file=sealed_copy(), **NOON)


def test_a_notice_of_another_case_or_in_draft_is_not_sealed(approved, clerk):
    with pytest.raises(Refused, match="没有这份"):
        actions.seal_notice(
            approved, Actor.of(clerk), letter=approved.letters.get(kind="D12"), file=sealed_copy(), **NOON
        )


def test_sent_back_the_copy_is_void_and_stays_in_the_case(sealed, head):
    actions.send_back(sealed, Actor.of(head), reason="文字有误", **NOON)
    letter = sealed.letters.get(kind="D12")
    assert (letter.sealed_digest, letter.sealed_at, letter.dated_on) == ("", None, None)
    assert sealed.attachments.get().name == "作废的盖章件 盖章件.pdf"


def test_withdrawn_after_sealing_keeps_the_files(sealed, clerk):
    actions.withdraw(sealed, Actor.of(clerk), **NOON)
    assert sealed.attachments.count() == 1 and not sealed.letters.filter(kind="D12").exists()
