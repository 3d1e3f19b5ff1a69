"""The way into the API: its addresses, its schema, and a page that explains it without scripts."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from opendata import schema
from opendata.addresses import absolute
from opendata.views.base import OpenView


@cache
def drawn() -> dict:
    """The OpenAPI schema; the same for as long as the process runs."""
    return SchemaGenerator().get_schema(request=None, public=True)


@method_decorator(cache_control(max_age=300, public=True), name="dispatch")
class Schema(OpenView):
    """OpenAPI 3：本接口的机器可读说明。"""

    renderer_classes = (OpenApiJsonRenderer2, OpenApiYamlRenderer)

    @extend_schema(exclude=True)
    def get(self, request):
        return Response(drawn())


class Start(OpenView):
    """接口的全部地址。"""

    @extend_schema(exclude=True)
    def get(self, request):
        names = schema.plain_names()
        return Response({name: absolute(reverse(f"opendata:{name}"), request) for name in names})


class Nothing(OpenView):
    """Any other address below /api/v1/: 404 in the API's own shape."""

    schema = None

    def get(self, request):
        raise Http404


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """数据接口说明: what there is, which parameters, an example of each; drawn from the schema."""
    context = {
        "crumbs": [("数据开放", None)],
        "groups": schema.groups(drawn()),
        "base": absolute(reverse("opendata:start"), request),
    }
    return render(request, "opendata/docs.html", context)
