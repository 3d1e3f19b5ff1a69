"""The Django project: settings, addresses, processes."""

from disclosure.celery import app as celery_app

__all__ = ["celery_app"]
