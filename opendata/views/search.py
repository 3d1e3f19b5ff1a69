"""The search of the portal, as data."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from opendata.addresses import absolute, origin
from opendata.paging import LARGEST, number_of
from opendata.rendering import FORMATS, export
from opendata.views.base import OpenView
from search import labels, query, schema

PAGE_SIZE = 20
QUESTION_LENGTH = 200


class NotReady(APIException):
    """There is no index yet, or it is being made again."""

    status_code = 503
    default_code = "not_ready"
    default_detail = "检索正在准备，请稍后再试。"
    wait = query.RECOVERING  # seconds, as Retry-After


class AskedSearch(serializers.Serializer):
    """What to look for; every facet may be given several times."""

    q = serializers.CharField(
        required=False,
        default="",
        allow_blank=True,
        max_length=QUESTION_LENGTH,
        error_messages={"max_length": f"检索词最多 {QUESTION_LENGTH} 字。"},
    )
    sort = serializers.ChoiceField(
        list(labels.SORTS),
        required=False,
        default="relevance",
        error_messages={"invalid_choice": f"sort 应为 {'、'.join(labels.SORTS)} 之一。"},
    )
    year = serializers.ListField(
        child=serializers.RegexField(r"^[0-9]{4}$", error_messages={"invalid": "应为四位年份，例如 2026。"}),
        required=False,
        default=list,
    )


class HitSerializer(serializers.Serializer):
    kind = serializers.CharField(help_text="policy interpretation publication file item agency answer")
    id = serializers.CharField()
    title = serializers.CharField()
    doc_number = serializers.CharField()
    issuer = serializers.CharField()
    agency = serializers.CharField()
    domains = serializers.ListField(child=serializers.CharField())
    validity = serializers.CharField()
    formed_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    url = serializers.CharField()
    snippet = serializers.CharField(help_text="摘要，HTML，命中的字在 <mark> 之间")
    external_id = serializers.CharField()
    part_of = serializers.CharField(help_text="附件所属信息的标题")
    score = serializers.FloatField()


COLUMNS = list(HitSerializer().fields)


def shown(hit: query.Hit, origin: str) -> dict:
    """A result as HitSerializer describes it; written out, since the serializer takes longer than the search."""
    return {name: getattr(hit, name) for name in COLUMNS} | {"url": origin + hit.url}


class FoundSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = HitSerializer(many=True)
    facets = serializers.DictField(
        child=serializers.DictField(child=serializers.IntegerField()), help_text="各分面的取值和条数"
    )
    took_ms = serializers.FloatField()
    corrected = serializers.CharField(help_text="改正错字后实际检索的词，没有改正为空")


def _parameter(name: str, text: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=text)


class Search(OpenView):
    """检索全部公开信息：政策、解读、公开信息、附件、公开事项、机关、公开的办理结果。"""

    @extend_schema(
        parameters=[
            _parameter("q", "检索词、文号或标题；不给则列出全部，最新的在前"),
            _parameter("kind", "类型，可给多个"),
            _parameter("agency", "机关名称，可给多个"),
            _parameter("domain", "领域名称，可给多个"),
            _parameter("topic", "主题，可给多个"),
            _parameter("year", "年份，可给多个"),
            _parameter("validity", "有效性：in_force not_yet amended repealed lapsed"),
            _parameter("interpreted", "政策是否有解读：yes no"),
            _parameter("sort", "relevance（相关，默认）或 newest（最新）"),
            OpenApiParameter("page", OpenApiTypes.INT),
            OpenApiParameter("page_size", OpenApiTypes.INT),
        ],
        responses=FoundSerializer,
    )
    def get(self, request):
        asked, page, size = self._asked(request)
        found = query.search(asked["q"], self._filters(request), page, page_size=size, sort=asked["sort"])
        if not found.available:
            raise NotReady
        here = origin(request)
        hits = [shown(hit, here) for hit in found.results]
        if (format := request.accepted_renderer.format) in FORMATS:
            return export(format, COLUMNS, hits, "search")
        links = {"next": self._link(page + 1) if page * size < found.count else None}
        links["previous"] = self._link(page - 1) if page > 1 else None
        told = {"took_ms": found.took_ms, "corrected": found.corrected, "missing_words": found.missing}
        return Response({"count": found.count, **links, "results": hits, "facets": found.facets, **told})

    def _asked(self, request) -> tuple[dict, int, int]:
        params = request.query_params
        given = {name: params[name] for name in ("q", "sort") if name in params}
        asked = AskedSearch(data=given | {"year": [year for year in params.getlist("year") if year]})
        asked.is_valid(raise_exception=True)
        page = number_of(request, "page") or 1
        return asked.validated_data, page, min(number_of(request, "page_size") or PAGE_SIZE, LARGEST)

    def _filters(self, request) -> dict[str, tuple[str, ...]]:
        lists = {name: request.query_params.getlist(name)[:20] for name in schema.FACETS}
        return {name: tuple(v.replace("\0", "")[:60] for v in values) for name, values in lists.items()}

    def _link(self, page: int) -> str:
        params = self.request.query_params.copy()
        params["page"] = page
        return absolute(f"{self.request.path}?{params.urlencode()}", self.request)
