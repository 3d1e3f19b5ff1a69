"""Notes what has come due: `sweep [--on DATE]`."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from duties import sweep


class Command(BaseCommand):
    help = "提醒到期、临期、逾期的事项；重复运行无妨。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--on", help="按这一天来看（YYYY-MM-DD），默认今天")

    def handle(self, *args, on: str | None, **options) -> None:
        try:
            day = date.fromisoformat(on) if on else timezone.localdate()
        except ValueError as error:
            raise CommandError(f"“{on}”不是日期：应像 2026-03-31。") from error
        noted = sweep.sweep(day, at=timezone.now())
        for reminder in noted:
            self.stdout.write(reminder.text)
        self.stdout.write(f"{day:%Y-%m-%d}：新提醒 {len(noted)} 条")
