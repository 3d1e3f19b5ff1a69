"""A database of the benchmark's own, made by the migrations and dropped afterwards: the portal's data stay as they are."""

import contextlib
from collections.abc import Iterator
from io import StringIO
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

NAME = "bench_portal"


@contextlib.contextmanager
def database() -> Iterator[None]:
    """Everything inside the block reads and writes the scratch database."""
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = NAME
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        for command in ("load_workdays", "watch_content"):
            call_command(command, stdout=StringIO())
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def address() -> str:
    """The database in use as DATABASE_URL, for a process of its own."""
    given = connection.settings_dict
    owner = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    place = quote(given["HOST"], safe="") + (f":{given['PORT']}" if given["PORT"] else "")
    return f"postgres://{owner}@{place}/{given['NAME']}"
