"""Encryption of identity data at rest: AES-256-GCM in an envelope that names its key (个人信息保护法 51).

An envelope is `v1:<key id>:<base64 of nonce and ciphertext>`. The context (which row, which field) is
authenticated with it, so an envelope copied into another row does not open.
"""

import base64
import hmac
import json
import os
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class CannotOpen(Exception):
    """The key is not there, or the envelope was changed or belongs elsewhere."""


def derived_key(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose, derived from a longer-lived secret."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def seal(value: object, context: str, key_id: str, key: bytes) -> str:
    """An envelope holding `value` (anything that JSON can hold), bound to `context`."""
    nonce = os.urandom(NONCE)
    plain = json.dumps(value, ensure_ascii=False).encode()
    boxed = nonce + AESGCM(key).encrypt(nonce, plain, context.encode())
    return f"v1:{key_id}:{base64.b64encode(boxed).decode()}"


def open_envelope(envelope: str, context: str, keys: Mapping[str, bytes]) -> object:
    """What was sealed. Raises CannotOpen."""
    version, _, rest = envelope.partition(":")
    key_id, _, body = rest.partition(":")
    if version != "v1" or key_id not in keys:
        raise CannotOpen(f"No key {key_id!r} for this envelope.")
    try:
        boxed = base64.b64decode(body, validate=True)
        plain = AESGCM(keys[key_id]).decrypt(boxed[:NONCE], boxed[NONCE:], context.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("The envelope was changed, or belongs to another row.") from error
    return json.loads(plain)


def key_id_of(envelope: str) -> str:
    """The id of the key that sealed it, for rotation."""
    return envelope.split(":", 2)[1]


def keyed_hash(text: str, secret: bytes, purpose: str) -> str:
    """64 hex digits: the same text gives the same hash, and nobody without the secret can try texts."""
    return hmac.new(derived_key(secret, purpose), text.encode(), sha256).hexdigest()
