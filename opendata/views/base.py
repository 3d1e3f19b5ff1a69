"""What all answers of the API share: open to any site, for reading, as JSON or (lists) CSV."""

from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.http import conditional_page
from rest_framework import generics
from rest_framework.response import Response
from rest_framework.views import APIView

from opendata.rendering import stream


class Open:
    """Any site may read (CORS), answers carry an ETag, and `self.at` is the moment of asking."""

    @cached_property
    def at(self):
        return timezone.now()

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        patch_vary_headers(response, ["Accept"])
        return response

    @property
    def today(self):
        """The day of asking, in Beijing."""
        return timezone.localdate(self.at)


@method_decorator(conditional_page, name="dispatch")
class OpenView(Open, APIView):
    """One computed answer."""


@method_decorator(conditional_page, name="dispatch")
class OpenOne(Open, generics.RetrieveAPIView):
    """One thing."""


@method_decorator(conditional_page, name="dispatch")
class OpenList(Open, generics.ListAPIView):
    """A list: a page of it as JSON, all of it (or the page asked for) as CSV. `file_name` names the CSV."""

    file_name = "list"

    def list(self, request, *args, **kwargs):
        found = self.filter_queryset(self.get_queryset())
        if request.accepted_renderer.format != "csv":
            page = self.paginate_queryset(found)
            return self.get_paginated_response(self.get_serializer(page, many=True).data)
        rows = self.paginate_queryset(found) if self._page_asked() else self._all(found)
        serializer = self.get_serializer()
        return stream(list(serializer.fields), map(serializer.to_representation, rows), self.file_name)

    def _page_asked(self) -> bool:
        return bool({"page", "page_size"} & set(self.request.query_params))

    def _all(self, found):
        return found.iterator(chunk_size=500) if hasattr(found, "iterator") else iter(found)


def answer(data: dict) -> Response:
    """A plain answer."""
    return Response(data)
