"""Compares every cached due day with the fold over its events: exit 0, or 1 and every row that does not agree."""

import json
import sys

from django.core.management.base import BaseCommand

from applications import clock, reckoning
from applications.models import Application
from workdays import tables


class Command(BaseCommand):
    help = "核对每件申请的期限与其记录：一致时退出码 0，不一致时退出码 1 并逐行列出。"

    def handle(self, *args, **options) -> None:
        calendar, wrong = tables.current(), 0
        for application in Application.objects.prefetch_related("events").iterator(chunk_size=500):
            if row := self._row(application, calendar):
                wrong += 1
                self.stdout.write(json.dumps(row, ensure_ascii=False))
        self.stderr.write(f"核对 {Application.objects.count()} 件，不一致 {wrong} 件。")
        if wrong:
            sys.exit(1)

    def _row(self, application: Application, calendar) -> dict | None:
        try:
            found = reckoning.disagreements(application, calendar)
        except clock.IllegalHistory as problem:
            return {"number": application.number, "error": problem.message}
        if not found:
            return None
        return {"number": application.number} | {
            name: {"stored": str(stored), "reckoned": str(reckoned)}
            for name, (stored, reckoned) in found.items()
        }
