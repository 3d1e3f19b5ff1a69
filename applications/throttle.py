"""Counting attempts in Redis, so that nobody can try codes or fill the office with empty forms."""

from hashlib import sha256

from django.core.cache import cache

DAY = 24 * 3600


def exhausted(name: str, key: str, most: int) -> bool:
    """Whether `most` attempts were already counted under this name and key."""
    return cache.get(_key(name, key), 0) >= most


def count(name: str, key: str, seconds: int) -> int:
    """Counts one attempt, which is forgotten `seconds` after the first; returns how many there are."""
    cache.add(_key(name, key), 0, seconds)
    try:
        return cache.incr(_key(name, key))
    except ValueError:  # it lapsed between the two calls
        cache.set(_key(name, key), 1, seconds)
        return 1


def locked(name: str, key: str) -> bool:
    """Whether wrong answers have closed the door for this key."""
    return cache.get(_key(f"{name}-lock", key)) is not None


def wrong(name: str, key: str, most: int, seconds: int) -> None:
    """A wrong answer: after every `most` of them in a day the door closes, each time twice as long, up to a day."""
    times, rest = divmod(count(name, key, DAY), most)
    if times and not rest:
        cache.set(_key(f"{name}-lock", key), 1, min(seconds * 2 ** (times - 1), DAY))


def _key(name: str, key: str) -> str:
    return f"applications:{name}:{sha256(key.encode()).hexdigest()[:32]}"
