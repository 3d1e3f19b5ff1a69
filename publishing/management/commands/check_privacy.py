"""check_privacy FILE.jsonl: personal data in each text, one answer a line."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from publishing import privacy


class Command(BaseCommand):
    help = 'Reads {"id", "text"} a line, prints {"id", "findings": [{"kind", "start", "end"}]} a line.'
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            lines = file.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"{file} cannot be read: {problem}", returncode=2) from problem
        for number, line in enumerate(lines, 1):
            if line.strip():
                self.stdout.write(json.dumps(_answer(line, f"{file}:{number}"), ensure_ascii=False))


def _answer(line: str, place: str) -> dict:
    try:
        row = json.loads(line)
        key, text = row["id"], str(row["text"])
    except (ValueError, KeyError, TypeError) as problem:
        raise CommandError(f'{place} is not an object with "id" and "text".', returncode=2) from problem
    findings = [{"kind": f.kind, "start": f.start, "end": f.end} for f in privacy.find(text)]
    return {"id": key, "findings": findings}
