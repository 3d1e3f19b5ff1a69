"""Checks the chain of the audit log: exit 0, or 1 and every row that does not agree."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit import heads, seal


class Command(BaseCommand):
    help = "核对审计记录的封存链。"

    def handle(self, *args, **options) -> None:
        while seal.seal(timezone.now()):
            pass
        found = [*seal.faults(), *heads.faults()]
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            sys.exit(1)
        sequence, digest = seal.head()
        self.stdout.write(f"审计记录完整：{sequence} 条，链首 {digest}")
