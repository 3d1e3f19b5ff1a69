"""The request itself, its unfinished form, its events and the counters of numbers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from applications import choices, opinions, outcomes
from applications.models.aside import Practice
from applications.querysets import ApplicationQuerySet, EventQuerySet


class Sequence(models.Model):
    """The last number given out under a name and year: locked in the verb's transaction, so no gaps."""

    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "year"], name="applications_sequence_once")]


class Application(models.Model):
    """One request for government information (Art 27, 29).

    `identity` is a sealed envelope (see `sealed`): nothing in it may be shown without an audit entry.
    `clock_state`, `due_on` and `due_provisional` are caches of the fold over `events`.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("申请编号", max_length=20, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="applications")
    item = models.ForeignKey("catalog.Item", models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField("状态", max_length=12, choices=choices.State, default=choices.State.RECEIVED)
    channel = models.CharField("申请渠道", max_length=16, choices=choices.Channel)
    kind = models.CharField("申请人", max_length=14, choices=choices.ApplicantKind)
    applicant_type = models.CharField("申请人类型", max_length=10, choices=choices.ApplicantType)
    masked_name = models.CharField("申请人", max_length=80)
    identity = models.TextField(editable=False)
    person_key = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    title_or_number = models.CharField("名称或者文号", max_length=300, blank=True)
    wanted = models.TextField("所需信息")
    time_range = models.CharField("时间范围", max_length=200, blank=True)
    form = models.CharField("提供形式", max_length=12, choices=choices.Form)
    delivery = models.CharField("获取方式", max_length=10, choices=choices.DeliveryMethod)
    accept_other = models.BooleanField("接受其他方式", default=True)
    assistance = models.CharField("需要的帮助", max_length=200, blank=True)
    submitted_at = models.DateTimeField("提交时间")
    received_on = models.DateField("收到日", null=True, blank=True)
    clock_state = models.CharField(
        max_length=20, choices=choices.ClockState, default=choices.ClockState.NOT_RECEIVED
    )
    due_on = models.DateField("答复期限", null=True, blank=True)
    due_provisional = models.BooleanField(default=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField("答复类型", max_length=30, blank=True)
    replied_on = models.DateField("答复日", null=True, blank=True)
    spoken = models.BooleanField("口头申请，由工作机构代填", default=False)
    by_agent = models.BooleanField("由代理人提出", default=False)
    # Requests that began as one text: the other agencies' copies, the parts of a split one, the one re-addressed.
    group = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    readdressed_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="readdressed_to"
    )
    # Made anew because a review or a court ordered a new reply: the same request to every count, with a clock of its own.
    ordered_by = models.OneToOneField(
        "applications.Challenge", models.PROTECT, null=True, blank=True, related_name="renewal"
    )
    identity_erased_at = models.DateTimeField("身份信息删除时间", null=True, blank=True)
    suggested_at = models.DateTimeField("建议主动公开", null=True, blank=True)
    summary_proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    public_summary = models.TextField("公开摘要", blank=True)
    listed_at = models.DateTimeField("列入公开记录", null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="applications_queue"),
            models.Index(fields=["-listed_at"], name="applications_listed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=choices.State.values), name="applications_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["received", "withdrawn", "readdressed"])
                | Q(received_on__isnull=False),
                name="applications_received_on_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["replied", "closed"])
                | (Q(replied_on__isnull=False) & ~Q(outcome="")),
                name="applications_reply_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something before the reply."""
        return self.state in choices.OPEN

    @property
    def due_unknown(self) -> str:
        """In a list: why there is no due day; the whole sentence is `clock.Clock.unknown`."""
        return {
            choices.ClockState.NOT_RECEIVED: "未确认收到",
            choices.ClockState.AWAITING: "等补正，期限未定",
            choices.ClockState.UNPAID: "等缴费，期限未定",
            choices.ClockState.PAUSED: "征求意见书未登记送达，期限未定",
        }.get(self.clock_state, "")

    @property
    def due_at_latest(self) -> bool:
        """Whether the due day is the latest possible one, an answer still being able to bring it forward (Art 33)."""
        return self.clock_state == choices.ClockState.PAUSED and self.due_on is not None

    def third_party_objected(self) -> bool:
        """Whether a third party that was asked refused (Art 32)."""
        asked = opinions.heeded(self.opinions.filter(kind=choices.OpinionKind.THIRD_PARTY))
        return any(row.answer == choices.Answer.OBJECTS for row in asked)

    def seals_first(self) -> bool:
        """Whether the sealed copy has to be there before this reply can go out."""
        return self.state == choices.State.APPROVED and Practice.current().seal_first

    def lacks_file(self) -> bool:
        """Whether the reply about to go out says information is provided, electronically, and has no file (Art 36, 40)."""
        if self.delivery not in (choices.DeliveryMethod.ONLINE, choices.DeliveryMethod.EMAIL):
            return False
        letter = self.letters.filter(frozen_at=None, outcome__in=outcomes.RELEASING).first()
        return letter is not None and not letter.enclosures().exists()

    @property
    def short_text(self) -> str:
        """One line for lists: the title given, or the beginning of the wanted text."""
        text = self.title_or_number or self.wanted
        return text if len(text) <= 60 else text[:59] + "…"


class Draft(models.Model):
    """A form not yet sent. `sealed` is encrypted under a key derived from the applicant's own code."""

    code_hash = models.CharField(max_length=64, unique=True)
    sealed = models.TextField(blank=True)
    step = models.CharField(max_length=12, default="look")
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    submitted = models.OneToOneField(Application, models.CASCADE, null=True, blank=True, related_name="draft")
    code_shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-saved_at"]


class Event(models.Model):
    """Something that happened to a request: written once, never changed, never deleted."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=choices.EventKind)
    on = models.DateField("发生日期")
    at = models.DateTimeField("记录时间")
    actor = models.CharField("经办", max_length=80)
    ref = models.CharField(max_length=40, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    served = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=choices.EventKind.values), name="applications_event_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    def save(self, *args, **kwargs) -> None:
        """Insert only."""
        if self.pk is not None:
            raise TypeError("An event is never changed; record another one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        """Refused."""
        raise TypeError("An event is never deleted.")
