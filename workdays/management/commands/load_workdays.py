"""`load_workdays [FILE]`: a State Council notice as CSV, or the years that come with the portal."""

import json
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from workdays.actions import load_built_in, load_notice
from workdays.builtin import NoticeFacts
from workdays.csvfile import MAX_BYTES, BadTable, YearTable, decoded, read_table


class Command(BaseCommand):
    help = "录入放假通知（CSV，表头 date,is_workday,name）；不给文件时录入随平台提供的年度。"

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, nargs="?")
        parser.add_argument("--number", default="", help="发文字号，如 国办发明电〔2025〕7号")
        parser.add_argument("--title", default="", help="通知标题")
        parser.add_argument("--source", default="", help="来源网址；不给时记文件名")
        parser.add_argument("--published-on", default="", help="公布日期，如 2026-11-05")
        parser.add_argument("--by", default="", help="录入人")
        parser.add_argument("--dry-run", action="store_true", help="只看会改什么，不写入")

    def handle(self, *args, file: Path | None, by: str, dry_run: bool, **options):
        how = {"at": timezone.now(), "by": by, "dry_run": dry_run}
        if file is None:
            answer = load_built_in(**how)
            if options["verbosity"] < 2:  # said at every start: the years are enough
                answer["years"] = [year for year in answer["years"] if year["written"]]
                answer.pop("days")
        else:
            table = _table(file)
            answer = load_notice(table, _facts(table.year, file, options), **how)
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def _table(file: Path) -> YearTable:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise CommandError(f"文件 {file} 太大，放假通知不会超过 1 MB。")
        return read_table(decoded(file.read_bytes()))
    except OSError as problem:
        raise CommandError(f"文件 {file} 读不了：{problem.strerror}。") from None
    except BadTable as bad:
        raise CommandError("没有录入。\n" + "\n".join(bad.problems)) from None


def _facts(year: int, file: Path, options: dict) -> NoticeFacts:
    return NoticeFacts(
        title=(options["title"] or f"国务院办公厅关于{year}年部分节假日安排的通知")[:200],
        number=options["number"][:60],
        source=(options["source"] or file.name)[:300],
        published_on=_published_on(options["published_on"]),
    )


def _published_on(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"没有录入。公布日期“{text}”无效，应写成 2026-11-05 的样子。") from None
