"""Reads the environment; a bad value stops the start with one sentence that names it."""

import base64
import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if not value else value in {"1", "true", "yes", "on"}
    raise ImproperlyConfigured(f"环境变量 {name} 的值“{value}”看不懂：应为 1 或 0。")


def number(name: str, default: int, low: int, high: int) -> int:
    value = text(name, str(default))
    if value.isascii() and value.isdigit() and low <= int(value) <= high:
        return int(value)
    raise ImproperlyConfigured(f"环境变量 {name} 的值“{value}”不对：应为 {low} 到 {high} 之间的整数。")


def choice(name: str, options: tuple[str, ...]) -> str:
    """One of `options`; the first is the default."""
    value = text(name, options[0])
    if value in options:
        return value
    raise ImproperlyConfigured(f"环境变量 {name} 的值“{value}”不对：应为 {'、'.join(options)} 之一。")


def address(name: str, schemes: tuple[str, ...], default: str = "") -> str:
    """An address such as postgres://host/db; empty when unset."""
    value = text(name, default)
    if value and urlsplit(value).scheme not in schemes:
        raise ImproperlyConfigured(
            f"环境变量 {name} 的值不对：应以 {' 或 '.join(s + '://' for s in schemes)} 开头。"
        )
    return value


def socket_address(name: str) -> str:
    """A socket's path, or host:port; empty when unset."""
    value = text(name).removeprefix("unix:")
    host, _, port = value.rpartition(":")
    if not value or value.startswith("/") or (host and port.isascii() and port.isdigit()):
        return value
    raise ImproperlyConfigured(
        f"环境变量 {name} 的值“{value}”不对：应像 /run/clamav/clamd.ctl 或 127.0.0.1:3310。"
    )


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Comma-separated names."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or list(default)


def keys(name: str, *, refused: bool = False) -> list[str]:
    """Comma-separated keys `id:base64 of 32 bytes`; with `refused`, there must be none."""
    found = names(name)
    if refused and found:
        raise ImproperlyConfigured(
            f"环境变量 {name} 不应当有值：SURFACE=public 而且有 FIELD_PUBLIC_KEY 的进程只封存，不持有能打开的密钥。"
        )
    if len({entry.partition(":")[0] for entry in found}) < len(found):
        raise ImproperlyConfigured(f"环境变量 {name} 的值不对：每个密钥的编号只能用一次。")
    for entry in found:
        if not _is_key(entry):
            raise ImproperlyConfigured(f"环境变量 {name} 的值不对：应为“编号:base64”，解码以后 32 字节。")
    return found


def _is_key(entry: str) -> bool:
    key_id, _, body = entry.partition(":")
    try:
        size = len(base64.b64decode(body, altchars=b"-_", validate=True))
    except ValueError:
        return False
    return (
        size == 32
        and 0 < len(key_id) <= 30
        and all(c.isascii() and (c.isalnum() or c in "-_.") for c in key_id)
    )


def prefix(name: str) -> str:
    """A path such as /zwgk/ as `/zwgk` without the last slash; empty for the root."""
    value = text(name).strip("/")
    if value and not all(c.isalnum() or c in "-_/" for c in value):
        raise ImproperlyConfigured(
            f"环境变量 {name} 的值“{value}”不对：应像 /zwgk/ 一样，只用字母、数字和 - _ /。"
        )
    return f"/{value}" if value else ""


def rate(name: str, default: str) -> str:
    """Requests per period, such as 1200/min."""
    value = text(name, default)
    count, _, period = value.partition("/")
    if count.isascii() and count.isdigit() and period in {"sec", "min", "hour", "day"}:
        return value
    raise ImproperlyConfigured(f"环境变量 {name} 的值“{value}”不对：应像 1200/min（sec、min、hour、day）。")
