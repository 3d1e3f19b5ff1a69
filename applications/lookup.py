"""What is public already: the second step of the form, where most people find what they want."""

from collections import Counter
from datetime import datetime

from django.urls import reverse

from agencies.models import Agency
from applications.intake import COMPLAINT
from publishing.models import Publication
from search.query import search, similar

MOST = 8


def found(words: str, *, at: datetime) -> dict:
    """`q`, `searched`, `results` (rows of `title url who on snippet`) and `guess` (the agency most of them name)."""
    words = words.replace("\0", " ").strip()[:60]
    if not words:
        return {"q": "", "searched": False, "results": [], "guess": None}
    result = search(words, page_size=MOST)
    rows = [_row(hit) for hit in result.results] if result.available else _by_title(words, at)
    return {"q": words, "searched": True, "results": rows, "guess": _guess(rows)}


def like(text: str, most: int = 3) -> list[dict]:
    """Rows of what may answer a description before it is sent."""
    return [_row(hit) for hit in similar(text[:200], most)]


def _row(hit) -> dict:
    return {"title": hit.title, "url": hit.url, "who": hit.agency, "on": hit.on, "snippet": hit.snippet}


def _by_title(words: str, at: datetime) -> list[dict]:
    """Titles that have every word: for the minutes in which the index is being rebuilt."""
    query = Publication.objects.published(at)
    for word in words.split():
        query = query.filter(title__icontains=word)
    return [
        {
            "title": row.title,
            "url": reverse("publishing:detail", args=[row.public_id]),
            "who": row.agency.name,
            "on": row.formed_on,
            "snippet": "",
        }
        for row in query.select_related("agency").order_by("-published_at")[:MOST]
    ]


def _guess(rows: list[dict]) -> Agency | None:
    """Who probably answers for it: the agency that most results name."""
    names = Counter(row["who"] for row in rows if row["who"]).most_common(1)
    return Agency.objects.active().filter(name=names[0][0]).first() if names else None


def bodies(kind: str, slug: str) -> list[Agency]:
    """Whom to call instead, with address and phone (Art 39(1)): for advice the agency itself; a complaint is also for
    the petitions office, where the county has one."""
    agencies = Agency.objects.active()
    found = list(agencies.filter(name__contains="信访")[:1]) if kind == COMPLAINT else []
    return found + [each for each in agencies.filter(slug=slug) if each not in found] if kind else []
