"""The one door to an applicant's identity data: sealed going in, opened only for a recorded reading."""

import base64

from django.conf import settings

from applications import codes, intake, masking, sealed
from applications.models import Application, Draft


def keys() -> dict[str, bytes]:
    """Key id to key, in the order of settings.FIELD_KEYS: the first seals, all of them open."""
    pairs = (entry.split(":", 1) for entry in settings.FIELD_KEYS)
    return {key_id: base64.urlsafe_b64decode(body) for key_id, body in pairs}


def sealed_identity(application_uid, identity: dict) -> str:
    """An envelope for one application's row."""
    key_id, key = next(iter(keys().items()))
    return sealed.seal(identity, f"applications.identity:{application_uid}", key_id, key)


def opened_identity(application: Application) -> dict:
    """The identity data in plain text. Callers record the reading (see `actions.reveal`)."""
    return sealed.open_envelope(application.identity, f"applications.identity:{application.uid}", keys())


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
