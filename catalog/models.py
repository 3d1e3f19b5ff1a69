"""The standard catalogue: domains, reference items, this government's items and every version of them."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from agencies.models import Agency
from audit.models import InsertOnly
from catalog import elements
from catalog.basis import Basis, parse_basis
from catalog.limits import Limit, Parsed, publish_limit
from catalog.querysets import DomainSet, ItemSet, LinkSet, VersionSet

METHODS = [
    (elements.ACTIVE, "主动公开"),
    (elements.ON_REQUEST, "依申请公开"),
    (elements.BOTH, "主动公开、依申请公开"),
]
LEVELS = [(elements.COUNTY, "县级"), (elements.TOWN, "乡级"), (elements.VILLAGE, "村级")]


class Domain(models.Model):
    """A field of government with a standard catalogue (国办发〔2019〕54号), or the kinds of Art 20 and 21. Data."""

    STANDARD, STATUTORY = "standard", "statutory"
    KINDS = [(STANDARD, "基层政务公开领域"), (STATUTORY, "法定主动公开内容")]

    kind = models.CharField("类别", max_length=10, choices=KINDS, default=STANDARD)
    slug = models.SlugField("地址名", max_length=60, unique=True)
    name = models.CharField("领域", max_length=60, unique=True)
    order = models.PositiveIntegerField("排序", default=0)
    common_name = models.CharField("常用名", max_length=60, blank=True)
    successor = models.CharField("现称", max_length=60, blank=True)
    lead_ministry = models.CharField("国家牵头部门", max_length=120, blank=True)
    lead_source = models.CharField("牵头部门的出处", max_length=120, blank=True)
    source = models.CharField("领域的出处", max_length=120, blank=True)
    publisher_kind = models.CharField("牵头机关的类别", max_length=60, blank=True)
    renewal_days = models.PositiveIntegerField("默认更新周期（天）", default=180)
    active = models.BooleanField("在用", default=True)
    edited = models.BooleanField("本级改过", default=False)  # then the shipped file leaves it alone

    objects = DomainSet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "领域"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["standard", "statutory"]), name="domain_kind_known")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:domain", args=[self.slug])

    @property
    def is_statutory(self) -> bool:
        """Its items are kinds of information that the law itself names (Art 20, 21)."""
        return self.kind == self.STATUTORY


class Elements(models.Model):
    """The eight elements as a table row gives them. `marks`: element -> given, assumed or missing."""

    domain = models.ForeignKey(
        Domain, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name="领域"
    )
    code = models.CharField("编号", max_length=40, unique=True)
    order = models.PositiveIntegerField("排序", default=0)
    level1 = models.CharField("一级事项", max_length=200)
    level2 = models.CharField("二级事项", max_length=300, blank=True)
    content = models.TextField("公开内容", blank=True)
    basis = models.TextField("公开依据", blank=True)
    time_limit = models.TextField("公开时限", blank=True)
    publisher = models.TextField("公开主体", blank=True)
    method = models.CharField("公开方式", max_length=10, choices=METHODS, default=elements.ACTIVE)
    channels = ArrayField(
        models.CharField(max_length=60), verbose_name="公开渠道和载体", default=list, blank=True
    )
    audience = models.CharField("公开对象", max_length=300, default=elements.EVERYONE)
    levels = ArrayField(
        models.CharField(max_length=10, choices=LEVELS), verbose_name="公开层级", default=list, blank=True
    )
    marks = models.JSONField("来源标记", default=dict, blank=True)

    class Meta:
        abstract = True
        ordering = ["domain__order", "order", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """公开事项: the second level, or the first where there is no second."""
        return self.level2 or self.level1

    @property
    def level(self) -> str:
        return "、".join(self.levels)

    @property
    def cited(self) -> Basis:
        """The documents and articles that `basis` names."""
        return parse_basis(self.basis)

    @property
    def incomplete(self) -> list[str]:
        return [name for name, mark in self.marks.items() if mark == elements.MISSING]

    def elements(self) -> dict[str, str | list[str]]:
        """The eight elements by name; `channels` is a list."""
        return {name: getattr(self, name) for name in elements.NAMES}


def _elements_constraints(prefix: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(condition=~Q(level1=""), name=f"{prefix}_has_level1"),
        models.CheckConstraint(
            condition=Q(method__in=[value for value, _ in METHODS]), name=f"{prefix}_method_known"
        ),
        models.CheckConstraint(
            condition=Q(levels__contained_by=[value for value, _ in LEVELS]), name=f"{prefix}_levels_known"
        ),
    ]


class ReferenceItem(Elements):
    """A row to start from, compiled from published local catalogues; not the national guide itself."""

    note = models.TextField("整理说明", blank=True)

    class Meta(Elements.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "参考事项"
        constraints = _elements_constraints("reference")


class Item(Elements):
    """What this government must make public. Changed only by catalog.actions; retired, never deleted."""

    CURRENT, RETIRED = "current", "retired"

    reference = models.OneToOneField(
        ReferenceItem, on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    agencies = models.ManyToManyField(Agency, through="ItemAgency", related_name="items")
    limits = models.JSONField("解析后的时限", default=list, blank=True)
    computable = models.BooleanField("时限可计算", default=False)
    renewal_days = models.PositiveIntegerField("更新周期（天）", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    effective_on = models.DateField("生效日期")
    changed_at = models.DateTimeField("最近修改")
    retired_on = models.DateField("停用日期", null=True, blank=True)

    objects = ItemSet.as_manager()

    class Meta(Elements.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "公开事项"
        constraints = [
            *_elements_constraints("item"),
            models.CheckConstraint(condition=Q(version__gte=1), name="item_version_from_one"),
            models.CheckConstraint(
                condition=Q(renewal_days=None) | Q(renewal_days__gte=1), name="item_renewal_positive"
            ),
        ]
        indexes = [models.Index(fields=["domain", "level1"])]

    def get_absolute_url(self) -> str:
        return reverse("catalog:item", args=[self.pk])

    @property
    def state(self) -> str:
        return self.RETIRED if self.retired_on else self.CURRENT

    @property
    def agency(self) -> Agency | None:
        """The responsible agency (Art 10); None where only the townships, each for itself, are."""
        return next((link.agency for link in self.links.all() if link.lead), None)

    @property
    def parsed_limits(self) -> list[Limit]:
        return [Limit(**limit) for limit in self.limits]

    @property
    def limit(self) -> dict:
        """The limit as parsed, in the shape of parse_limits."""
        return Parsed(self.time_limit, tuple(self.parsed_limits), self.computable).as_dict()

    @property
    def publish_limit(self) -> Limit:
        """By when a publication under this item is due: its own limit, else Art 26."""
        return publish_limit(self.parsed_limits)

    def retired(self, on: date) -> bool:
        return self.retired_on is not None and self.retired_on <= on


class ItemAgency(models.Model):
    """An agency that publishes under an item. `watched_from`: the day its renewal is watched from."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="links")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="item_links")
    lead = models.BooleanField("牵头", default=False)
    watched_from = models.DateField("监测起始日", null=True, blank=True)
    not_applicable = models.CharField("不适用的理由", max_length=300, blank=True)

    objects = LinkSet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事项责任机关"
        ordering = ["-lead", "agency__order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "agency"], name="item_agency_once"),
            models.UniqueConstraint(fields=["item"], condition=Q(lead=True), name="item_one_lead"),
        ]

    def __str__(self) -> str:
        return f"{self.item}：{self.agency}"


