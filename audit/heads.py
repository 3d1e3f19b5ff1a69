"""The head of the chain leaves the database once a day: what is written there cannot be rewritten here."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from audit.models import Seal
from audit.seal import head


def path() -> Path:
    return Path(settings.AUDIT_HEADS_FILE)


def keep(at: datetime) -> str:
    """Appends "time sequence digest" to the file; returns the line."""
    sequence, digest = head()
    line = f"{at.isoformat(timespec='seconds')} {sequence} {digest}"
    with path().open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    return line


def faults() -> Iterator[str]:
    """Every kept head that the chain no longer contains, as sentences."""
    if not path().exists():
        return
    for line in path().read_text(encoding="utf-8").splitlines():
        when, sequence, digest = line.split()
        if int(sequence) and not Seal.objects.filter(sequence=int(sequence), digest=digest).exists():
            yield f"{when} 留存的链首（第 {sequence} 号）与数据库不符"
