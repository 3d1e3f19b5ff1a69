"""What a password must be, beside Django's own rules."""

import string
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from accounts.models import FormerPassword, User

SETS = (string.ascii_lowercase, string.ascii_uppercase, string.digits)


def classes(password: str) -> int:
    """How many of small letters, capitals, digits and other characters are in it."""
    known = [any(c in letters for c in password) for letters in SETS]
    return sum(known) + any(c not in "".join(SETS) for c in password)


class MixedValidator:
    """At least `classes` sorts of characters."""

    def __init__(self, wanted: int = 3) -> None:
        self.wanted = wanted

    def validate(self, password: str, user: User | None = None) -> None:
        if classes(password) < self.wanted:
            raise ValidationError(self.get_help_text(), code="password_not_mixed")

    def get_help_text(self) -> str:
        return f"密码要有大写字母、小写字母、数字、符号中的至少 {self.wanted} 种。"


class FreshValidator:
    """None of the last `remembered` passwords, nor the present one."""

    def __init__(self, remembered: int = 5) -> None:
        self.remembered = remembered

    def validate(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        former = user.former_passwords.order_by("-pk").values_list("password", flat=True)[: self.remembered]
        if any(check_password(password, was) for was in [user.password, *former] if was):
            raise ValidationError(self.get_help_text(), code="password_not_fresh")

    def get_help_text(self) -> str:
        return f"不能与最近 {self.remembered} 次用过的密码相同。"


def change(user: User, password: str, *, at: datetime) -> None:
    """Sets the person's own new password and remembers the old one."""
    FormerPassword.objects.create(user=user, password=user.password, until=at)
    user.set_password(password)
    user.password_changed_at = at
    user.save(update_fields=["password", "password_changed_at"])


def expired(user: User, days: int, at: datetime) -> bool:
    """Whether it must be changed now: older than `days`, or set by somebody else. Never with `days` 0."""
    if not days:
        return False
    return user.password_changed_at is None or at - user.password_changed_at > timedelta(days=days)
