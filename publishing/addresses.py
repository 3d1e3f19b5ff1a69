"""Old addresses: a page of the earlier site leads to the publication that was imported from it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from publishing.views import old_address


class OldAddressMiddleware:
    """When nothing answers an address, looks it up among the old ones; 301 to /publications/<public_id>/."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return old_address(request.get_full_path(), timezone.now()) or response
