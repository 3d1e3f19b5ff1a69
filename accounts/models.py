"""Staff accounts and the roles they hold."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from accounts import roles
from agencies.models import Agency


class User(AbstractUser):
    name = models.CharField("姓名", max_length=60)
    # When the person chose the present password; empty when somebody else set it.
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "工作人员账号"

    def __str__(self) -> str:
        return self.name or self.username


class FormerPassword(models.Model):
    """The hash of a password that was in use until a moment, so that it is not taken again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    until = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "用过的密码"


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
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(role__in=sorted(roles.ADMINISTRATORS)),
                name="membership_one_administration",
                violation_error_message="系统管理员、安全管理员、安全审计员要由三个人分别担任。",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=list(roles.LABELS)), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.agency} · {self.get_role_display()}"
