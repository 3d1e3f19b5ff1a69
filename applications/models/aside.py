"""Beside the request: help from other offices, challenges, corrections of one's own record, files of a draft."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications import choices


class Contribution(models.Model):
    """Another office of the agency is asked to find or judge something (协办); it does not stop the clock."""

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="contributions")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="协办人")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.TextField("需要协办的事")
    asked_at = models.DateTimeField()
    due_on = models.DateField("协办期限")
    answer = models.TextField("协办答复", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application.number} 协办：{self.to}"


class Challenge(models.Model):
    """A review or a court case about a request (行政复议法, 行政诉讼法): one column of table 4.

    `served_on` is the day on which its papers reached the agency, `answer_by` the last day to answer them.
    """

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="challenges")
    kind = models.CharField("种类", max_length=14, choices=choices.ChallengeKind)
    body = models.CharField("复议机关或者法院", max_length=100)
    reference = models.CharField("案号", max_length=100, blank=True)
    served_on = models.DateField("收到日期")
    answer_by = models.DateField("答复、答辩期限", null=True, blank=True)
    answered_on = models.DateField("答复、答辩日期", null=True, blank=True)
    result = models.CharField("结果", max_length=10, choices=choices.ChallengeResult, blank=True)
    decided_on = models.DateField("审结日期", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", decided_on__isnull=True) | ~Q(result="") & Q(decided_on__isnull=False),
                name="applications_challenge_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.number} {self.get_kind_display()}"


class Correction(models.Model):
    """A demand to correct one's own record held by the agency (Art 41), with evidence; not a request for information.

    `identity` is sealed like that of a request; the statute sets no limit, the office's own is `due_on`.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("编号", max_length=20, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="corrections")
    masked_name = models.CharField("提出人", max_length=80)
    identity = models.TextField(editable=False)
    record = models.TextField("哪一条记录不准确")
    wanted = models.TextField("应当怎样更正")
    received_on = models.DateField("收到日")
    submitted_at = models.DateTimeField("提交时间")
    due_on = models.DateField("办理期限")
    channel = models.CharField("渠道", max_length=16, choices=choices.Channel, default=choices.Channel.ONLINE)
    identity_erased_at = models.DateTimeField("身份信息删除时间", null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=[("received", "办理中"), ("closed", "已办结")], default="received"
    )
    result = models.CharField("结果", max_length=10, choices=choices.CorrectionResult, blank=True)
    answer = models.TextField("处理情况", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.number

    @property
    def letter(self):
        """The letter that answered it; None before."""
        return self.letters.exclude(frozen_at=None).last()

    def evidence(self):
        """What was handed in with it."""
        return self.files.exclude(key_id="")

    def sealed_copy(self) -> "CorrectionFile | None":
        """The sealed copy of the answer, as it is."""
        return self.files.filter(key_id="").first()


class CorrectionFile(models.Model):
    """Evidence for a correction, encrypted like identity pictures; without `key_id` the answer's sealed copy."""

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="corrections/%Y/%m")
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    key_id = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]


class DraftFile(models.Model):
    """A file of an unfinished form, encrypted under a key derived from the applicant's own code."""

    draft = models.ForeignKey("applications.Draft", models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=choices.AttachmentKind)
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="drafts/%Y/%m")
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]


class Practice(models.Model):
    """What the office has settled for itself where the statute leaves it open: one row, changed by a verb.

    Days are working days. `source` says where each came from, for whoever asks.
    """

    confirm_days = models.PositiveSmallIntegerField("网上、传真申请几个工作日内确认收到", default=1)
    supplement_days = models.PositiveSmallIntegerField("补正期限（工作日）", default=15)
    reasons_days = models.PositiveSmallIntegerField("说明理由的期限（工作日）", default=7)
    contribution_days = models.PositiveSmallIntegerField("协办期限（工作日）", default=5)
    correction_days = models.PositiveSmallIntegerField("更正期限（工作日）", default=20)
    suggestion_days = models.PositiveSmallIntegerField("主动公开建议的答复期限（工作日）", default=20)
    keep_years = models.PositiveSmallIntegerField("办结后身份信息保存几年", default=3)
    seal_first = models.BooleanField("盖章件附上以后才能发出答复", default=True)
    source = models.TextField("依据", blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="applications_one_practice")]

    @classmethod
    def current(cls) -> "Practice":
        """The office's practice, or the defaults while nobody has changed them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
