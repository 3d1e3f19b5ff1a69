"""Staff accounts and the roles they hold."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from accounts import roles
from agencies.models import Agency


class User(AbstractUser):
    name = models.CharField("姓名", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "工作人员账号"

    def __str__(self) -> str:
        return self.name or self.username


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name="账号")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="memberships", verbose_name="机关"
    )
    role = models.CharField("角色", max_length=20, choices=roles.CHOICES)

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            models.UniqueConstraint(fields=["user", "agency", "role"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=list(roles.LABELS)), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.agency} · {self.get_role_display()}"
