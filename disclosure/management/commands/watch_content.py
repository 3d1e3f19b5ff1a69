"""Lets every change of public content leave a trace that the page caches follow; safe to repeat."""

from django.core.management.base import BaseCommand

from disclosure import content


class Command(BaseCommand):
    help = "在公开内容的数据表上装触发器：内容一变，网页缓存就知道。可以重复执行。"

    def handle(self, *args, **options) -> None:
        for table in content.watch():
            self.stdout.write(table)
