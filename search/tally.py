"""Counts in Redis, one round trip each: what is counted while a reader waits must cost that reader little."""

from functools import cache

import redis
from django.conf import settings

COUNT = """
local times = redis.call('INCR', KEYS[1])
if times == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return {times, redis.call('TTL', KEYS[1])}
"""


@cache
def _client() -> redis.Redis:
    place = settings.CACHES["default"]
    return redis.Redis.from_url(place["LOCATION"], decode_responses=True, **place.get("OPTIONS", {}))


@cache
def _count():
    return _client().register_script(COUNT)


def count(key: str, seconds: int) -> tuple[int, int]:
    """(times counted, seconds until it is forgotten): `seconds` after the first. Raises RedisError."""
    times, left = _count()(keys=[key], args=[seconds])
    return times, left


def keep(name: str, field: str, value: str) -> None:
    """Lays something by under a name until somebody takes it; a later value replaces an earlier one."""
    _client().hset(name, field, value)


def take(name: str) -> dict[str, str]:
    """All that was laid by, which is then no longer there."""
    with _client().pipeline() as both:
        return both.hgetall(name).delete(name).execute()[0]
