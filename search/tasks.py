"""Celery wrappers."""

from celery import shared_task

from search import index


@shared_task(name="search.tasks.ensure")
def ensure() -> None:
    """A lost or broken index is made again."""
    index.ensure()


@shared_task(name="search.tasks.rebuild")
def rebuild() -> None:
    """Once a night: validity changes with the day, without anybody touching the document."""
    index.rebuild()
