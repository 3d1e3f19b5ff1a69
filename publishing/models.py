"""What is made public, where it is shown, and how it was reviewed."""

import secrets
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from publishing import grounds, personal, wording
from publishing.column_models import Column
from publishing.querysets import AttachmentQuerySet, CurrentFiles, NoticeFieldQuerySet, PublicationQuerySet
from publishing.record_models import Reversal, Stage
from publishing.records import kinds as records

__all__ = ["Attachment", "Column", "Correction", "Publication", "Reversal", "Revision", "Stage"]

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_public_id() -> str:
    """Ten characters without look-alikes: the permanent part of a publication's address."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Where a file lies in the media store: nothing of its name can be guessed from outside."""
    extension = filename.rsplit(".", 1)[-1].lower()[:8] if "." in filename else "bin"
    return f"publications/{attachment.publication.public_id}/{secrets.token_hex(12)}.{extension}"


class NoticeKind(models.Model):
    """A kind of public notice that shows people (公示类别); `general` holds for all of them."""

    slug = models.SlugField(max_length=40, unique=True)
    label = models.CharField("公示类别", max_length=60)

    class Meta:
        ordering = ["pk"]
        verbose_name = "公示类别"

    def __str__(self) -> str:
        return self.label


class NoticeField(models.Model):
    """Whether one personal field is shown, on notices of a kind or of a catalogue item; replaced, never deleted."""

    OF_GENERAL, OF_KIND, OF_ITEM = 0, 1, 2  # the later speaks before the earlier

    kind = models.ForeignKey(NoticeKind, models.PROTECT, null=True, blank=True, related_name="fields")
    item = models.ForeignKey("catalog.Item", models.CASCADE, null=True, blank=True, related_name="+")
    field = models.CharField("个人信息", max_length=12, choices=list(personal.LABELS.items()))
    treatment = models.CharField("公示时", max_length=8, choices=personal.TREATMENTS)
    source = models.CharField("依据", max_length=200)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = NoticeFieldQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "item", "pk"]
        verbose_name = "公示规则"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__isnull=False, item=None) | Q(kind=None, item__isnull=False),
                name="notice_field_of_kind_or_item",
            ),
            models.UniqueConstraint(
                fields=["kind", "item", "field"],
                condition=Q(retired_at=None),
                nulls_distinct=False,
                name="notice_field_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind or self.item}：{self.get_field_display()}{self.get_treatment_display()}"


class Publication(models.Model):
    """One piece of government information, from its draft to its page and, perhaps, its withdrawal."""

    class Kind(models.TextChoices):
        POLICY = "policy", "政策文件"
        INTERPRETATION = "interpretation", "政策解读"
        NOTICE = "notice", "通知公告"
        PUBLICITY = "publicity", "公示"
        PLAN = "plan", "规划计划"
        BUDGET = "budget", "财政预决算"
        STATISTIC = "statistic", "统计信息"
        PENALTY = "penalty", "行政处罚"
        LICENCE = "licence", "行政许可"
        PROCUREMENT = "procurement", "政府采购"
        PROJECT = "project", "重大建设项目"
        EMERGENCY = "emergency", "应急管理"
        INSPECTION = "inspection", "监督检查"
        RECRUITMENT = "recruitment", "招考录用"
        GUIDE = "guide", "办事指南"
        RULE = "rule", "公开制度"
        REPORT = "annual_report", "政府信息公开年报"
        OTHER = "other", "其他信息"

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "待审查"
        REFERRED = "referred", "待主管部门确定"
        REVIEWED = "reviewed", "待批准"
        APPROVED = "approved", "待发布"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤回"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    kind = models.CharField("体裁", max_length=16, choices=Kind.choices)
    column = models.ForeignKey(Column, models.PROTECT, related_name="publications", verbose_name="栏目")
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="publications", verbose_name="发布机关"
    )
    items = models.ManyToManyField(
        "catalog.Item", blank=True, related_name="publications", verbose_name="公开事项"
    )
    issuer = models.CharField(
        "发文机关", max_length=200, blank=True, help_text="blank: the publishing agency itself"
    )
    title = models.CharField("标题", max_length=300)
    text = models.TextField(
        "正文", blank=True, help_text="plain text, one paragraph a line; what editors write"
    )
    rich_text = models.TextField(
        "带格式的正文", blank=True, help_text="kept HTML of the allow-list; blank: the text alone says all"
    )
    body_html = models.TextField(blank=True, help_text="set from the text, passed through the allow-list")

    record = models.CharField(
        "记录类型",
        max_length=10,
        choices=records.COLUMN_KINDS,
        blank=True,
        help_text="blank: no typed fields",
    )
    fields = models.JSONField(
        "结构化字段", default=dict, blank=True, help_text="values by field name (publishing.records.kinds)"
    )

    attribute = models.CharField(
        "公开属性", max_length=12, choices=grounds.ATTRIBUTES, default=grounds.PUBLIC
    )
    ground = models.CharField("不予公开依据", max_length=8, choices=grounds.AT_THE_SOURCE, blank=True)
    ground_reason = models.TextField("理由", blank=True)
    review_due = models.DateField("再次评估日期", null=True, blank=True)

    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField("版次", default=1)
    formed_on = models.DateField("成文日期", null=True, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True, help_text="as shown; null: not stated")
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    first_published_at = models.DateTimeField("首次发布时间", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_note = models.TextField("撤回说明", blank=True)

    urgent_reason = models.TextField("紧急发布的理由", blank=True)
    urgent_due = models.DateField(
        "应补办校对和审批", null=True, blank=True, help_text="null: nothing to make up"
    )
    urgent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    index_number = models.CharField("索引号", max_length=60, unique=True, null=True, blank=True)
    external_id = models.CharField("外部编号", max_length=100, unique=True, null=True, blank=True)
    source = models.CharField("信息来源", max_length=200, blank=True)
    origin = models.CharField(max_length=40, blank=True, help_text="import, or the request it answers")
    flags = models.JSONField(
        default=list, blank=True, help_text="what an import found doubtful, in sentences"
    )
    digest = models.CharField("内容摘要值", max_length=64, blank=True, help_text="SHA-256 of title and body")

    ends_on = models.DateField("公示截止日期", null=True, blank=True, help_text="the last day")
    notice_kind = models.ForeignKey(
        NoticeKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公示类别"
    )
    personal_text = models.TextField(
        "含个人信息的部分", blank=True, help_text="shown until ends_on; never indexed, exported or downloaded"
    )
    ended_at = models.DateTimeField("公示期满处理时间", null=True, blank=True)
    scheduled_at = models.DateTimeField("定时发布", null=True, blank=True)
    schedule_problem = models.TextField("没有按时发布的原因", blank=True)
    corrected_at = models.DateTimeField("最近更正时间", null=True, blank=True)

    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = "公开信息"
        indexes = [
            models.Index(fields=["state", "attribute", "-published_at"], name="publication_public"),
            models.Index(
                *("state", "attribute"),
                F("formed_on").desc(nulls_last=True),
                F("published_at").desc(),
                name="publication_by_formed",
            ),
            models.Index(
                fields=["state", "attribute", "first_published_at"],
                include=["published_at"],
                name="publication_by_year",
            ),
            models.Index(fields=["agency", "state"], name="publication_desk"),
            models.Index(fields=["kind", "-published_at"], name="publication_kind"),
            models.Index(fields=["column", "-published_at"], name="publication_column"),
            models.Index(
                fields=["scheduled_at"],
                condition=Q(scheduled_at__isnull=False),
                name="publication_scheduled",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "draft",
                        "submitted",
                        "referred",
                        "reviewed",
                        "approved",
                        "published",
                        "withdrawn",
                    ]
                ),
                name="publication_state_known",
            ),
            models.CheckConstraint(
                condition=Q(attribute__in=["active", "on_request", "withheld"]),
                name="publication_attribute_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(
                    attribute="active",
                    published_at__isnull=False,
                    first_published_at__isnull=False,
                    index_number__isnull=False,
                ),
                name="publication_published_is_public_and_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_note="")),
                name="publication_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(attribute="active") | ~Q(ground_reason=""),
                name="publication_not_public_says_why",
            ),
            models.CheckConstraint(
                condition=Q(record="", fields={})
                | reduce(
                    or_,
                    (Q(record=name, fields__has_keys=row.required) for name, row in records.RECORDS.items()),
                ),
                name="publication_record_has_its_fields",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def issuer_name(self) -> str:
        """Who issued it: the text it came with, else the publishing agency."""
        return self.issuer or self.agency.name

    @property
    def state_name(self) -> str:
        """The state as the desk says it: what is approved but not for the public has arrived where it stays."""
        if self.state == "approved" and self.attribute != grounds.PUBLIC:
            return "已审定，不公开"
        return self.get_state_display()

    @property
    def record_kind(self) -> records.Record | None:
        """What its fields are declared by; None for a publication without fields."""
        return records.RECORDS.get(self.record)

    @property
    def shown_date(self):
        """The date a list shows: publication, else formation, else None (shown as 未注明)."""
        return self.published_on or self.formed_on


class Revision(models.Model):
    """The text as it stood after one edit; never changed."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField("版次")
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    rich_text = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    public_from = models.DateTimeField("对外显示时间", null=True, blank=True, help_text="null: never public")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField("修改人", max_length=100)
    at = models.DateTimeField("修改时间")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"


class Attachment(models.Model):
    """A file that belongs to a publication; read only through the view that asks the visibility layer."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="attachments")
    name = models.CharField("文件名", max_length=200)
    file = models.FileField(upload_to=attachment_path, max_length=200)
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    size = models.PositiveBigIntegerField("大小（字节）", default=0)
    digest = models.CharField("SHA-256", max_length=64, blank=True)
    text = models.TextField("文件里的文字", blank=True, help_text="for the checks; never shown to the public")
    hidden = models.JSONField("不容易看到的内容", default=list, blank=True)
    unreadable = models.CharField("不能自动检查的原因", max_length=200, blank=True)
    personal = models.BooleanField(
        "含个人信息", default=False, help_text="read by the public until the notice ends"
    )
    order = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    made_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="原件"
    )
    superseded_at = models.DateTimeField(
        "被替换的时间",
        null=True,
        blank=True,
        help_text="kept for the office only: no list, page or check meets it",
    )

    objects = CurrentFiles.from_queryset(AttachmentQuerySet)()
    kept = models.Manager()  # noqa: DJ012 - a manager, not a field

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "附件"

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    """One review of one revision (Art 17: reviewed before release, item by item)."""

    class Kind(models.TextChoices):
        SECRECY = "secrecy", "保密审查"
        PRIVACY = "privacy", "个人信息检查"
        WORDING = "wording", "文字校对"
        APPROVAL = "approval", "批准"

    class Result(models.TextChoices):
        PASS = "pass", "通过"
        FAIL = "fail", "不通过"
        UNDECIDED = "undecided", "不能确定"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    result = models.CharField(max_length=10, choices=Result.choices)
    revision = models.PositiveIntegerField("审查的版次")
    basis = models.TextField("依据与意见", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_label = models.CharField("审查人", max_length=100)
    at = models.DateTimeField("审查时间")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["secrecy", "privacy", "wording", "approval"]), name="review_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(result__in=["pass", "fail", "undecided"]), name="review_result_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.get_result_display()}"


