"""Files that applicants hand in: checked by content, size and name; on an unfinished form under the applicant's own
code, at submission sealed again under the field keys where they show who somebody is (Art 29; 个人信息保护法 51)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from unicodedata import category
from uuid import UUID, uuid4

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet

from applications import identity, stored
from applications.choices import ENCRYPTED, AttachmentKind
from applications.models import Application, Attachment, Draft, DraftFile
from publishing import files
from publishing.characters import printable

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Rule:
    """What is taken of one kind: endings, how many files, how large each."""

    endings: tuple[str, ...]
    most: int
    megabytes: int

    @property
    def hint(self) -> str:
        endings = "、".join(self.endings) if len(self.endings) < 6 else "文档、图片、压缩包"
        return f"可以选多个，最多 {self.most} 个，每个不超过 {self.megabytes} MB；{endings}"


PICTURES, ANYTHING = ("jpg", "jpeg", "png", "pdf"), tuple(files.ALLOWED)
RULES = {
    AttachmentKind.IDENTITY: Rule(PICTURES, 4, 10),
    AttachmentKind.MANDATE: Rule(PICTURES, 4, 10),
    AttachmentKind.REQUEST: Rule(ANYTHING, 6, 20),
    AttachmentKind.SUPPLEMENT: Rule(ANYTHING, 6, 20),
}


def name_of(upload: File) -> str:
    """The name without folders and without characters that no list can show."""
    seen = "".join(
        each for each in str(upload.name or "") if category(each) != "Cf"
    )  # no turning of the writing
    name = printable(seen).replace("\\", "/").rsplit("/", 1)[-1].strip()
    return name if len(name) <= 120 else name[:100] + "…" + name[-19:]


def objection(kind: str, upload: File) -> str:
    """Why this file is not taken, as a sentence that names it; "" when it is."""
    rule, name = RULES[kind], name_of(upload)
    ending = files.extension_of(name)
    if ending not in rule.endings:
        return f"“{name}”：不能上传这种文件。可以上传：{'、'.join(rule.endings)}。"
    if upload.size > rule.megabytes * MEGABYTE:
        return (
            f"“{name}”有 {files.human_size(upload.size)}，超过 {rule.megabytes} MB。请缩小图片或者分开上传。"
        )
    sentence = files.objection(upload, ending)
    return f"“{name}”：{sentence}" if sentence else ""


def too_many(kind: str, number: int) -> str:
    """Why so many files of a kind are not taken; "" when they are."""
    most = RULES[kind].most
    return f"最多 {most} 个文件，请删去一些，或者合并成一个 PDF。" if number > most else ""


def _content(upload: File) -> tuple[bytes, str]:
    upload.seek(0)
    plain = upload.read()
    return plain, sha256(plain).hexdigest()


def _facts(name: str, size: int, digest: str) -> dict:
    kind = files.CONTENT_TYPES.get(files.extension_of(name), "application/octet-stream")
    return {"name": name, "content_type": kind, "size": size, "digest": digest}


def _stored(body: bytes, ending: str) -> ContentFile:
    """A file under a name that says nothing."""
    return ContentFile(body, name=f"{uuid4().hex}.{ending}")


# ---- on an unfinished form -------------------------------------------------------------------------------------------


@transaction.atomic
def add(draft: Draft, code: str, kind: str, uploads: Iterable[File]) -> str:
    """Keeps files that were found good; the same file twice is kept once. A sentence when there are too many."""
    kept = {row.digest for row in draft.files.filter(kind=kind)}
    for upload in uploads:
        plain, digest = _content(upload)
        if digest in kept:
            continue
        if sentence := too_many(kind, len(kept) + 1):
            return sentence
        kept.add(digest)
        body = identity.sealed_draft_file(draft.code_hash, code, digest, plain)
        facts = _facts(name_of(upload), len(plain), digest)
        DraftFile.objects.create(draft=draft, kind=kind, file=_stored(body, "draft"), **facts)
    return ""


def by_kind(draft: Draft | None) -> dict[str, list[DraftFile]]:
    """The files of a form, by kind."""
    found: dict[str, list[DraftFile]] = {str(kind): [] for kind in RULES}
    for row in draft.files.all() if draft else ():
        found[row.kind].append(row)
    return found


def remove(rows: QuerySet[DraftFile]) -> None:
    """Throws files of unfinished forms away, with what is stored."""
    for row in rows:
        transaction.on_commit(lambda stored=row.file: stored.storage.delete(stored.name))
    rows.delete()


def handed_over(draft: Draft, code: str, uid: UUID, *, at: datetime) -> list[Attachment]:
    """The form is being sent: its files for the request `uid`, those that show who somebody is sealed under the field keys.

    Stored, their rows not saved yet: that work is done before the request takes its number. The files stay on the
    form, which may go to several agencies.
    """
    return [_handed_over(draft, code, row, uid, at) for row in draft.files.all()]


def _handed_over(draft: Draft, code: str, row: DraftFile, uid: UUID, at: datetime) -> Attachment:
    with row.file.open("rb") as stored:
        plain = identity.opened_draft_file(draft.code_hash, code, row.digest, stored.read())
    return _sealed(uid, row.kind, row.name, plain, row.digest, at)


# ---- on a request ----------------------------------------------------------------------------------------------------


def keep(application: Application, kind: str, uploads: Iterable[File], *, at: datetime) -> list[Attachment]:
    """Files that were found good, as attachments of a request."""
    rows = []
    for upload in uploads:
        plain, digest = _content(upload)
        rows.append(_sealed(application.uid, kind, name_of(upload), plain, digest, at))
    return belonging(rows, application)


def copied(application: Application, uid: UUID) -> list[Attachment]:
    """What was handed in with one request, for another (`uid`) made out of it; stored, the rows not saved yet."""
    rows = application.attachments.filter(kind__in=RULES)
    return [_sealed(uid, row.kind, row.name, opened(row), row.digest, row.at) for row in rows]


def belonging(rows: Iterable[Attachment], application: Application) -> list[Attachment]:
    """Saves the rows of files that were stored for this request."""
    rows = list(rows)
    for row in rows:
        row.application = application
    return Attachment.objects.bulk_create(rows)


def _sealed(uid: UUID, kind: str, name: str, plain: bytes, digest: str, at: datetime) -> Attachment:
    """The file stored, for the request `uid`; the row is saved when the request is."""
    secret = kind in ENCRYPTED
    body = identity.sealed_file(uid, digest, plain) if secret else plain
    row = Attachment(
        kind=kind, key_id=identity.mark() if secret else "", at=at, **_facts(name, len(plain), digest)
    )
    body = _stored(body, "sealed" if secret else files.extension_of(name))
    row.file.save(body.name, body, save=False)
    stored.noted(row.file)
    return row


def opened(paper: Attachment) -> bytes:
    """The plain bytes of a file; callers record the reading of a sealed one. Raises sealed.CannotOpen."""
    with paper.file.open("rb") as stored:
        body = stored.read()
    return identity.opened_file(paper.application.uid, paper.digest, body) if paper.key_id else body
