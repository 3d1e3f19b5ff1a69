"""The second step of signing in: a code from the person's own device, or one of ten recovery codes."""

import io
import secrets

import segno
from django.db import transaction
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User

ISSUER = "政务公开平台"
CODES = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def enrolled(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def new_device(user: User) -> TOTPDevice:
    """The device that waits for its first code; the same one until it is confirmed."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="手机", confirmed=False)


def secret(device: TOTPDevice) -> str:
    """The key as people type it: base 32 in groups of four."""
    text = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def picture(device: TOTPDevice) -> str:
    """The key as a QR code, an SVG to put into a page."""
    out = io.BytesIO()
    segno.make(device.config_url, error="m").save(
        out, kind="svg", scale=5, border=2, xmldecl=False, svgns=True
    )
    return out.getvalue().decode()


@transaction.atomic
def confirm(user: User, code: str) -> list[str] | None:
    """Takes the new device into use and gives the recovery codes, shown this once; None for a wrong code."""
    device = new_device(user)
    if not device.verify_token(digits(code)):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return recovery_codes(user)


@transaction.atomic
def recovery_codes(user: User) -> list[str]:
    """Ten new ones; the old ones no longer work."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="恢复码")
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def matches(user: User, code: str) -> bool:
    """Whether it is the device's present code, or an unused recovery code. Wrong ones slow the device down."""
    code = digits(code)
    return bool(code) and len(code) <= 16 and match_token(user, code) is not None


def digits(code: str) -> str:
    """What was typed without blanks and dashes, full-width digits as plain ones."""
    plain = code.translate({ord("０") + n: str(n) for n in range(10)})
    return "".join(c for c in plain if c not in " -　").lower()


@transaction.atomic
def reset(user: User) -> None:
    """A lost device: the person enrols a new one at the next sign-in."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