class ItemVersion(InsertOnly):
    """One state of an item, whole: who made it, when, why, and from which day it is in effect."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    actor_id = models.CharField("操作者编号", max_length=64)
    actor_label = models.CharField("操作者", max_length=120)
    at = models.DateTimeField("时间")
    reason = models.TextField("理由")
    effective_on = models.DateField("生效日期")
    changed = ArrayField(models.CharField(max_length=40), verbose_name="改动的要素", default=list, blank=True)
    snapshot = models.JSONField("全部要素")

    objects = VersionSet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事项版本"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_version_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="item_version_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item} 第{self.number}版"

    @property
    def changed_labels(self) -> list[str]:
        return [elements.LABELS[name] for name in self.changed]


class TableRead(models.Model):
    """A table that somebody sent in, as it was read, waiting to be looked at and written."""

    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("SHA-256", max_length=64)
    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, null=True, blank=True, verbose_name="领域")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, verbose_name="机关")
    rows = models.PositiveIntegerField("数据行", default=0)
    items = models.JSONField("读到的事项", default=list)
    flags = models.JSONField("要人看的地方", default=list)
    read_by_label = models.CharField("读入人", max_length=120)
    read_at = models.DateTimeField("读入时间")
    written_at = models.DateTimeField("写入时间", null=True, blank=True)
    result = models.JSONField("写入结果", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "读入的目录表格"
        ordering = ["-read_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("desk_catalog:table", args=[self.pk])
