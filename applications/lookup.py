"""What is public already: the second step of the form, where most people find what they want."""

from datetime import datetime

from publishing.models import Publication

MOST = 8


def found(words: str, *, at: datetime) -> dict:
    """`q`, `searched` and `results` (public publications whose titles have every word) for the page."""
    words = words.strip()[:60]
    results = []
    if words:
        query = Publication.objects.published(at)
        for word in words.split():
            query = query.filter(title__icontains=word)
        results = list(query.select_related("column", "agency").order_by("-published_at")[:MOST])
    return {"q": words, "searched": bool(words), "results": results}
