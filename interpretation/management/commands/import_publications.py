"""Imports documents of an earlier site, one JSON object a line; safe to repeat."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.actors import SYSTEM
from interpretation import importing


class Command(BaseCommand):
    help = "Import publications from a JSONL file; prints created, changed, unchanged and refused as JSON."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")

    def handle(self, *args, file: Path, dry_run: bool = False, **options):
        try:
            lines = file.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"读不了文件 {file}：{error}", returncode=2) from error
        answer = {"rows": 0, "created": 0, "changed": 0, "unchanged": 0, "refused": [], "flagged": []}
        for number, line in enumerate(lines, 1):
            if line.strip():
                self.take(number, line, answer, dry_run)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))

    def take(self, number: int, line: str, answer: dict, dry_run: bool) -> None:
        answer["rows"] += 1
        try:
            values = json.loads(line)
        except ValueError:
            answer["refused"].append({"row": number, "id": None, "reason": "这一行不是 JSON"})
            return
        name = values.get("id") if isinstance(values, dict) else None
        if reason := importing.refusal(values):
            answer["refused"].append({"row": number, "id": name, "reason": reason})
            return
        try:
            result, flags = _bring_in(values, dry_run)
        except (DatabaseError, ValueError) as error:
            print(f"第 {number} 行：{error}", file=sys.stderr)
            answer["refused"].append({"row": number, "id": name, "reason": "这一行的内容存不进数据库"})
            return
        answer[result] += 1
        answer["flagged"] += [{"row": number, "id": name, "problem": flag} for flag in flags]


def _bring_in(values: dict, dry_run: bool) -> tuple[str, list[str]]:
    with transaction.atomic():
        found = importing.bring_in(SYSTEM, values, at=timezone.now())
        if dry_run:
            transaction.set_rollback(True)
    return found
