"""Settings of a web process that a test starts: as in operation, but for static files, which need no collecting."""

from disclosure.settings import *  # noqa: F403
from disclosure.settings import STORAGES

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
