"""The operator's own virus scanner (clamd), asked about every file before it is kept; off unless CLAMD_ADDRESS is set.

The protocol is clamd's INSTREAM: the file goes over the socket in pieces, so the scanner needs no access to our folders
and may stand on another machine. A scanner that does not answer means that files are refused for the time being: a file
that nobody looked at is never taken, and everything else goes on.
"""

import contextlib
import logging
import socket
import struct
from typing import BinaryIO

from django.conf import settings

log = logging.getLogger(__name__)

PIECE = 64 * 1024
SECONDS = 60  # for each step, the scanner's verdict on a large archive included
INFECTED = "病毒扫描认为这个文件有病毒（{}），没有收下。请先在自己的电脑上杀毒，再上传没有病毒的文件。"
AWAY = "现在不能检查文件有没有病毒，所以暂时不收文件。请过几分钟再上传；着急的话，可以不带文件先提交，材料另外寄来。"


class NotAnswering(Exception):
    """The scanner cannot be reached, or says that it could not look."""


def objection(upload: BinaryIO) -> str:
    """Why a file is not taken, as a sentence; "" when it is clean, or when there is no scanner."""
    if not settings.CLAMD_ADDRESS:
        return ""
    try:
        found = _verdict(_asked(b"zINSTREAM\0", upload))
    except (OSError, NotAnswering) as error:
        log.error("病毒扫描没有应答：%s", error)
        return AWAY
    if found:
        log.warning("上传的文件没有收下：%s", found)
    return INFECTED.format(found) if found else ""


def answers() -> bool:
    """Whether the scanner is there."""
    try:
        return _asked(b"zPING\0") == "PONG"
    except OSError:
        return False


def _verdict(answer: str) -> str:
    """The name of what was found in "stream: Win.Test.EICAR_HDB-1 FOUND", "" for "stream: OK". Raises NotAnswering."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:100]
    raise NotAnswering(said[:200] or "没有结论")


def _asked(command: bytes, upload: BinaryIO | None = None) -> str:
    """The scanner's answer without its closing zero. Raises OSError."""
    with _connected() as line:
        line.sendall(command)
        if upload is not None:
            upload.seek(0)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it had enough: it says why
                _send(line, upload)
        return _read(line)


def _send(line: socket.socket, upload: BinaryIO) -> None:
    while piece := upload.read(PIECE):
        line.sendall(struct.pack("!I", len(piece)) + piece)
    line.sendall(struct.pack("!I", 0))


def _read(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < 4096 and (more := line.recv(4096)):
        answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace").strip()


def _connected() -> socket.socket:
    address = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
