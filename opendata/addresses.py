"""Absolute addresses for readers outside: from PUBLIC_URL where it is set, else from the request."""

from django.http import HttpRequest

from search.linked import origin

__all__ = ["absolute", "origin"]


def absolute(path: str, request: HttpRequest) -> str:
    """A path of this portal (as reverse gives it) as a whole address."""
    return origin(request) + path
