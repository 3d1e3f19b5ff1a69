"""Absolute addresses for readers outside: from PUBLIC_URL where it is set, else from the request."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def origin(request: HttpRequest) -> str:
    """Scheme and host, without a slash at the end."""
    if settings.PUBLIC_URL:
        parts = urlsplit(settings.PUBLIC_URL)
        return f"{parts.scheme}://{parts.netloc}"
    return f"{request.scheme}://{request.get_host()}"


def absolute(path: str, request: HttpRequest) -> str:
    """A path of this portal (as reverse gives it) as a whole address."""
    return origin(request) + path
