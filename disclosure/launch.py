"""What `./run` does once its environment stands: serve, test, bench, manage."""

import contextlib
import io
import os
import signal
import subprocess
import sys
import time

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, execute_from_command_line
from django.db import OperationalError, connection

from disclosure import embedded


def say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def main(arguments: list[str]) -> int:
    """Returns the exit code of the verb; every expected failure is one sentence on stderr."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    verbs = {"test": test, "bench": bench, "manage": manage}
    verb = arguments[0] if arguments else ""
    if verb and verb not in verbs:
        say(f"不认识“{verb}”。用法：./run、./run test、./run bench、./run manage <命令>。")
        return 2
    try:
        with embedded.running() as services:
            return verbs[verb](arguments[1:]) if verb else serve(services)
    except (embedded.CannotStart, ImproperlyConfigured, CommandError) as error:
        say(f"不能启动：{error}")
    except KeyboardInterrupt:
        return 130
    return 1


def serve(services: list) -> int:
    django.setup()
    wait_for_database()
    call_command("serve", services=services)
    return 0


def test(arguments: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments]).returncode


def bench(arguments: list[str]) -> int:
    django.setup()
    prepare()
    return subprocess.run([sys.executable, "-m", "bench", *arguments]).returncode


def manage(arguments: list[str]) -> int:
    """Prepared like `./run`; stdout carries only the command's own answer."""
    django.setup()
    if arguments and arguments[0] not in {"makemigrations", "check", "help"}:
        prepare()
    try:
        execute_from_command_line(["manage.py", *arguments])
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 1
    return 0


def wait_for_database(seconds: float = 5) -> None:
    """Refuses with a sentence when the database cannot be reached."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as error:
            if time.monotonic() > deadline:
                reason = str(error).strip().splitlines()[0]
                raise embedded.CannotStart(f"连不上数据库（DATABASE_URL）：{reason}") from error
            time.sleep(0.5)


def prepare() -> None:
    """Migrations and reference data; safe to repeat."""
    wait_for_database()
    with contextlib.redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0, interactive=False)
        for command in settings.REFERENCE_COMMANDS:
            call_command(command, stdout=io.StringIO())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
