"""keep_index: runs on every machine that answers searches and keeps its index up to date."""

import logging
import subprocess
import sys
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connection

from outbox import follow
from search import index

log = logging.getLogger(__name__)

LONGEST_WAIT = 1.0  # seconds, for a database behind a pooler that passes no notices on
PAUSE = 1.0  # seconds after something failed


class Command(BaseCommand):
    help = (
        "Follows what is published and withdrawn into this machine's search index; runs until it is stopped."
    )

    def handle(self, *args, **options) -> None:
        self.rebuilding: subprocess.Popen | None = None
        while True:
            try:
                self.follow()
            except (DatabaseError, InterfaceError, OSError, ValueError):
                log.exception("索引没有跟上，稍后再试")
                connection.close()
                time.sleep(PAUSE)

    def follow(self) -> None:
        with follow.listening():
            while True:
                index.catch_up()
                self.tend_rebuilding()
                follow.wait(LONGEST_WAIT)

    def tend_rebuilding(self) -> None:
        """A process of its own makes the new index, so that this one goes on following into the old."""
        running = self.rebuilding is not None and self.rebuilding.poll() is None
        if index.rebuild_wanted() and not running:
            command = [sys.executable, "manage.py", "rebuild_search"]
            self.rebuilding = subprocess.Popen(command, stdout=subprocess.DEVNULL)
