"""Addresses of named pages, as far as this surface serves them."""

from django.urls import NoReverseMatch, reverse


def address(name: str, *arguments) -> str:
    """The address of a named page, or "" where this surface does not serve it: no link leads nowhere."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
