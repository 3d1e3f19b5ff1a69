"""Files are shown to the operator's virus scanner before they are kept; one that nobody looked at is not taken.

The scanner of these tests is a small server that speaks clamd's INSTREAM over a real socket.
"""

import socket
import struct
import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.verbs import Refused
from applications import papers
from applications.choices import AttachmentKind
from publishing import actions, scanning
from publishing.models import Attachment
from publishing.tests.fixtures import column, drafted  # noqa: F401

MARK = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
CLEAN = b"%PDF-1.4 " + b"x" * 200_000


class Scanner:
    """Finds the test mark wherever it stands; `says` answers everything alike instead."""

    def __init__(self, line: socket.socket, says: bytes = b"") -> None:
        self.line, self.says, self.seen = line, says, []
        line.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                line, _ = self.line.accept()
            except OSError:
                return
            with line, line.makefile("rb") as sent:
                line.sendall(self.answer(sent))

    def answer(self, sent) -> bytes:
        command = b"".join(iter(lambda: sent.read(1), b"\0"))
        if command == b"zPING":
            return b"PONG\0"
        body = b""
        while size := struct.unpack("!I", sent.read(4))[0]:
            body += sent.read(size)
        self.seen.append(body)
        found = b"stream: Eicar-Test-Signature FOUND\0" if MARK in body else b"stream: OK\0"
        return self.says or found


@pytest.fixture
def scanner(settings) -> Iterator[Scanner]:
    with socket.create_server(("127.0.0.1", 0)) as line:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{line.getsockname()[1]}"
        yield Scanner(line)


def upload(content: bytes = CLEAN, name: str = "材料.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_clean_file_is_sent_whole_and_taken(scanner):
    assert papers.objection(AttachmentKind.REQUEST, upload()) == ""
    assert scanner.seen == [CLEAN]
    assert scanning.answers()


def test_an_applicants_infected_file_is_refused_by_name(scanner):
    sentence = papers.objection(AttachmentKind.REQUEST, upload(CLEAN + MARK))
    assert sentence.startswith("“材料.pdf”：病毒扫描认为这个文件有病毒（Eicar-Test-Signature），没有收下")


def test_an_editors_infected_file_is_not_kept(scanner, drafted, editor, acting, at):  # noqa: F811
    with pytest.raises(Refused, match="有病毒"):
        actions.attach(drafted(), acting(editor), upload=upload(CLEAN + MARK), at=at)
    assert not Attachment.objects.exists()


def test_a_socket_in_a_folder_will_do(settings, tmp_path):
    settings.CLAMD_ADDRESS = str(tmp_path / "ctl")
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(settings.CLAMD_ADDRESS)
        Scanner(line)
        assert scanning.objection(BytesIO(MARK)) != "" == scanning.objection(BytesIO(b"clean"))


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: broken ERROR\0", b"\0"])
def test_a_scanner_that_could_not_look_means_no(settings, says):
    with socket.create_server(("127.0.0.1", 0)) as line:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{line.getsockname()[1]}"
        Scanner(line, says)
        assert scanning.objection(upload()) == scanning.AWAY


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl"])
def test_without_a_scanner_that_answers_no_file_is_taken(settings, address):
    settings.CLAMD_ADDRESS = address
    assert scanning.objection(upload()) == scanning.AWAY
    assert not scanning.answers()


def test_without_an_address_nobody_is_asked(settings):
    settings.CLAMD_ADDRESS = ""
    assert papers.objection(AttachmentKind.REQUEST, upload(CLEAN + MARK)) == ""
