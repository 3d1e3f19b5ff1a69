"""Attachments: which kinds of file are taken, and that their content is what their name says."""

import hashlib
import zipfile
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.verbs import Refused
from publishing import inspection, scanning
from publishing.characters import printable
from publishing.models import Attachment, Publication

MAX_BYTES = 50 * 1024 * 1024
MOST_TEXT = 2_000_000  # characters kept of a file for the checks
ZIPPED = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "ofd": "OFD.xml"}
MAGIC = {
    "pdf": b"%PDF-",
    "doc": b"\xd0\xcf\x11\xe0",
    "xls": b"\xd0\xcf\x11\xe0",
    "wps": b"\xd0\xcf\x11\xe0",
    "et": b"\xd0\xcf\x11\xe0",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG",
    "zip": b"PK",
}
TEXT = {"txt", "csv"}
ALLOWED = sorted({*ZIPPED, *MAGIC, *TEXT})
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "zip": "application/zip",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ofd": "application/ofd",
}


def store(
    publication: Publication, upload, *, at: datetime, name: str = "", personal: bool = False
) -> Attachment:
    """Keeps an uploaded file (a Django File) without its metadata, with what the checks found in it. Raises Refused with a sentence for a bad one."""
    shown = printable(name or upload.name).replace("\\", "/").rsplit("/", 1)[-1][:200]
    extension = extension_of(shown)
    if sentence := objection(upload, extension):
        raise Refused(sentence, {"file": sentence})
    upload.seek(0)
    data = inspection.stripped(shown, upload.read())
    inside = inspection.inspect(shown, data)
    return Attachment.objects.create(
        publication=publication,
        name=shown,
        file=ContentFile(data, name=shown),
        content_type=CONTENT_TYPES.get(extension, "application/octet-stream"),
        size=len(data),
        digest=hashlib.sha256(data).hexdigest(),
        text=printable(inside.text)[:MOST_TEXT],
        hidden=inside.hidden,
        unreadable=_unreadable(inside),
        personal=personal,
        order=publication.attachments.count(),
        added_at=at,
    )


def replace(original: Attachment, data: bytes, *, at: datetime) -> Attachment:
    """A new version of a file in its place, looked into anew; the original stays with the office."""
    made = store(
        original.publication,
        SimpleUploadedFile(original.name, data),
        at=at,
        name=original.name,
        personal=original.personal,
    )
    made.made_from, made.order = original, original.order
    made.save(update_fields=["made_from", "order"])
    original.superseded_at = at
    original.save(update_fields=["superseded_at"])
    return made


def _unreadable(inside: inspection.Inside) -> str:
    """A text too long to be kept whole was not checked whole, and that is said."""
    if inside.unreadable or len(inside.text) <= MOST_TEXT:
        return inside.unreadable[:200]
    return "文字太多，只检查了前一部分，其余请打开查看。"


def extension_of(name: str) -> str:
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def objection(upload, extension: str) -> str:
    """Why a file is not taken, as a sentence; empty when it is."""
    if extension not in ALLOWED:
        return f"不能上传这种文件。可以上传：{'、'.join(ALLOWED)}。"
    if upload.size > MAX_BYTES:
        return "文件超过 50 MB，请压缩或分开上传。"
    if upload.size == 0:
        return "文件是空的，请检查后重新上传。"
    if not _is_what_it_says(upload, extension):
        return f"文件内容不是 .{extension} 格式，请用原来的软件重新保存后上传。"
    return scanning.objection(upload)


def _is_what_it_says(upload, extension: str) -> bool:
    upload.seek(0)
    if extension in ZIPPED:
        return _zip_holds(upload, ZIPPED[extension])
    head = upload.read(4096)
    if extension in TEXT:
        return b"\x00" not in head
    return head.startswith(MAGIC[extension])


def _zip_holds(upload, part: str) -> bool:
    try:
        with zipfile.ZipFile(upload) as archive:
            return any(name.startswith(part) for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


def human_size(size: int) -> str:
    """512 B, 18 KB, 1.4 MB."""
    if size < 1024:
        return f"{size} B"
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"
