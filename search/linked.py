"""What search engines and archives read of a page: JSON-LD of schema.org, with whole addresses."""

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString


def origin(request: HttpRequest) -> str:
    """Scheme and host without a slash at the end: from PUBLIC_URL where it is set, else from the request."""
    if settings.PUBLIC_URL:
        parts = urlsplit(settings.PUBLIC_URL)
        return f"{parts.scheme}://{parts.netloc}"
    return f"{request.scheme}://{request.get_host()}"


def block(kind: str, facts: Mapping[str, object]) -> SafeString:
    """The facts, but for empty ones, in their element: a data block, never run."""
    told = {"@context": "https://schema.org", "@type": kind} | {k: v for k, v in facts.items() if v}
    text = json.dumps(told, ensure_ascii=False)
    escaped = text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
    safe = SafeString(escaped)  # nosec B703: nothing is left that could end the script
    return format_html('<script type="application/ld+json">{}</script>', safe)