class Correction(models.Model):
    """A change of what is already public: proposed, looked at by somebody else, shown with its note."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "待核准"
        APPLIED = "applied", "已更正"
        DROPPED = "dropped", "不更正"

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="corrections")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    note = models.TextField("更正说明", help_text="shown to the public")
    title = models.CharField("标题", max_length=300)
    text = models.TextField("正文", blank=True)
    rich_text = models.TextField(blank=True)
    fields = models.JSONField("更正后的要素", default=dict, blank=True, help_text="of a typed record")
    fields_before = models.JSONField(
        "更正前的要素", default=dict, blank=True, help_text="noted once it is applied"
    )
    digest_before = models.CharField(max_length=64)
    digest_after = models.CharField(max_length=64, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField("提出时间")
    decided_by_label = models.CharField("核准人", max_length=100, blank=True)
    decided_at = models.DateTimeField("核准时间", null=True, blank=True)
    decision = models.TextField("依据与意见", blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = "更正"
        constraints = [
            models.UniqueConstraint(
                fields=["publication"], condition=Q(state="proposed"), name="correction_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.note[:50]


class WordingRule(models.Model):
    """One entry of the reviewed word lists; with a source, and retired rather than deleted."""

    kind = models.CharField("类别", max_length=8, choices=wording.KINDS)
    wrong = models.CharField("错误的写法", max_length=60, unique=True)
    right = models.CharField("正确的写法", max_length=60)
    severe = models.BooleanField("严重表述错误", default=False)
    unless = models.CharField("出现在这些词里的不算", max_length=300, blank=True, help_text="separated by |")
    source = models.CharField("出处", max_length=100)
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = "用词规则"

    def __str__(self) -> str:
        return f"{self.wrong} → {self.right}"

    def as_rule(self) -> wording.Rule:
        """As the check reads it."""
        words = tuple(word for word in self.unless.split("|") if word)
        return wording.Rule(self.kind, self.wrong, self.right, self.severe, words, self.source)


class OldAddress(models.Model):
    """An address that a publication had on an earlier site; it redirects here for good."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="old_addresses")
    path = models.CharField(
        "旧地址", max_length=500, unique=True, help_text="path and query, without the host"
    )

    def __str__(self) -> str:
        return self.path


class IndexCounter(models.Model):
    """The last serial of index numbers given out by an agency in a year; numbers are never used twice."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="index_counter_once")]
