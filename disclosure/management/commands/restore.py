"""Puts a copy back into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from disclosure import backup


class Command(BaseCommand):
    help = "恢复：把 backup 写的文件夹放回一个空的数据库。"
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options) -> None:
        try:
            manifest = backup.restore(folder.absolute())
        except (backup.Refusal, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"已恢复 {manifest['made_at']} 的备份。接着执行：prepare、verify_audit、verify_clocks、verify_all。"
        )
