"""load_wording: the built-in word lists of the wording check; safe to repeat."""

from django.core.management.base import BaseCommand

from publishing import proofreading


class Command(BaseCommand):
    help = "Adds the entries of the built-in word lists that are missing; changed and retired ones stay."

    def handle(self, *args, **options):
        self.stdout.write(f"{proofreading.load()['created']} entries added")
