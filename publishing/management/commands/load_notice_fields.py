"""load_notice_fields: which personal fields a public notice shows, by kind; safe to repeat."""

from django.core.management.base import BaseCommand

from publishing import notices


class Command(BaseCommand):
    help = "Adds the built-in kinds of public notice and their rules that are missing; changed and retired ones stay."

    def handle(self, *args, **options):
        self.stdout.write(f"{notices.load()} rules added")
