"""load_agencies: the agencies of this government from a CSV table; safe to repeat."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actors import SYSTEM
from accounts.verbs import Refused
from publishing import founding


class Command(BaseCommand):
    help = "从 CSV 表载入或者更新本级政府的机关（表头见 agencies/data/agencies.csv）；可以重复。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        try:
            done = founding.found(founding.read(file), SYSTEM, at=timezone.now())
        except Refused as refused:
            raise CommandError(refused.message, returncode=2) from refused
        self.stdout.write(
            f"机关：新增 {done['created']} 个，更新 {done['changed']} 个，没有变化 {done['unchanged']} 个。"
        )
