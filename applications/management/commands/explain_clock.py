"""`explain_clock FILE.jsonl`: the reply clock of each history in a file (Art 30, 32-35)."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from applications.clockfile import answer_line
from workdays import tables


class Command(BaseCommand):
    help = "逐行计算答复期限：每行一个 JSON 对象 {id, events}，输出一行结果。"

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.jsonl", type=Path)

    def handle(self, *args, file: Path, **options):
        try:
            text = file.read_bytes().decode("utf-8-sig", errors="replace")
        except OSError as problem:
            raise CommandError(f"文件 {file} 读不了：{problem.strerror}。") from None
        calendar = tables.current()
        for line in text.split("\n"):
            if line.strip():
                answer = answer_line(line, calendar)
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
