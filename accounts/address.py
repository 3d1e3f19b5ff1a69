"""The address a request came from, behind the number of proxies that settings.TRUSTED_PROXIES names."""

from ipaddress import IPv6Address, ip_address, ip_network

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


def client_network(request: HttpRequest) -> str:
    """What counts as one visitor where attempts are counted: the address; of a public IPv6 address its first 64 bits.

    A household is given 2^64 addresses or more (RFC 6177): by taking another of them nobody begins a new count.
    """
    found = client_address(request)
    try:
        address = ip_address(found)
    except ValueError:
        return found
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    if isinstance(address, IPv6Address) and address.is_global:
        return str(ip_network((address, 64), strict=False).network_address)
    return found
