"""What the API says of each public thing."""

from datetime import date
from functools import cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agencies.models import Agency
from catalog.models import Domain, Item, ReferenceItem
from interpretation import rules
from interpretation.models import Interpretation, PolicyDocument
from interpretation.standing import interpretation_due_on
from opendata.addresses import absolute
from publishing import richtext
from publishing.models import Attachment, Publication
from publishing.records import world
from workdays import tables
from workdays.calendar import Calendar

INTERPRETATION_STATUS = [rules.PUBLISHED, rules.DUE, rules.OVERDUE, rules.WAIVED]


class Addressed(serializers.Serializer):
    """Knows whole addresses: the view gives its request in the context."""

    def address(self, name: str, *args) -> str:
        path = _pattern(name, len(args))
        for value in args:
            path = path.replace(STAND_IN, quote(str(value)), 1)
        return self._origin + path

    @cached_property
    def _origin(self) -> str:
        return absolute("", self.context["request"])


STAND_IN = "987654321"  # fits a number and a slug


@cache
def _pattern(name: str, places: int) -> str:
    """The path of a named address with STAND_IN for what differs: an export asks for thousands of them."""
    return reverse(name, args=[STAND_IN] * places)


class AgencySerializer(Addressed, serializers.ModelSerializer):
    """A body that publishes and answers in its own name, with the fields of its guide (Art 12)."""

    kind_label = serializers.CharField(source="get_kind_display", read_only=True)
    parent = serializers.SlugRelatedField("code", read_only=True, allow_null=True)
    reviewing_body = serializers.CharField(read_only=True, help_text="行政复议机关")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Agency
        fields = [
            *("code", "name", "short_name", "slug", "kind", "kind_label", "parent"),
            *("address", "postcode", "office_hours", "phone", "fax", "email", "online_contact"),
            *("disclosure_office", "disclosure_phone", "reviewing_body", "url"),
        ]

    def get_url(self, agency: Agency) -> str:
        return self.address("agencies:detail", agency.slug)


class DomainSerializer(Addressed, serializers.ModelSerializer):
    """A field of government with a standard catalogue."""

    items_count = serializers.IntegerField(read_only=True, help_text="现行的公开事项数")
    changed_at = serializers.DateTimeField(read_only=True, allow_null=True, help_text="事项最近一次修改")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Domain
        fields = [
            *("slug", "name", "kind", "order", "common_name", "successor", "lead_ministry", "source"),
            *("items_count", "changed_at", "url"),
        ]

    def get_url(self, domain: Domain) -> str:
        return self.address("catalog:domain", domain.slug)


class ElementsSerializer(Addressed):
    """The eight elements of a row of the catalogue (国办发〔2019〕54号), and where it stands."""

    name = serializers.CharField(read_only=True, help_text="公开事项")
    channels = serializers.ListField(child=serializers.CharField(), read_only=True)
    level = serializers.CharField(read_only=True, help_text="公开层级，多个以顿号分开")
    levels = serializers.ListField(child=serializers.CharField(), read_only=True)
    domain = serializers.SlugRelatedField("name", read_only=True)
    item_level1 = serializers.CharField(source="level1", read_only=True)
    item_level2 = serializers.CharField(source="level2", read_only=True)
    marks = serializers.DictField(read_only=True, help_text="各要素的来历：given assumed missing")


ELEMENTS = ["name", "content", "basis", "time_limit", "publisher", "method", "channels", "audience"]
PLACE = ["level", "levels", "domain", "item_level1", "item_level2"]


class LimitSerializer(serializers.Serializer):
    """One limit in a 公开时限 cell."""

    kind = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField(allow_null=True)


class ParsedLimitSerializer(serializers.Serializer):
    text = serializers.CharField()
    limits = LimitSerializer(many=True)
    computable = serializers.BooleanField()


class CitationSerializer(serializers.Serializer):
    """One document of a 公开依据 cell."""

    title = serializers.CharField()
    number = serializers.CharField(allow_blank=True, help_text="发文字号或者令号")
    articles = serializers.ListField(child=serializers.CharField(), help_text="条、款、项")


