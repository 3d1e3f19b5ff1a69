"""What the index still holds though it is no longer public is not shown, whatever the worker is doing."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings

from search import index


def public(hits: Iterable) -> tuple:
    """The hits whose room still counts them as public: one question to each room that a page of hits names."""
    hits = tuple(hits)
    asked: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        asked[hit.kind].add(hit.id)
    kept = {
        (kind, document.id)
        for kind, ids in asked.items()
        if kind in settings.SEARCH_SOURCES
        for document in index.documents(kind, sorted(ids))
    }
    return tuple(hit for hit in hits if hit.kind not in settings.SEARCH_SOURCES or (hit.kind, hit.id) in kept)
