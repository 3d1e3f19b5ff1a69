"""The applicant's query code: 12 characters without look-alikes, made once, stored only as a keyed hash."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
LOOK_ALIKES = str.maketrans("０１２３４５６７８９－", "0123456789-")


def new_code() -> str:
    """A fresh code in groups of four: `7K4M-9QXD-T3WC`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return grouped(letters)


def grouped(code: str) -> str:
    """Four characters a group, for reading aloud and copying by hand."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def normalised(typed: str) -> str:
    """What somebody typed as a code, without spaces and hyphens, in capitals; "" when it cannot be one."""
    code = "".join(typed.translate(LOOK_ALIKES).upper().replace("-", "").split())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
