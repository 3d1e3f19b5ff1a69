"""Around a demand to correct one's own record (Art 41): its one-time form, and its letter as each may read it."""

from uuid import UUID, uuid4

from django.core import signing

from applications import codes, identity, masking
from applications.models import Correction, Letter

SALT, KEPT = "correction-form", 24 * 3600


def token(uid: UUID, code: str) -> str:
    """What a form carries, so that sending it twice is one demand."""
    return signing.dumps([str(uid), code], salt=SALT)


def opened_token(text: str) -> tuple[UUID, str]:
    """The identity and code of the form that is being filled in; new ones for a new form."""
    try:
        uid, code = signing.loads(text, salt=SALT, max_age=KEPT)
        return UUID(uid), code
    except (signing.BadSignature, ValueError, TypeError):
        return uuid4(), codes.new_code()


def letter(correction: Correction, *, named: bool) -> Letter | None:
    """The letter that answered it, None before; without `named` the name in it is masked."""
    found = correction.letter
    if found and not named:
        name = identity.opened_identity(correction).get("name", "")
        found.paragraphs = masking.without(found.paragraphs, name, correction.masked_name)
    return found