class ItemSerializer(ElementsSerializer, serializers.ModelSerializer):
    """What this government must make public under one heading."""

    basis_documents = serializers.SerializerMethodField(help_text="公开依据拆分出的文件和条文")

    limit = serializers.SerializerMethodField(help_text="公开时限解析的结果")
    agencies = serializers.SerializerMethodField(help_text="责任机关，牵头的在前")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Item
        fields = [
            *("id", "code", *ELEMENTS, *PLACE, "basis_documents", "limit"),
            *("agencies", "marks"),
            *("version", "effective_on", "changed_at", "url"),
        ]

    @extend_schema_field(ParsedLimitSerializer)
    def get_limit(self, item: Item) -> dict:
        return item.limit

    @extend_schema_field(CitationSerializer(many=True))
    def get_basis_documents(self, item: Item) -> list[dict]:
        return [citation.as_dict() for citation in item.cited.citations]

    def get_agencies(self, item: Item) -> list[str]:
        return [link.agency.name for link in item.links.all()]

    def get_url(self, item: Item) -> str:
        return self.address("catalog:item", item.pk)


class ReferenceItemSerializer(ElementsSerializer, serializers.ModelSerializer):
    """A row to start from; not the national guide itself."""

    class Meta:
        model = ReferenceItem
        fields = ["id", "code", *ELEMENTS, *PLACE, "marks", "note"]


class PublicationSerializer(Addressed, serializers.ModelSerializer):
    """One piece of public information. `doc_number` and `validity` are of policies, empty for others."""

    id = serializers.CharField(source="public_id", read_only=True)
    issuer = serializers.CharField(source="issuer_name", read_only=True)
    agency = serializers.SlugRelatedField("name", read_only=True)
    column = serializers.SlugRelatedField("slug", read_only=True)
    kind_label = serializers.SerializerMethodField()
    doc_number = serializers.SerializerMethodField()
    validity = serializers.SerializerMethodField(help_text="in_force not_yet amended repealed lapsed，或空")
    items = serializers.PrimaryKeyRelatedField(many=True, read_only=True, help_text="所属公开事项的 id")
    domains = serializers.SerializerMethodField(help_text="所属领域的名称")
    record = serializers.CharField(read_only=True, help_text="penalty licence project budget，或空")
    record_fields = serializers.SerializerMethodField(help_text="结构化字段；自然人的姓名不在其中")
    url = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields = [
            *("id", "index_number", "title", "doc_number", "issuer", "agency", "formed_on", "published_at"),
            *("validity", "kind", "kind_label", "column", "items", "domains", "url"),
            *("digest", "external_id", "record", "record_fields"),
        ]

    def get_url(self, publication: Publication) -> str:
        return self.address("publishing:detail", publication.public_id)

    def get_kind_label(self, publication: Publication) -> str:
        return publication.get_kind_display()

    def get_domains(self, publication: Publication) -> list[str]:
        return list(dict.fromkeys(item.domain.name for item in publication.items.all()))

    def get_record_fields(self, publication: Publication) -> dict[str, str | int | float]:
        return world.open_fields(publication)

    def get_doc_number(self, publication: Publication) -> str:
        policy = policy_of(publication)
        return policy.doc_number if policy else ""

    def get_validity(self, publication: Publication) -> str:
        policy = policy_of(publication)
        return policy.validity_on(self.context["on"]) if policy else ""


class AttachmentSerializer(Addressed, serializers.ModelSerializer):
    url = serializers.SerializerMethodField()

    class Meta:
        model = Attachment
        fields = ["name", "content_type", "size", "digest", "url"]

    def get_url(self, attachment: Attachment) -> str:
        return self.address("publishing:file", attachment.publication.public_id, attachment.pk)


class FullPublicationSerializer(PublicationSerializer):
    """One publication with its text and files."""

    attachments = AttachmentSerializer(many=True, read_only=True)
    html = serializers.SerializerMethodField(help_text="页面上的正文，图片是完整的地址")

    class Meta(PublicationSerializer.Meta):
        fields = [*PublicationSerializer.Meta.fields, "source", "revision", "text", "html", "attachments"]

    def get_html(self, publication: Publication) -> str:
        here = self.address("publishing:detail", publication.public_id)
        return richtext.with_files(publication.body_html, here)


class LinkSerializer(serializers.Serializer):
    """A short reference to another publication."""

    id = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()


class FormLinkSerializer(LinkSerializer):
    form = serializers.CharField()


