"""Policies and what explains them; each stands beside one Publication that carries its text and its life."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from interpretation import cleanlist, rules, validity
from interpretation.querysets import (
    CleanUpEntryQuerySet,
    CleanUpQuerySet,
    InterpretationQuerySet,
    PolicyQuerySet,
)
from publishing.models import Publication


class Form(models.TextChoices):
    """Forms an interpretation takes (国办发〔2016〕80号)."""

    TEXT = "text", "文字"
    GRAPHIC = "graphic", "图解"
    QA = "qa", "问答"
    VIDEO = "video", "视频"
    PRESS = "press", "新闻发布会"
    BRIEFING = "briefing", "吹风会"
    INTERVIEW = "interview", "访谈"
    CASE = "case", "案例"


class PolicyDocument(models.Model):
    """What only a policy has: number, validity, and the plan of its interpretation."""

    class DocType(models.TextChoices):
        REGULATION = "regulation", "规章"
        NORMATIVE = "normative", "行政规范性文件"
        OTHER = "other", "其他文件"

    publication = models.OneToOneField(Publication, models.CASCADE, related_name="policy")
    doc_number = models.CharField("发文字号", max_length=80, blank=True)
    number_prefix = models.CharField("机关代字", max_length=40, blank=True, db_index=True)
    number_year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    number_serial = models.PositiveIntegerField("序号", null=True, blank=True)
    topic = models.CharField("主题分类", max_length=60, blank=True)
    doc_type = models.CharField("文件性质", max_length=12, choices=DocType.choices, default=DocType.NORMATIVE)
    region = models.CharField("适用地区", max_length=60, blank=True)

    registration_number = models.CharField("登记号", max_length=60, unique=True, null=True, blank=True)
    registered_on = models.DateField("登记日期", null=True, blank=True)

    stated_validity = models.CharField(
        "有效性", max_length=10, choices=validity.STATED, default=validity.IN_FORCE, blank=True
    )
    effective_on = models.DateField("实施日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True, help_text="the last day of force")
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    amended_on = models.DateField("修改日期", null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name="替代的文件"
    )

    touches = models.JSONField("涉及", default=list, blank=True, help_text="rules.LIVELIHOOD, rules.MARKET")
    interpretation_required = models.BooleanField("需要解读", default=True)
    waiver_reason = models.CharField("不需要解读的理由", max_length=300, blank=True)
    plan_outline = models.TextField("解读提纲", blank=True)
    plan_form = models.CharField("解读形式", max_length=10, choices=Form.choices, blank=True)
    plan_channel = models.CharField("发布渠道", max_length=200, blank=True)
    plan_on = models.DateField("计划发布日期", null=True, blank=True)
    plan_person = models.CharField("解读人", max_length=100, blank=True)
    late_reason = models.CharField("解读材料晚于文件发布的理由", max_length=300, blank=True)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        verbose_name = "政策文件"
        constraints = [
            models.CheckConstraint(
                condition=Q(interpretation_required=True) | ~Q(waiver_reason=""),
                name="policy_waiver_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.publication.title

    @property
    def issuer(self) -> str:
        """发文机关, as printed."""
        return self.publication.issuer_name

    def validity_on(self, on) -> str:
        """Code of its validity on a date (validity.LABELS)."""
        return validity.state(
            on,
            stated=self.stated_validity,
            effective_on=self.effective_on,
            expires_on=self.expires_on,
            repealed_on=self.repealed_on,
            amended_on=self.amended_on,
        )


class RegistrationCounter(models.Model):
    """The last registration number given out in a year; numbers are never used twice."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Relation(models.Model):
    """What one policy does to another document, of this portal or by its title alone (国办发〔2018〕37号)."""

    class Kind(models.TextChoices):
        AMENDS = "amends", "修改"
        REPEALS = "repeals", "废止"
        IMPLEMENTS = "implements", "贯彻落实"
        REPLACES = "replaces", "替代"
        BASED_ON = "based_on", "依据"

    policy = models.ForeignKey(PolicyDocument, models.CASCADE, related_name="relations")
    kind = models.CharField("关系", max_length=10, choices=Kind.choices)
    target = models.ForeignKey(
        PolicyDocument, models.PROTECT, null=True, blank=True, related_name="related_from"
    )
    title = models.CharField("文件名称", max_length=300, blank=True, help_text="of a document not kept here")

    class Meta:
        verbose_name = "文件关系"
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | ~Q(title=""), name="relation_names_a_document"
            ),
            models.UniqueConstraint(fields=["policy", "kind", "target", "title"], name="relation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title or self.target}"


class CleanUp(models.Model):
    """A review of the normative documents in force, decided one by one and published as a list (国办发〔2018〕37号)."""

    class State(models.TextChoices):
        OPEN = "open", "清理中"
        APPROVED = "approved", "结果已批准，待公布"
        PUBLISHED = "published", "结果已公布"

    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name="组织清理的机关"
    )
    whole = models.BooleanField("全县", default=False, help_text="the documents of all agencies")
    title = models.CharField("名称", max_length=120)
    basis = models.CharField("依据", max_length=300)
    effective_on = models.DateField(
        "废止、失效的日期", null=True, blank=True, help_text="null: the day it is published"
    )
    next_on = models.DateField("下次清理", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField("开始时间")
    approved_by_label = models.CharField("批准人", max_length=100, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    publication = models.OneToOneField(
        Publication, models.PROTECT, null=True, blank=True, related_name="clean_up", verbose_name="公布的清单"
    )

    objects = CleanUpQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = "文件清理"

    def __str__(self) -> str:
        return self.title


class CleanUpEntry(models.Model):
    """One document of a clean-up and what was decided about it."""

    clean_up = models.ForeignKey(CleanUp, models.CASCADE, related_name="entries")
    policy = models.ForeignKey(PolicyDocument, models.PROTECT, related_name="clean_ups")
    decision = models.CharField("结论", max_length=8, choices=cleanlist.DECISIONS, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField("作出结论的时间", null=True, blank=True)

    objects = CleanUpEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "清理的文件"
        constraints = [
            models.UniqueConstraint(fields=["clean_up", "policy"], name="clean_up_each_document_once"),
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(reason=""), name="clean_up_decision_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}：{self.get_decision_display() or '还没有结论'}"


class Interpretation(models.Model):
    """What explains one policy; its text, state and dates are those of its publication."""

    class Rank(models.TextChoices):
        HEAD = "head", "主要负责人"
        DEPUTY = "deputy", "分管负责人"
        OFFICE = "office", "业务科室"
        EXPERT = "expert", "专家"
        MEDIA = "media", "媒体"

    publication = models.OneToOneField(Publication, models.CASCADE, related_name="interpretation")
    policy = models.ForeignKey(PolicyDocument, models.PROTECT, related_name="interpretations")
    form = models.CharField("解读形式", max_length=10, choices=Form.choices, default=Form.TEXT)
    interpreter = models.CharField("解读人", max_length=100, blank=True)
    rank = models.CharField("解读人身份", max_length=8, choices=Rank.choices, default=Rank.OFFICE)
    contact = models.CharField("咨询电话", max_length=100, blank=True)
    clarifies = models.BooleanField(
        "澄清说明", default=False, help_text="answers a misreading; it does not fulfil the duty to explain"
    )
    about_digest = models.CharField(
        max_length=64, blank=True, help_text="the policy's digest when this was last checked against it"
    )
    checked_on = models.DateField("核对日期", null=True, blank=True)
    sections = models.JSONField(
        "解读要点", default=dict, blank=True, help_text="key of sections.KEYS -> plain text"
    )

    objects = InterpretationQuerySet.as_manager()

    class Meta:
        verbose_name = "政策解读"
        indexes = [models.Index(fields=["rank"], name="interpretation_rank")]

    def __str__(self) -> str:
        return self.publication.title

    @property
    def label(self) -> str:
        """What the badge says: its form, or that it clarifies."""
        return "澄清说明" if self.clarifies else self.get_form_display()

    def is_stale(self, policy: PolicyDocument, on) -> bool:
        """The document changed after this was last checked against it (rules.stale)."""
        return rules.stale(
            watched=self.clarifies or self.form == Form.QA,
            checked=self.about_digest,
            current=policy.publication.digest,
            checked_on=self.checked_on,
            changed_on=[policy.amended_on, policy.repealed_on],
            on=on,
        )
