"""Counting attempts in Redis, so that nobody can try codes or fill the office with empty forms."""

from django.core.cache import cache


def exhausted(name: str, key: str, most: int) -> bool:
    """Whether `most` attempts were already counted under this name and key."""
    return cache.get(_key(name, key), 0) >= most


def count(name: str, key: str, seconds: int) -> None:
    """Counts one attempt; it is forgotten `seconds` after the first."""
    cache.add(_key(name, key), 0, seconds)
    try:
        cache.incr(_key(name, key))
    except ValueError:  # it lapsed between the two calls
        cache.set(_key(name, key), 1, seconds)


def _key(name: str, key: str) -> str:
    return f"applications:{name}:{key}"
