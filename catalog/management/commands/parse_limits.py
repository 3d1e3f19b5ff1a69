"""parse_limits FILE.txt: one 公开时限 a line in, one JSON object a line out."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from catalog.limits import parse_limits


class Command(BaseCommand):
    help = "逐行解析公开时限（每行一条），每行输出一个 JSON 对象"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        for line in _lines(file):
            self.stdout.write(json.dumps(parse_limits(line).as_dict(), ensure_ascii=False))


def _lines(file: Path) -> list[str]:
    """Lines without their line ends; a blank line stays a line, so that answers match the input."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"读不了文件 {file}：请检查路径，并确认是 UTF-8 文本。") from error
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
