"""Every deadline of the portal is one row of Duty; what was said about it stands beside it."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts import roles
from accounts.access import agencies_of, roles_of
from accounts.models import User
from agencies.models import Agency
from audit.reference import reference
from duties.kinds import Kind, registry


class DutySet(models.QuerySet):
    def open(self) -> "DutySet":
        return self.filter(closed_at=None)

    def running(self) -> "DutySet":
        return self.open().filter(suspended=False)

    def overdue(self, on: date) -> "DutySet":
        """Past their date; never stored, always asked."""
        return self.running().filter(due_on__lt=on)

    def about(self, subject: models.Model) -> "DutySet":
        subject_type, subject_id = reference(subject)
        return self.filter(subject_type=subject_type, subject_id=subject_id)

    def to_note(self, on: date) -> "DutySet":
        """Open duties with a step that falls on or before the day and was not yet said."""
        return self.running().filter(next_on__lte=on, kind__in=registry())

    def for_user(self, user: User) -> "DutySet":
        """Open duties that are this person's work: of each role the kinds it does, where it is held."""
        own = Q(pk=None)
        for role in roles_of(user):
            kinds = [
                kind.name for kind in registry().values() if role in kind.roles or role == roles.SUPERVISOR
            ]
            own |= Q(kind__in=kinds, agency__in=agencies_of(user, role))
        if roles.SUPERVISOR not in roles_of(user):
            own &= Q(person=None) | Q(person=user)
        return self.open().filter(own).select_related("agency")


class Duty(models.Model):
    kind = models.CharField("种类", max_length=40)
    subject_type = models.CharField("对象类型", max_length=60)
    subject_id = models.CharField("对象编号", max_length=64)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="duties", verbose_name="责任机关"
    )
    # Whose alone it is; empty: of everybody who holds one of the kind's roles in the agency.
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任人"
    )
    label = models.CharField("事项", max_length=300)
    url = models.CharField("地址", max_length=300, blank=True)
    due_on = models.DateField("期限")
    provisional = models.BooleanField("期限待定", default=False)
    suspended = models.BooleanField("暂停", default=False)
    # How the day was counted, so that a new holiday notice can count it again: working days after a day (0: the day
    # itself, rolled on to a working day). Empty where a clock of settings.DUTY_CLOCKS says it, or the day is fixed.
    counted_from = models.DateField("起算日", null=True, blank=True)
    counted_days = models.PositiveSmallIntegerField("工作日数", null=True, blank=True)
    next_on = models.DateField("下次提醒", null=True, blank=True)
    opened_at = models.DateTimeField("开始时间")
    closed_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects = DutySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "agency"],
                condition=Q(closed_at=None),
                name="duty_one_open",
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(closed_at=None), name="duty_open_due"),
            models.Index(fields=["kind", "due_on"], condition=Q(closed_at=None), name="duty_open_kind"),
            models.Index(fields=["next_on"], condition=Q(closed_at=None), name="duty_open_next"),
            models.Index(fields=["subject_type", "subject_id"]),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def rule(self) -> Kind:
        return registry()[self.kind]


class Reminder(models.Model):
    """A step was noted for a due date. The constraint is what makes a repeated sweep harmless."""

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField("步骤", max_length=40)
    due_on = models.DateField("期限")
    noted_on = models.DateField("提醒日期")
    text = models.CharField("内容", max_length=500)

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        constraints = [models.UniqueConstraint(fields=["duty", "step", "due_on"], name="reminder_once")]

    def __str__(self) -> str:
        return self.text


class Notice(models.Model):
    """A reminder in one person's desk inbox."""

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作提醒"
        constraints = [models.UniqueConstraint(fields=["reminder", "user"], name="notice_once")]

    def __str__(self) -> str:
        return self.reminder.text
