"""Is a file safe to open? Size, kind, macros, passwords and bombs are looked at before anything is parsed."""

import io
import struct
import zipfile
import zlib

from catalog.importing.grid import Unreadable

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_ROWS = 50_000
_OLE = b"\xd0\xcf\x11\xe0"
_CHUNK = 1024 * 1024


def check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise Unreadable(
            f"文件有 {size / 1024 / 1024:.0f} MB，最多 20 MB。请分成几个文件，或者删去图片后再试。"
        )
    if size == 0:
        raise Unreadable("文件是空的。")


def check_rows(count: int) -> None:
    if count > MAX_ROWS:
        raise Unreadable(f"表格有 {count} 行，最多 {MAX_ROWS} 行。请按领域分成几个文件。")


def unpacked(data: bytes, kind: str) -> bytes:
    """The same package, uncompressed and without macros or media: what a parser may be given.

    Every byte is counted while it is unpacked, so that what the directory claims does not matter.
    """
    refuse_sealed(data, kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _repacked(package, data, kind)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        UnicodeDecodeError,
    ) as error:
        raise Unreadable(
            f"文件已损坏，或者不是真正的 .{kind} 文件。请用 Excel、Word 或 WPS 打开后另存一份再试。"
        ) from error


def refuse_sealed(data: bytes, kind: str) -> None:
    """Old binary files and those with a password are one container format."""
    if not data.startswith(_OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("文件设有打开密码，读不了。请取消密码后再试。")
    raise Unreadable(f"这是旧格式的文件，不是 .{kind}。请用 Excel、Word 或 WPS 打开，另存为 .{kind} 后再试。")


def _repacked(package: zipfile.ZipFile, data: bytes, kind: str) -> bytes:
    members = package.infolist()
    names = [member.filename for member in members]
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("文件带有宏，不能导入。请另存为不带宏的文件后再试。")
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("文件设有打开密码，读不了。请取消密码后再试。")
    folder = {"xlsx": "xl/", "docx": "word/"}[kind]
    if not any(name.startswith(folder) for name in names):
        raise Unreadable(f"文件不是真正的 .{kind} 文件。请用 Excel、Word 或 WPS 打开后另存一份再试。")
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _bomb()
    out = io.BytesIO()
    left = MAX_UNPACKED
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as plain:
        for member in members:
            if "/media/" in member.filename or member.is_dir():
                continue
            content = _inflated(data, member, left)
            left -= len(content)
            plain.writestr(member.filename, content)
    return out.getvalue()


def _bomb() -> Unreadable:
    return Unreadable("文件解压后过大，像是压缩炸弹，没有打开。请检查文件来源。")


def _inflated(data: bytes, member: zipfile.ZipInfo, limit: int) -> bytes:
    """One member unpacked from its own bytes; never more than `limit`."""
    at = member.header_offset
    name_length, extra_length = struct.unpack("<HH", data[at + 26 : at + 30])
    start = at + 30 + name_length + extra_length
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        return packed
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("unknown compression")
    worker = zlib.decompressobj(-zlib.MAX_WBITS)
    content = worker.decompress(packed, limit + 1)
    if len(content) > limit:
        raise _bomb()
    if zlib.crc32(content) != member.CRC:
        raise zipfile.BadZipFile("checksum")
    return content