class OfPublication(Addressed):
    """Fields that a policy or an interpretation takes from its publication."""

    id = serializers.CharField(source="publication.public_id", read_only=True)
    index_number = serializers.CharField(source="publication.index_number", read_only=True, allow_null=True)
    title = serializers.CharField(source="publication.title", read_only=True)
    issuer = serializers.CharField(source="publication.issuer_name", read_only=True)
    agency = serializers.CharField(source="publication.agency.name", read_only=True)
    formed_on = serializers.DateField(source="publication.formed_on", read_only=True, allow_null=True)
    published_at = serializers.DateTimeField(source="publication.published_at", read_only=True)
    kind = serializers.CharField(source="publication.kind", read_only=True)
    url = serializers.SerializerMethodField()
    digest = serializers.CharField(source="publication.digest", read_only=True)
    external_id = serializers.CharField(source="publication.external_id", read_only=True, allow_null=True)

    def get_url(self, row) -> str:
        return self.address("publishing:detail", row.publication.public_id)

    def link(self, row) -> dict:
        """A short reference to the publication of a policy or an interpretation."""
        publication = row.publication
        url = self.address("publishing:detail", publication.public_id)
        return {"id": publication.public_id, "title": publication.title, "url": url}


COMMON = ["id", "index_number", "title"]
DATED = ["issuer", "agency", "formed_on", "published_at"]
LAST = ["kind", "url", "digest", "external_id"]


class PolicySerializer(OfPublication, serializers.ModelSerializer):
    """A policy with its validity today and how its interpretation stands (国办发〔2016〕80号)."""

    validity = serializers.SerializerMethodField()
    interpretations = serializers.SerializerMethodField()
    interpretation_due_on = serializers.SerializerMethodField(help_text="解读材料应当发布的最后一日")
    interpretation_status = serializers.SerializerMethodField(help_text="published due overdue waived")

    class Meta:
        model = PolicyDocument
        fields = [
            *(*COMMON, "doc_number", *DATED, "validity", *LAST),
            *("topic", "doc_type", "effective_on", "expires_on", "repealed_on", "interpretations"),
            *("interpretation_required", "interpretation_due_on", "interpretation_status"),
        ]

    def get_validity(self, policy: PolicyDocument) -> str:
        return policy.validity_on(self.context["on"])

    @extend_schema_field(FormLinkSerializer(many=True))
    def get_interpretations(self, policy: PolicyDocument) -> list[dict]:
        return [self.link(row) | {"form": row.form} for row in policy.public_interpretations]

    def get_interpretation_due_on(self, policy: PolicyDocument) -> date | None:
        return interpretation_due_on(policy, self._calendar())

    @extend_schema_field(serializers.ChoiceField(INTERPRETATION_STATUS))
    def get_interpretation_status(self, policy: PolicyDocument) -> str:
        return rules.status(
            waived=not policy.interpretation_required,
            published=bool(policy.public_interpretations),
            due=interpretation_due_on(policy, self._calendar()),
            on=self.context["on"],
        )

    def _calendar(self) -> Calendar:
        """One for all rows of an answer."""
        if "calendar" not in self.context:
            self.context["calendar"] = tables.current()
        return self.context["calendar"]


class InterpretationSerializer(OfPublication, serializers.ModelSerializer):
    """What explains a policy, with the policy it explains."""

    form_label = serializers.CharField(source="get_form_display", read_only=True)
    policy = serializers.SerializerMethodField()

    class Meta:
        model = Interpretation
        fields = [*COMMON, *DATED, *LAST, "form", "form_label", "interpreter", "policy"]

    @extend_schema_field(LinkSerializer)
    def get_policy(self, row: Interpretation) -> dict:
        return self.link(row.policy)


class OutcomeSerializer(serializers.Serializer):
    """A kind of reply (Art 30, 35-39), its letter, its row in table 3 of the annual report and its remedy."""

    code = serializers.CharField()
    name = serializers.CharField()
    article = serializers.CharField(help_text="《政府信息公开条例》的条款")
    letter = serializers.CharField(help_text="文书编号")
    needs_ground = serializers.BooleanField(help_text="是否要写明第十四条至第十六条的依据")
    report_row = serializers.IntegerField(help_text="年度报告表三的行，3 到 23")
    remedy = serializers.ChoiceField(["review_first", "either", "none"])


def policy_of(publication: Publication) -> PolicyDocument | None:
    """The policy that stands beside a publication, if it is one."""
    return getattr(publication, "policy", None)
