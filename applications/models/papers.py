"""Papers of a request: opinions of others, letters, their delivery, files."""

from datetime import date

from django.db import models
from django.db.models import Q

from applications import choices, letters, opinions
from workdays.calendar import Calendar


class Opinion(models.Model):
    """Somebody was asked before the reply (Art 32-34). Its dates are also events, which the clock reads."""

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="opinions")
    ref = models.CharField(max_length=40)
    kind = models.CharField("征求对象", max_length=14, choices=choices.OpinionKind)
    party = models.CharField("名称", max_length=200)
    sent_on = models.DateField("发出日期")
    served_on = models.DateField("送达日期", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answer = models.CharField("意见", max_length=8, choices=choices.Answer, blank=True)
    text = models.TextField("意见内容", blank=True)
    # Said before the first reply, where a review or a court ordered a new one: its days are events of that request.
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "ref"], name="applications_opinion_ref_once"),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True) | Q(served_on__gte=models.F("sent_on")),
                name="applications_opinion_served_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.party}"

    @property
    def open(self) -> bool:
        """Nobody has answered, and the silence has not been recorded."""
        return self.answered_on is None

    def standing(self, on: date, calendar: Calendar) -> str:
        """Where the question stands on a day: a key of `opinions.WORDS` (Art 32, 34)."""
        answer = self.answer if self.answer in opinions.ANSWERS else None
        return opinions.standing(
            opinions.Asked(self.kind, self.served_on, answer, self.answered_on), on, calendar
        )


class Letter(models.Model):
    """One letter: a list of paragraphs, laid out by the renderers; frozen with a digest when it goes out.

    `paragraphs` is a list of `{"style": str, "text": str}`; `data` is what the form asked for the outcome.
    """

    application = models.ForeignKey(
        "applications.Application", models.PROTECT, null=True, related_name="letters"
    )
    # Of the one or of the other: a correction of one's own record is not a request (Art 41).
    correction = models.ForeignKey(
        "applications.Correction", models.PROTECT, null=True, related_name="letters"
    )
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    kind = models.CharField("文书", max_length=12)
    number = models.CharField("文号", max_length=60)
    year = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=30, blank=True)
    data = models.JSONField(default=dict, blank=True)
    paragraphs = models.JSONField(default=list, blank=True)
    dated_on = models.DateField("成文日期", null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    # The scan of the signed and sealed paper, or what the e-seal service gave back: an attachment of kind SEALED.
    sealed_digest = models.CharField("盖章件摘要", max_length=64, blank=True)
    sealed_at = models.DateTimeField("用印时间", null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["sealed_digest"], condition=~Q(sealed_digest=""), name="applications_sealed_digest"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="applications_letter_number_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(frozen_at__isnull=True),
                name="applications_one_letter_in_draft",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | ~Q(digest=""), name="applications_frozen_has_digest"
            ),
            models.CheckConstraint(
                condition=Q(application__isnull=True) ^ Q(correction__isnull=True),
                name="applications_letter_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """政府信息公开申请答复书 and so on."""
        return letters.BY_CODE[self.kind].title

    def enclosures(self):
        """The files that go out with it; its sealed copy and the proofs of its delivery are not among them."""
        return self.attachments.filter(kind=choices.AttachmentKind.PROVIDED)

    def sealed_copy(self) -> "Attachment | None":
        """What was sealed, as it is."""
        return self.attachments.filter(kind=choices.AttachmentKind.SEALED).first()


class Delivery(models.Model):
    """A letter reached, or was sent to, the applicant (国办公开办函〔2016〕235号), with its proof."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="deliveries")
    method = models.CharField("送达方式", max_length=10, choices=choices.DeliveryMethod)
    on = models.DateField("日期")
    at = models.DateTimeField()
    proof = models.CharField("凭证", max_length=200, blank=True)
    carrier = models.CharField("邮政企业", max_length=40, blank=True)
    returned_on = models.DateField("退回日期", null=True, blank=True)
    return_reason = models.CharField("退回原因", max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]


class Attachment(models.Model):
    """A file of the case; given out only through `access`, never by its path.

    With `key_id` the stored bytes are encrypted (see `sealed`); `size` and `digest` are of the plain content.
    """

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="attachments")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="attachments")
    kind = models.CharField(max_length=10, choices=choices.AttachmentKind)
    name = models.CharField("文件名", max_length=200)
    file = models.FileField(upload_to="applications/%Y/%m")
    content_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    key_id = models.CharField(max_length=40, blank=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
