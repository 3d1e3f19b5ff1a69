"""The address a request came from, behind the number of proxies that settings.TRUSTED_PROXIES names."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address; what a client writes into X-Forwarded-For itself is never believed."""
    peer = request.META.get("REMOTE_ADDR", "") or "0.0.0.0"  # nosec B104 - nobody listens there
    if not settings.TRUSTED_PROXIES:
        return peer
    hops = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    hop = hops[-settings.TRUSTED_PROXIES] if len(hops) >= settings.TRUSTED_PROXIES else peer
    try:
        return str(ip_address(hop))
    except ValueError:
        return peer
