"""A zip that is sent while it is made: never whole in memory, never on disk."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from applications.archiving import Piece


class _Tape:
    """Keeps what was written until it is taken; cannot be wound back, so the zip writes its sizes behind each file."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        body, self.written = b"".join(self.written), []
        return body


def stream(pieces: Iterable[Piece], at: datetime) -> Iterator[bytes]:
    """The zip of these pieces in parts; names are UTF-8, times those of `at` in Beijing."""
    tape, when = _Tape(), timezone.localtime(at).timetuple()[:6]
    with zipfile.ZipFile(tape, "w") as archive:
        for piece in pieces:
            if piece.body is not None:
                entry = zipfile.ZipInfo(piece.path, when)
                archive.writestr(entry, piece.body, zipfile.ZIP_DEFLATED)
                yield tape.take()
    yield tape.take()
