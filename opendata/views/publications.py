"""What is public: publications, policies and interpretations, all through Publication.objects.published(at)."""

from django.db.models import Max, Prefetch

from catalog.models import Item
from interpretation.models import Interpretation, PolicyDocument
from opendata import filters, serializers
from opendata.views.base import OpenList, OpenOne
from publishing.models import Attachment, Publication

ITEMS = Prefetch("items", queryset=Item.objects.select_related("domain"))


class Dated:
    """Gives the serializers the day of asking; knows when anything that was ever public last changed."""

    def newest_change(self):
        known = Publication.objects.with_address(self.at)
        return known.aggregate(newest=Max("changed_at"))["newest"]

    def get_serializer_context(self):
        return super().get_serializer_context() | {"on": self.today}


class Publications(Dated, OpenList):
    """全部公开信息，最新的在前。"""

    serializer_class = serializers.PublicationSerializer
    filterset_class = filters.PublicationFilter
    file_name = "publications"

    def get_queryset(self):
        found = (
            Publication.objects.published(self.at)
            .defer("text", "rich_text", "body_html")
            .select_related("policy")
        )
        return found.newest().prefetch_related("agency", "column", ITEMS)


class OnePublication(Dated, OpenOne):
    """一条公开信息，含正文和附件。"""

    serializer_class = serializers.FullPublicationSerializer
    lookup_field = "public_id"

    def get_queryset(self):
        found = Publication.objects.published(self.at).select_related("agency", "column", "policy")
        files = Attachment.objects.public(self.at).select_related("publication").defer("text")
        return found.prefetch_related(Prefetch("attachments", queryset=files), ITEMS)


class PolicyRows(Dated):
    serializer_class = serializers.PolicySerializer

    def get_queryset(self):
        public = Interpretation.objects.published(self.at).for_lists().newest()
        found = PolicyDocument.objects.published(self.at).select_related("publication").newest()
        return found.defer(
            "publication__text", "publication__rich_text", "publication__body_html"
        ).prefetch_related(
            "publication__agency",
            Prefetch("interpretations", queryset=public, to_attr="public_interpretations"),
        )


class Policies(PolicyRows, OpenList):
    """政策文件：效力、解读和解读是否按时。"""

    filterset_class = filters.PolicyFilter
    file_name = "policies"


class OnePolicy(PolicyRows, OpenOne):
    """一份政策文件。"""

    lookup_field = "publication__public_id"
    lookup_url_kwarg = "public_id"


class InterpretationRows(Dated):
    serializer_class = serializers.InterpretationSerializer

    def get_queryset(self):
        return Interpretation.objects.published(self.at).for_lists().newest()


class Interpretations(InterpretationRows, OpenList):
    """政策解读及其所解读的政策。"""

    filterset_class = filters.InterpretationFilter
    file_name = "interpretations"


class OneInterpretation(InterpretationRows, OpenOne):
    """一份政策解读。"""

    lookup_field = "publication__public_id"
    lookup_url_kwarg = "public_id"
