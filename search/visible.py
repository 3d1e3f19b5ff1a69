"""What the index still holds though it is no longer public is not shown, whatever the keeper of the index is doing."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from search import index


def public(hits: Iterable) -> tuple:
    """The hits whose room still counts them as public: one question to each room that a page of hits names."""
    hits = tuple(hits)
    asked: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        asked[hit.kind].add(hit.id)
    kept = {(kind, id) for kind, ids in asked.items() for id in _still_public(kind, sorted(ids))}
    return tuple(hit for hit in hits if (hit.kind, hit.id) in kept)


def _still_public(kind: str, ids: list[str]) -> Iterable[str]:
    """settings.SEARCH_PUBLIC answers without the texts; a kind it does not name is asked for its documents."""
    if kind in settings.SEARCH_PUBLIC:
        return import_string(settings.SEARCH_PUBLIC[kind])(ids)
    if kind in settings.SEARCH_SOURCES:
        return [document.id for document in index.documents(kind, ids)]
    return ids
