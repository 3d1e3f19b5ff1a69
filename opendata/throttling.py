"""API_RATE requests an address, counted in Redis in one round trip; without Redis nobody is turned away."""

import logging

from django.conf import settings
from redis.exceptions import RedisError
from rest_framework.throttling import SimpleRateThrottle

from accounts.address import client_network
from search import tally

log = logging.getLogger(__name__)


class ByAddress(SimpleRateThrottle):
    """One count for each address, begun anew when its time is over; behind TRUSTED_PROXIES proxies, the address that
    they report."""

    scope = "api"

    def get_rate(self) -> str:
        return settings.API_RATE

    def get_cache_key(self, request, view) -> str:
        return self.cache_format % {"scope": self.scope, "ident": client_network(request)}

    def allow_request(self, request, view) -> bool:
        try:
            times, self.left = tally.count(self.get_cache_key(request, view), self.duration)
        except RedisError as problem:
            log.warning("API rate not counted: %s", problem)
            return True
        view.rate = self.told(times)
        return times <= self.num_requests

    def told(self, times: int) -> dict[str, str]:
        """What the answer's head says: how many, how many are left, seconds until the count begins anew."""
        return {
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(max(0, self.num_requests - times)),
            "RateLimit-Reset": str(max(0, self.left)),
        }

    def wait(self) -> int:
        """Seconds until a request is answered again."""
        return max(1, self.left)
