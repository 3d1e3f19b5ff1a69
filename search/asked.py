"""Counts of what is searched, for editors: which words are wanted, and which find nothing.

Nothing of a reader is kept. A wording is counted under a keyed digest that lives for a day, and its words are written
down only once it was asked FEWEST times; wordings that look like numbers of persons are not counted at all. A reader
waits for Redis only: once a minute write() brings the counts into the database.
"""

import hmac
import logging
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max, Sum
from redis.exceptions import RedisError

from search import tally
from search.models import Question
from search.script import fold

log = logging.getLogger(__name__)

FEWEST = 5
LONGEST = 30  # characters
KEPT = timedelta(days=400)
DAY = 24 * 3600
WAITING = "asked:waiting"  # in Redis: what the next minute writes down
PERSONAL = re.compile(
    r"\d{5}|@|[a-z]\d{4}|\d[ -]\d{3}"
)  # telephones, identity cards, plates, addresses of mail


@dataclass(frozen=True)
class Asked:
    """One wording over some days: how often, how many results at most."""

    words: str
    asked: int
    found: int


def wording(q: str) -> str:
    """What is counted of a question, "" if it is not."""
    words = " ".join(fold(q).split())
    return "" if len(words) > LONGEST or PERSONAL.search(words) else words


def note(q: str, found: int, on: date) -> None:
    """Counts a question; without Redis it is not counted."""
    words = wording(q)
    if not words:
        return
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"asked {on} {words}".encode(), "sha256").hex()[:32]
    try:
        times, _ = tally.count(f"asked:{digest}", DAY)
        if times >= FEWEST:
            tally.keep(WAITING, f"{on} {words}", f"{times} {found}")
    except RedisError as problem:
        log.warning("search not counted: %s", problem)


def write() -> int:
    """Brings the counts that several readers share from Redis into the database; returns how many."""
    waiting = tally.take(WAITING)
    for field, value in waiting.items():
        on, _, words = field.partition(" ")
        times, found = value.split()
        counts = {"asked": int(times), "found": int(found)}
        Question.objects.update_or_create(day=on, words=words, create_defaults=counts, defaults=counts)
    return len(waiting)


def most(since: date, *, nothing: bool = False, limit: int = 50) -> list[Asked]:
    """The wordings asked most since a day; `nothing`: only those that found nothing whenever they were asked."""
    rows = Question.objects.filter(day__gte=since).values("words")
    rows = rows.annotate(times=Sum("asked"), most=Max("found")).order_by("-times", "words")
    if nothing:
        rows = rows.filter(most=0)
    return [Asked(row["words"], row["times"], row["most"]) for row in rows[:limit]]


def forget(on: date) -> int:
    """Removes what is older than a year and a month."""
    return Question.objects.filter(day__lt=on - KEPT).delete()[0]
