"""Checks that what belongs together stands together; exit 1 and every disagreement when it does not."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from disclosure import consistency


class Command(BaseCommand):
    help = "核对数据是否一致：编号、审计、提醒、消息、附件。"

    def handle(self, *args, **options) -> None:
        found = list(consistency.faults(timezone.now()))
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            sys.exit(1)
        self.stdout.write("数据一致。")
