"""The county's e-seal service: what it is told, what it must give back, and what is said when it does not."""

import sys
from io import BytesIO

import pytest
from pypdf import PdfReader

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import actions, rendering, sealer
from applications.tests.conftest import moment
from demonstration import sealed as demonstration_copy

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not rendering.can_pdf(), reason="no Chinese font on this machine"),
]
NOON = {"at": moment(3, 16)}
TELLS = """
import os, sys
told = ",".join(os.environ[name] for name in ("SEAL_NAME", "SEAL_NUMBER", "SEAL_PAGE", "SEAL_PAGES"))
sys.stdout.buffer.write(sys.stdin.buffer.read() + b"\\n%" + told.encode())
"""


def program(tmp_path, text: str) -> str:
    file = tmp_path / "seal.py"
    file.write_text(text, encoding="utf-8")
    return f"{sys.executable} {file}"


def test_the_service_seals_the_reply(approved, clerk, settings, tmp_path):
    settings.SEAL_COMMAND = program(tmp_path, TELLS)
    copy = actions.e_seal(approved, Actor.of(clerk), **NOON)
    approved.refresh_from_db()
    assert (approved.state, copy.letter.sealed_digest) == ("sealed", copy.digest)
    assert copy.file.read().decode(errors="replace").endswith("澄溪县民政局,县民政局公开复〔2026〕1号,1,1")


def test_the_service_seals_a_notice_and_the_state_stays(confirmed, clerk, settings):
    settings.SEAL_COMMAND = "cat"
    notice = confirmed.letters.get(kind="D03")
    actions.e_seal_notice(confirmed, Actor.of(clerk), letter=notice, **NOON)
    confirmed.refresh_from_db()
    notice.refresh_from_db()
    assert confirmed.state == "confirmed" and notice.sealed_at


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("import sys; sys.exit('印章被锁定')", "没有成功：印章被锁定"),
        ("print('ok')", "不是 PDF"),
        ("import time; time.sleep(30)", "没有完成"),
    ],
)
def test_a_failure_is_said_and_nothing_is_attached(
    text, match, approved, clerk, settings, tmp_path, monkeypatch
):
    settings.SEAL_COMMAND = program(tmp_path, text)
    monkeypatch.setattr(sealer, "SECONDS", 2)
    with pytest.raises(Refused, match=match):
        actions.e_seal(approved, Actor.of(clerk), **NOON)
    approved.refresh_from_db()
    assert approved.state == "approved" and not approved.attachments.exists()


@pytest.mark.parametrize(("command", "match"), [("", "没有设置"), ("/no/such/program", "不能运行")])
def test_without_a_service_the_copy_is_attached_by_hand(command, match, approved, clerk, settings):
    settings.SEAL_COMMAND = command
    with pytest.raises(Refused, match=match):
        actions.e_seal(approved, Actor.of(clerk), **NOON)


def test_the_demonstrations_seal_says_what_it_is(approved, settings):
    letter = approved.letters.get(kind="D12")
    here = demonstration_copy.copy(letter).read()
    command = f"{sys.executable} {settings.BASE_DIR}/demonstration/sealprogram.py"
    settings.SEAL_COMMAND = command
    for body in (here, sealer.sealed(letter).read()):
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
        assert "演示用印" in text and letter.number in text
