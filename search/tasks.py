"""Celery wrappers."""

from celery import shared_task
from django.utils import timezone

from search import asked
from search.changed import everything_changed


@shared_task(name="search.tasks.rebuild")
def rebuild() -> None:
    """Once a night: what stands in an index by the day is put right, and its pieces become one again."""
    everything_changed(at=timezone.now())


@shared_task(name="search.tasks.forget")
def forget() -> None:
    """Once a night: old counts of what was searched."""
    asked.forget(timezone.localdate())


@shared_task(name="search.tasks.write_asked")
def write_asked() -> None:
    """Once a minute: the counts of what is searched come from Redis into the database."""
    asked.write()
