"""API_RATE requests an address, counted in Redis; without Redis nobody is turned away."""

import logging
import math

from django.conf import settings
from redis.exceptions import RedisError
from rest_framework.throttling import SimpleRateThrottle

log = logging.getLogger(__name__)


class ByAddress(SimpleRateThrottle):
    """One count for each address; behind TRUSTED_PROXIES proxies, the address that they report."""

    scope = "api"

    def get_rate(self) -> str:
        return settings.API_RATE

    def get_cache_key(self, request, view) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def allow_request(self, request, view) -> bool:
        try:
            allowed = super().allow_request(request, view)
        except RedisError as problem:
            log.warning("API rate not counted: %s", problem)
            return True
        view.rate = self.told()
        return allowed

    def told(self) -> dict[str, str]:
        """What the answer's head says: how many, how many are left, seconds until the oldest is forgotten."""
        oldest = self.history[-1] if self.history else self.now
        return {
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(max(0, self.num_requests - len(self.history))),
            "RateLimit-Reset": str(max(0, math.ceil(oldest + self.duration - self.now))),
        }
