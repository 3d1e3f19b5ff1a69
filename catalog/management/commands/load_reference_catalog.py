"""load_reference_catalog: the 26 domains, the kinds of Art 20 and 21, and their items, from the project's reviewed files."""

import time

from django.core.management.base import BaseCommand

from catalog.loading import load_reference


class Command(BaseCommand):
    help = "载入 26 个领域、法定主动公开内容和参考目录事项（可重复执行）"

    def handle(self, *args, **options) -> None:
        start = time.perf_counter()
        domains, items = load_reference()
        self.stdout.write(
            f"领域 {domains - 1} 个和法定主动公开内容，参考事项 {items} 条，用时 {time.perf_counter() - start:.1f} 秒"
        )
