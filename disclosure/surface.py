"""What the desk surface does with visitors of public pages: sends them to the public portal."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

STAFF = ("desk/", "supervision/", "admin/", "theme/", "healthz", "readyz", "static/")


class DeskOnly:
    """With SURFACE=desk: the root leads to the desk, a public address to PUBLIC_URL, or to 404 without one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_) -> HttpResponse | None:
        if settings.SURFACE != "desk":
            return None
        rest = request.path.removeprefix(settings.URL_PREFIX).lstrip("/")
        if not rest:
            return HttpResponseRedirect(reverse("desk:start"))
        if rest.startswith(STAFF):
            return None
        if settings.PUBLIC_URL and request.get_host() not in settings.PUBLIC_URL:
            return HttpResponseRedirect(settings.PUBLIC_URL + request.get_full_path())
        raise Http404
