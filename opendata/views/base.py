"""What all answers of the API share: open to any site, for reading, as JSON; lists also as CSV, JSON Lines and .xlsx."""

from datetime import datetime

from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import http_date
from django.views.decorators.http import conditional_page
from rest_framework import generics
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from opendata.rendering import FORMATS, export

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After",
    "Access-Control-Max-Age": "86400",
}


class Open:
    """Any site may read (CORS), answers carry an ETag, and `self.at` is the moment of asking."""

    rate: dict[str, str] = {}

    @cached_property
    def at(self):
        return timezone.now()

    @property
    def today(self):
        """The day of asking, in Beijing."""
        return timezone.localdate(self.at)

    def finalize_response(self, request, response, *args, **kwargs):
        if response.status_code >= 400:
            request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in {**CORS, **self.rate}.items():
            response[name] = value
        if response.status_code == 200 and (changed := self.changed_at()):
            response["Last-Modified"] = http_date(changed.timestamp())
        patch_vary_headers(response, ["Accept"])
        return response

    def changed_at(self) -> datetime | None:
        """When the answer last changed, where that is known; never earlier than today began, since validity,
        lateness and status change with the day."""
        known = self.newest_change()
        midnight = timezone.localtime(self.at).replace(hour=0, minute=0, second=0, microsecond=0)
        return max(known, midnight) if known else None

    def newest_change(self) -> datetime | None:
        """When a row behind the answer was last written; views that know say so."""
        return None


@method_decorator(conditional_page, name="dispatch")
class OpenView(Open, APIView):
    """One computed answer."""


@method_decorator(conditional_page, name="dispatch")
class OpenOne(Open, generics.RetrieveAPIView):
    """One thing."""


@method_decorator(conditional_page, name="dispatch")
class OpenList(Open, generics.ListAPIView):
    """A list: a page of it as JSON, all of it (or the page asked for) in the other formats. `file_name` names the file."""

    file_name = "list"

    def list(self, request, *args, **kwargs):
        found = self.filter_queryset(self.get_queryset())
        if request.accepted_renderer.format not in FORMATS:
            page = self.paginate_queryset(found)
            return self.get_paginated_response(self.get_serializer(page, many=True).data)
        rows = self.paginate_queryset(found) if self._page_asked() else self._all(found)
        serializer = self.get_serializer()
        shown = map(serializer.to_representation, rows)
        return export(request.accepted_renderer.format, list(serializer.fields), shown, self.file_name)

    def _page_asked(self) -> bool:
        return bool({"page", "page_size", "cursor"} & set(self.request.query_params))

    def _all(self, found):
        return found.iterator(chunk_size=1000) if hasattr(found, "iterator") else iter(found)


def answer(data: dict) -> Response:
    """A plain answer."""
    return Response(data)
