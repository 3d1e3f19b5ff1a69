"""Government bodies: one government, its departments and its townships."""

from django.db import models

GUIDE = {
    "disclosure_office": "工作机构",
    "address": "办公地址",
    "office_hours": "办公时间",
    "disclosure_phone": "联系电话",
    "fax": "传真号码",
    "online_contact": "互联网联系方式",
}
"""What a guide must say of the disclosure office (Art 12(2))."""


class AgencySet(models.QuerySet):
    def active(self) -> "AgencySet":
        return self.filter(active=True).order_by("order", "pk")

    def government(self) -> "Agency":
        """The one government whose portal this is."""
        return self.get(kind=Agency.GOVERNMENT)


class Agency(models.Model):
    """A body that publishes and answers in its own name (Art 10, 27), with the fields of its guide (Art 12)."""

    GOVERNMENT, DEPARTMENT, TOWNSHIP = "government", "department", "township"
    KINDS = [(GOVERNMENT, "县人民政府"), (DEPARTMENT, "政府部门"), (TOWNSHIP, "乡镇、街道")]

    code = models.CharField("机构代码", max_length=30, unique=True)
    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=40)
    slug = models.SlugField("地址名", max_length=60, unique=True)
    kind = models.CharField("类别", max_length=20, choices=KINDS)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    order = models.PositiveIntegerField("排序", default=0)
    active = models.BooleanField("在用", default=True)

    address = models.CharField("办公地址", max_length=200, blank=True)
    postcode = models.CharField("邮政编码", max_length=10, blank=True)
    office_hours = models.CharField("办公时间", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    fax = models.CharField("传真", max_length=60, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    online_contact = models.CharField("互联网联系方式", max_length=200, blank=True)
    disclosure_office = models.CharField("政府信息公开工作机构", max_length=100, blank=True)
    disclosure_phone = models.CharField("工作机构电话", max_length=60, blank=True)
    disclosure_head = models.CharField("政府信息公开负责人", max_length=60, blank=True)
    # 机构职能目录 (Art 20(2)): what it does, its parts, who heads it.
    functions = models.TextField("机构职能", blank=True)
    divisions = models.TextField("内设机构", blank=True)
    head_name = models.CharField("负责人", max_length=60, blank=True)
    # Only where 行政复议法 24 does not decide: bodies led vertically, or the government itself.
    reviewing_body_name = models.CharField("行政复议机关（另有规定时）", max_length=100, blank=True)

    objects = AgencySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "机关"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["government", "department", "township"]),
                name="agency_kind_known",
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="government"), name="agency_one_government"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def missing_in_guide(self) -> list[str]:
        """Statutory fields of the guide that are empty (Art 12(2)); a guide with any is not published."""
        return [label for name, label in GUIDE.items() if not getattr(self, name).strip()]

    def reviewing_body(self) -> str:
        """The body to which an application for review goes (行政复议法 24): the government above; empty if unknown."""
        if self.reviewing_body_name:
            return self.reviewing_body_name
        return self.parent.name if self.parent else ""
