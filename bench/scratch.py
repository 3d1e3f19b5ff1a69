"""A database of the benchmark's own, made by the migrations and dropped afterwards: the portal's data stay as they are."""

import contextlib
from collections.abc import Iterator
from io import StringIO

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
