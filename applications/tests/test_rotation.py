"""Field keys change while the portal runs; a public surface only seals (个人信息保护法 51)."""

import base64
import json
from hashlib import sha256
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from applications import actions, identity, rotation, sealed
from applications.models import Application, Attachment
from applications.tests.conftest import moment

pytestmark = pytest.mark.django_db
OLD = "k1:a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
NEW = "k2:b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28="
PICTURE = b"\x89PNG picture of a card"


@pytest.fixture
def old(settings):
    settings.FIELD_KEYS = [OLD]
    return settings


def half_of(entry: str) -> str:
    key_id, key = identity._decoded(entry)
    return f"{key_id}:{base64.urlsafe_b64encode(sealed.public_half(key)).decode()}"


def picture(application) -> Attachment:
    digest = sha256(PICTURE).hexdigest()
    envelope = identity.sealed_file(application.uid, digest, PICTURE)
    return Attachment.objects.create(
        application=application, kind="identity", name="证件.png", file=ContentFile(envelope, "card.bin"),
        content_type="image/png", size=len(PICTURE), digest=digest, key_id=identity.mark(), at=moment(3, 2),
    )  # fmt: skip


def test_rows_and_files_move_to_the_new_key(old, received):
    paper = picture(received)
    before = paper.file.name
    old.FIELD_KEYS = [NEW, OLD]
    report = rotation.rotate(batch=1)
    assert (report.rows, report.files, report.failed) == (1, 1, [])
    old.FIELD_KEYS = [NEW]
    received.refresh_from_db()
    paper.refresh_from_db()
    assert identity.opened_identity(received)["name"] == "王申请" and paper.key_id == "v1:k2"
    assert identity.opened_file(received.uid, paper.digest, paper.file.read()) == PICTURE
    assert paper.file.name != before


def test_a_second_run_finds_nothing_to_do(old, received):
    old.FIELD_KEYS = [NEW, OLD]
    rotation.rotate()
    assert rotation.rotate() == rotation.Report()


def test_the_old_file_goes_when_the_new_one_stands(old, received, django_capture_on_commit_callbacks):
    paper = picture(received)
    before, storage = paper.file.name, paper.file.storage
    old.FIELD_KEYS = [NEW, OLD]
    with django_capture_on_commit_callbacks(execute=True):
        rotation.rotate()
    paper.refresh_from_db()
    assert not storage.exists(before) and storage.exists(paper.file.name)


def test_what_cannot_be_opened_is_named_and_left_as_it_is(old, received):
    old.FIELD_KEYS = [NEW]
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("rotate_field_keys", stdout=out)
    assert received.number in json.loads(out.getvalue())["failed"][0]
    assert Application.objects.get().identity == received.identity


def test_a_public_surface_seals_what_only_the_desk_opens(old, form, agency, applicant):
    old.FIELD_PUBLIC_KEY, old.FIELD_KEYS = half_of(OLD), []
    application, _ = actions.receive(form, agency=agency, channel="online", actor=applicant, at=moment(3, 2))
    assert application.identity.startswith("v2:k1:")
    with pytest.raises(sealed.CannotOpen):
        identity.opened_identity(application)
    old.FIELD_KEYS = [OLD]
    assert identity.opened_identity(application)["id_number"] == "11010519491231002X"


def test_boxes_are_re_sealed_under_the_desks_key(old, form, agency, applicant):
    old.FIELD_PUBLIC_KEY, old.FIELD_KEYS = half_of(OLD), []
    actions.receive(form, agency=agency, channel="online", actor=applicant, at=moment(3, 2))
    with pytest.raises(CommandError, match="FIELD_KEYS"):
        call_command("rotate_field_keys")
    old.FIELD_KEYS = [OLD]
    assert rotation.rotate().rows == 1
    assert Application.objects.get().identity.startswith("v1:k1:")


def test_the_public_half_is_printed_for_the_other_machine(old):
    out = StringIO()
    call_command("field_public_key", stdout=out)
    assert out.getvalue().strip() == half_of(OLD)


def test_a_box_copied_into_another_row_does_not_open(old):
    key_id, half = identity._decoded(half_of(OLD))
    box = sealed.seal("secret", "row 1", key_id, half, sealed.BOX)
    assert sealed.open_envelope(box, "row 1", identity.keys()) == "secret"
    with pytest.raises(sealed.CannotOpen):
        sealed.open_envelope(box, "row 2", identity.keys())


@pytest.mark.parametrize(
    "envelope", [b"", b"v1:k1:", b"v2:k1:short", b"v9:k1:xxxx", b"\xff\xfe:k1:x", b"%PDF-1.7"]
)
def test_a_file_that_is_no_envelope_is_refused(old, envelope):
    with pytest.raises(sealed.CannotOpen):
        sealed.open_file(envelope, "row", identity.keys())
