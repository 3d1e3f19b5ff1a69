"""Where the portal keeps things on this machine, and what it assumes when the environment is silent."""

import base64
import contextlib
import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The folder of PORTAL_HOME (`.portal`): database, media, index, logs, generated keys."""
    folder = Path(os.environ.get("PORTAL_HOME", "").strip() or ROOT / ".portal").expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.write_text("")
        probe.unlink(missing_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"PORTAL_HOME 的文件夹 {folder} 不能写入：{error.strerror}。") from error
    return folder


def sockets() -> Path:
    """A short folder of this home's own: Redis cuts socket paths longer than 107 bytes in silence."""
    digest = hashlib.sha256(str(home()).encode()).hexdigest()[:10]
    return (
        Path(tempfile.gettempdir() if len(tempfile.gettempdir()) < 60 else "/tmp")  # nosec B108 - a private folder of this user
        / f"zwgk-{os.getuid()}-{digest}"
    )


def database_url() -> str:
    return f"postgres://portal@{quote(str(sockets()), safe='')}/portal"


def redis_url() -> str:
    return f"unix://{sockets()}/redis.sock"


def celery_broker(url: str) -> str:
    """Celery calls a Redis unix socket `redis+socket://`."""
    return url.replace("unix://", "redis+socket://", 1)


def file_storage(url: str) -> dict:
    """The store of uploaded files: a folder, or `s3://key:secret@host:port/bucket` (`s3+http://` without TLS)."""
    if not url:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    bucket = parts.path.strip("/")
    if not (host and bucket and parts.username and parts.password):
        raise ImproperlyConfigured("环境变量 STORAGE_URL 的值不对：应像 s3://密钥号:密钥@主机:端口/桶名。")
    options = {
        "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{host}",
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "bucket_name": bucket,
        "file_overwrite": False,
        "default_acl": None,
        "signature_version": "s3v4",
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def metrics() -> Path:
    """Where the web processes of this machine add up their counts, in files that they map into memory: on a full disk the
    first write to a new one would end the process, so in memory where there is such a folder."""
    if given := os.environ.get("PROMETHEUS_MULTIPROC_DIR", "").strip():
        return Path(given)
    memory = Path("/dev/shm")  # nosec B108 - a private folder of this user below it
    folder = memory / sockets().name if os.access(memory, os.W_OK) else home() / "metrics"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def default_hosts(public_url: str) -> list[str]:
    host = urlsplit(public_url).hostname
    return [host, "127.0.0.1", "localhost", "[::1]"] if host else ["127.0.0.1", "localhost", "[::1]"]


def _generated(name: str, make) -> str:
    """A value made once and kept in this home; a second process that starts meanwhile reads the first one's."""
    path = home() / name
    if not path.exists():
        draft = home() / f".{name}.{os.getpid()}"
        draft.touch(0o600)
        draft.write_text(make())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def generated_key(name: str) -> str:
    return _generated(name, lambda: secrets.token_urlsafe(50))


def generated_field_key(name: str) -> str:
    """`id:base64 of 32 bytes`; the first of FIELD_KEYS seals, all of them open."""
    return _generated(name, lambda: "k1:" + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
