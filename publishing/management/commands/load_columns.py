"""Loads the columns that publications stand in."""

import json

from django.core.management.base import BaseCommand

from publishing import columns


class Command(BaseCommand):
    help = "Load the columns (栏目) of the disclosure pages; harmless to repeat."

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(columns.load()))
