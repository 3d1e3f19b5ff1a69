"""What the worker does for this room."""

from celery import shared_task
from django.utils import timezone

from interpretation import keeping
from interpretation.lapsing import reindex_changed


@shared_task
def validity() -> None:
    """Once a day: policies whose validity changes today are brought up to date in the index."""
    reindex_changed(timezone.now())


@shared_task
def quarterly_lists() -> None:
    """Every night: the list of last quarter's registered documents, where it is not drafted yet."""
    keeping.draft_lists(timezone.now())
