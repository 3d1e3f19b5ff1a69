"""Celery wrappers."""

from celery import shared_task

from publishing import file_search_source


@shared_task(name="publishing.tasks.forget_files")
def forget_files() -> None:
    """Once a night: the words of files that are gone."""
    file_search_source.forget()
