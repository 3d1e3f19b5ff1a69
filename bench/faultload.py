"""Files requests without end and writes down each number whose receipt the database acknowledged (see bench/faults.py)."""

import os
import sys
import time
from pathlib import Path

import django
from django.db import DatabaseError, InterfaceError, connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from accounts.actors import applicant  # noqa: E402
from agencies.models import Agency  # noqa: E402
from applications import actions  # noqa: E402

FORM = {
    "kind": "citizen",
    "name": "王申请",
    "id_kind": "resident",
    "id_number": "11010519491231002X",
    "phone": "0999-6210101",
    "wanted": "2025年城乡低保资金分配到各乡镇的明细表",
}


def file_one(found: list[Agency], number: int) -> str:
    agency = found[number % len(found)]
    wanted = FORM | {"wanted": f"{FORM['wanted']}（{os.getpid()}-{number}）"}
    received = actions.receive(wanted, agency=agency, channel="online", actor=applicant(), at=timezone.now())
    return getattr(received, "number", None) or received[0].number


def main(path: str) -> None:
    found = list(Agency.objects.active())
    number = 0
    with Path(path).open("a", buffering=1) as acknowledged:
        while True:
            try:
                acknowledged.write(file_one(found, number) + "\n")
            except (DatabaseError, InterfaceError):
                connection.close()
                time.sleep(0.3)
            number += 1
            time.sleep(0.02)


if __name__ == "__main__":
    main(sys.argv[1])
