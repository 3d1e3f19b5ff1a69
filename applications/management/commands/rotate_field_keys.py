"""Seals every identity row and file under the first of FIELD_KEYS; repeatable, the portal goes on running."""

import json
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from applications import identity, rotation


class Command(BaseCommand):
    help = "把身份信息和文件重新封存到 FIELD_KEYS 的第一个密钥之下；没有不能打开的，退出码 0。"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--batch", type=int, default=200, help="每批多少行（默认 200）")

    def handle(self, *args, **options) -> None:
        if options["batch"] < 1:
            raise CommandError("--batch 应为大于 0 的整数。")
        try:
            report = rotation.rotate(batch=options["batch"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"key": identity.mark(), **asdict(report)}, ensure_ascii=False))
        if report.failed:
            sys.exit(1)
