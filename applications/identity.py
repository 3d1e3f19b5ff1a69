"""The one door to an applicant's identity data: sealed going in, opened only for a recorded reading."""

import base64

from django.conf import settings

from applications import codes, intake, masking, sealed
from applications.models import Application, Draft


def _decoded(entry: str) -> tuple[str, bytes]:
    key_id, _, body = entry.partition(":")
    return key_id, base64.urlsafe_b64decode(body)


def keys() -> dict[str, bytes]:
    """Key id to key, in the order of settings.FIELD_KEYS: the first seals, all of them open; none where one only seals."""
    return dict(_decoded(entry) for entry in settings.FIELD_KEYS)


def can_open() -> bool:
    """Whether this process holds a key at all: a public surface with FIELD_PUBLIC_KEY holds none."""
    return bool(settings.FIELD_KEYS)


def _sealing() -> tuple[str, bytes, str]:
    """(key id, key, edition) of what is sealed now."""
    if can_open():
        return *next(iter(keys().items())), sealed.KEY
    return *_decoded(settings.FIELD_PUBLIC_KEY), sealed.BOX


def mark() -> str:
    """The mark of what is sealed now, `v1:<key id>`: all else is re-sealed by the rotation."""
    key_id, _, edition = _sealing()
    return f"{edition}:{key_id}"


def _context(owner_uid) -> str:
    return f"applications.identity:{owner_uid}"


def sealed_identity(owner_uid, identity: dict) -> str:
    """An envelope for one row: of a request, or of a correction of one's own record."""
    return sealed.seal(identity, _context(owner_uid), *_sealing())


def opened_identity(owner) -> dict:
    """The identity data in plain text, `{}` once it was erased. Callers record the reading (see `actions.reveal`).

    Raises sealed.CannotOpen.
    """
    return sealed.open_envelope(owner.identity, _context(owner.uid), keys()) if owner.identity else {}


def _file_context(owner_uid, digest: str) -> str:
    return f"applications.file:{owner_uid}:{digest}"


def sealed_file(owner_uid, digest: str, plain: bytes) -> bytes:
    """The bytes of a file of a request (or correction) in an envelope; `digest` is of the plain content."""
    return sealed.seal_file(plain, _file_context(owner_uid, digest), *_sealing())


def opened_file(owner_uid, digest: str, envelope: bytes) -> bytes:
    """The plain bytes. Callers record the reading. Raises sealed.CannotOpen."""
    return sealed.open_file(envelope, _file_context(owner_uid, digest), keys())


def with_more(application: Application, more: dict[str, str]) -> dict[str, str]:
    """`{"identity": envelope}` with what was learnt since added, or `{}` when nothing is new."""
    known = opened_identity(application)
    new = {name: value for name, value in more.items() if value and value not in known.values()}
    return {"identity": sealed_identity(application.uid, known | new)} if new else {}


def code_hash(code: str) -> str:
    """What is stored of a query code; the same for a draft and its application."""
    return sealed.keyed_hash(codes.normalised(code), settings.SECRET_KEY.encode(), "applications.code")


def person_key(form: dict) -> str:
    """A keyed hash of the identity or credit number: finds repeats without storing the number."""
    number = intake.compact(form.get("credit_code") or form.get("id_number") or "")
    return sealed.keyed_hash(number, settings.SECRET_KEY.encode(), "applications.person") if number else ""


def _draft_key(code: str) -> bytes:
    secret = (codes.normalised(code) + settings.SECRET_KEY).encode()
    return sealed.derived_key(secret, "applications.draft")


def sealed_draft_file(draft_hash: str, code: str, digest: str, plain: bytes) -> bytes:
    """A file of an unfinished form, under the key made from the applicant's own code."""
    return sealed.seal_file(plain, f"applications.draft:{draft_hash}:{digest}", "code", _draft_key(code))


def opened_draft_file(draft_hash: str, code: str, digest: str, envelope: bytes) -> bytes:
    """The plain bytes, for whoever holds the code. Raises sealed.CannotOpen."""
    keys = {"code": _draft_key(code)}
    return sealed.open_file(envelope, f"applications.draft:{draft_hash}:{digest}", keys)


def sealed_draft(draft_hash: str, code: str, data: dict) -> str:
    """An unfinished form under a key made from the applicant's own code: the office cannot read it."""
    return sealed.seal(data, f"applications.draft:{draft_hash}", "code", _draft_key(code))


def opened_draft(draft: Draft, code: str) -> dict:
    """The unfinished form, `{}` when nothing was saved yet."""
    if not draft.sealed:
        return {}
    return sealed.open_envelope(
        draft.sealed, f"applications.draft:{draft.code_hash}", {"code": _draft_key(code)}
    )


def masked(form: dict) -> str:
    """The name as lists show it."""
    if form.get("kind") != "citizen":
        return masking.masked_organisation(form.get("name", ""))
    return masking.masked_name(form.get("name", ""))
