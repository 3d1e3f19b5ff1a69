"""A copy is whole or none, keys stand apart, and an operator who follows the guide has the portal back."""

import os
import subprocess
import sys
import tarfile
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection

from applications.tests.conftest import applicant, confirmed, form, received
from audit import seal
from disclosure import backup
from disclosure.tests.webprocess import database_url
from publishing import actions
from publishing.tests.fixtures import bring, column, drafted

__all__ = ["applicant", "bring", "column", "confirmed", "drafted", "form", "received"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def copy(drafted, bring, confirmed, editor, acting, at, tmp_path) -> Path:  # noqa: F811
    """A portal with a published file and a request, and its copy."""
    notice = drafted()
    actions.attach(notice, acting(editor), upload=SimpleUploadedFile("名单.txt", "名单".encode()), at=at)
    notice.refresh_from_db()
    bring(notice, "published")
    seal.seal(at)
    call_command("backup", str(tmp_path / "copy"), keys=tmp_path / "keys", stdout=StringIO())
    return tmp_path / "copy"


@pytest.fixture
def empty_database():
    """The address of a database with nothing in it."""
    name = connection.settings_dict["NAME"] + "_drill"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield database_url().rpartition("/")[0] + f"/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def operator(database: str, home: Path, *command: str) -> subprocess.CompletedProcess:
    """What an operator types on the new machine."""
    given = {
        "DATABASE_URL": database,
        "REDIS_URL": portal.REDIS_URL,
        "PORTAL_HOME": str(home),
        "PORTAL_DEMO": "0",
    }
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | given,
        capture_output=True,
        text=True,
    )


def test_the_drill(copy, empty_database, tmp_path):
    home = tmp_path / "new"
    home.mkdir()
    for key in (tmp_path / "keys").iterdir():
        (home / key.name).write_bytes(key.read_bytes())
    steps = [
        ("restore", str(copy)),
        ("migrate", "-v0"),
        ("verify_audit",),
        ("verify_clocks",),
        ("verify_all",),
    ]
    for step in steps:
        done = operator(empty_database, home, *step)
        assert done.returncode == 0, (step, done.stdout, done.stderr)
    counted = "from applications.models import Application; from publishing.models import Attachment;"
    counted += "print(Application.objects.count(), Attachment.objects.get().file.read().decode())"
    assert operator(empty_database, home, "shell", "-v0", "-c", counted).stdout.strip() == "1 名单"


def test_it_is_not_put_over_anything(copy):
    with pytest.raises(CommandError, match="数据库不是空的"):
        call_command("restore", str(copy))


def test_a_damaged_copy_is_refused(copy):
    with (copy / backup.FILES).open("ab") as file:
        file.write(b"x")
    with pytest.raises(CommandError, match=r"files\.tar 与备份时不同"):
        call_command("restore", str(copy))


def test_a_folder_in_use_is_refused(copy):
    with pytest.raises(CommandError, match="不是空的"):
        call_command("backup", str(copy))


def test_keys_stand_apart_and_closed(copy):
    keys = copy.parent / "keys"
    assert not [path for path in copy.rglob("*") if path.name.endswith(".key")]
    assert {path.stat().st_mode & 0o077 for path in keys.iterdir()} <= {0}
    assert copy.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "media/link"])
def test_a_copy_unpacks_nothing_beside_its_folder(tmp_path, name):
    archive = tmp_path / "files.tar"
    with tarfile.open(archive, "w") as made:
        member = tarfile.TarInfo(name)
        if name.endswith("link"):
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(member)
    with pytest.raises(backup.Refusal, match="不该有的东西"):
        backup._unpack(archive, tmp_path / "restored")
    assert not (tmp_path / "outside").exists()
