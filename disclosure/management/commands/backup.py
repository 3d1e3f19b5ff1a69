"""Writes a copy of database and files into a folder, and the keys into another."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure import backup


class Command(BaseCommand):
    help = "备份：数据库和附件写入一个新文件夹；密钥另外存放（--keys）。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keys", type=Path, help="密钥另存的文件夹：不要与备份放在一起")

    def handle(self, *args, folder: Path, keys: Path | None = None, **options) -> None:
        try:
            manifest = backup.make(folder.absolute(), at=timezone.localtime())
        except (backup.Refusal, OSError) as error:
            raise CommandError(str(error)) from error
        for name, digest in manifest["digests"].items():
            self.stdout.write(f"{digest}  {folder / name}")
        if keys is not None:
            self.stdout.write(f"密钥：{'、'.join(backup.copy_keys(keys)) or '都在环境变量里，请自己保存'}")
