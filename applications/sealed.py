"""Encryption of identity data at rest (个人信息保护法 51), in an envelope that names its key.

Two editions. `v1`: AES-256-GCM under a field key. `v2`: a box for the public half of a field key (X25519, then
AES-256-GCM), which somebody can make who cannot open it. An envelope of text is `v1:<key id>:<base64>`; one of a
file has the same head and the bytes as they are. The context (which row, which field) is authenticated with it, so
an envelope copied into another row does not open.
"""

import base64
import hmac
import json
import os
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE, POINT = 12, 32
KEY, BOX = "v1", "v2"


class CannotOpen(Exception):
    """The key is not there, or the envelope was changed or belongs elsewhere."""


def derived_key(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose, derived from a longer-lived secret."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def public_half(key: bytes) -> bytes:
    """The 32 bytes that make boxes which only this field key opens."""
    return _private(key).public_key().public_bytes_raw()


def _private(key: bytes) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(derived_key(key, "applications.box"))


def _locked(plain: bytes, context: str, key: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def _unlocked(body: bytes, context: str, key: bytes) -> bytes:
    return AESGCM(key).decrypt(body[:NONCE], body[NONCE:], context.encode())


def _shared(secret: bytes, once: bytes, public: bytes) -> bytes:
    """The key of one box; both halves are bound into it."""
    return derived_key(secret, f"applications.box:{once.hex()}:{public.hex()}")


def _boxed(plain: bytes, context: str, public: bytes) -> bytes:
    once = X25519PrivateKey.generate()
    half = once.public_key().public_bytes_raw()
    secret = once.exchange(X25519PublicKey.from_public_bytes(public))
    return half + _locked(plain, context, _shared(secret, half, public))


def _unboxed(body: bytes, context: str, key: bytes) -> bytes:
    half = body[:POINT]
    secret = _private(key).exchange(X25519PublicKey.from_public_bytes(half))
    return _unlocked(body[POINT:], context, _shared(secret, half, public_half(key)))


SEAL = {KEY: _locked, BOX: _boxed}
OPEN = {KEY: _unlocked, BOX: _unboxed}


def _head(mark: str) -> tuple[str, str]:
    edition, _, key_id = mark.partition(":")
    return edition, key_id


def _opened(mark: str, body: bytes, context: str, keys: Mapping[str, bytes]) -> bytes:
    edition, key_id = _head(mark)
    if edition not in OPEN or key_id not in keys:
        raise CannotOpen(f"No key {key_id!r} for this envelope.")
    try:
        return OPEN[edition](body, context, keys[key_id])
    except (InvalidTag, ValueError) as error:
        raise CannotOpen("The envelope was changed, or belongs to another row.") from error


def seal(value: object, context: str, key_id: str, key: bytes, edition: str = KEY) -> str:
    """An envelope holding `value` (anything that JSON can hold), bound to `context`.

    `key` is a field key, or its public half for the edition BOX.
    """
    body = SEAL[edition](json.dumps(value, ensure_ascii=False).encode(), context, key)
    return f"{edition}:{key_id}:{base64.b64encode(body).decode()}"


def open_envelope(envelope: str, context: str, keys: Mapping[str, bytes]) -> object:
    """What was sealed. Raises CannotOpen."""
    mark, _, text = envelope.rpartition(":")
    try:
        body = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise CannotOpen("This is no envelope.") from error
    return json.loads(_opened(mark, body, context, keys))


def seal_file(plain: bytes, context: str, key_id: str, key: bytes, edition: str = KEY) -> bytes:
    """The bytes of a file in an envelope; parameters as of `seal`."""
    return f"{edition}:{key_id}:".encode() + SEAL[edition](plain, context, key)


def open_file(envelope: bytes, context: str, keys: Mapping[str, bytes]) -> bytes:
    """The bytes of the file. Raises CannotOpen."""
    edition, key_id, body = (envelope.split(b":", 2) + [b"", b""])[:3]
    mark = f"{edition.decode('ascii', 'replace')}:{key_id.decode('ascii', 'replace')}"
    return _opened(mark, body, context, keys)


def mark_of(envelope: str | bytes) -> str:
    """`v1:<key id>`: the edition and the key that sealed it, for rotation."""
    head = envelope[:80].decode("ascii", "replace") if isinstance(envelope, bytes) else envelope[:80]
    return ":".join(head.split(":", 2)[:2])


def keyed_hash(text: str, secret: bytes, purpose: str) -> str:
    """64 hex digits: the same text gives the same hash, and nobody without the secret can try texts."""
    return hmac.new(derived_key(secret, purpose), text.encode(), sha256).hexdigest()
