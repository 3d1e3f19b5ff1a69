"""import_catalog FILE: reads a published catalogue table into this government's catalogue."""

import hashlib
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actors import SYSTEM
from agencies.models import Agency
from catalog.importing.actions import Source, Written, difference, write
from catalog.importing.grid import Unreadable
from catalog.importing.items import Reading
from catalog.importing.report import read, report
from catalog.importing.safety import check_size
from catalog.models import Domain


class Command(BaseCommand):
    help = "导入标准目录表格（.xlsx .docx .csv .html .txt）；先用 --dry-run 看会改什么"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--domain", default="", help="全部事项所属的领域")
        parser.add_argument("--agency", default="", help="表格只代表这个机关（机构代码）")
        parser.add_argument("--dry-run", action="store_true", help="只看，不写入")
        parser.add_argument("--keep", action="store_true", help="表格里没有的事项不停用")
        parser.add_argument("--report", type=Path, help="把结果另存为 JSON 文件")

    def handle(
        self, *args, file: Path, domain: str, agency: str, dry_run: bool, keep: bool, **options
    ) -> None:
        data = _content(file)
        source = Source(file.name, hashlib.sha256(data).hexdigest(), _agency(agency), retires=not keep)
        try:
            found = read(file.name, data, domain=_domain(domain), agency=source.agency)
        except Unreadable as error:
            raise CommandError(f"{file.name}：{error.message}", returncode=2) from error
        answer = report(found, _written(found, source, dry_run))
        text = json.dumps(answer, ensure_ascii=False, indent=1)
        if options["report"]:
            options["report"].write_text(text, encoding="utf-8")
        self.stdout.write(text)


def _written(found: Reading, source: Source, dry_run: bool) -> Written:
    if not dry_run:
        return write(found, source, SYSTEM, timezone.now())
    would = difference(found, source, timezone.localdate())
    return Written(len(would.created), len(would.changed), len(would.unchanged), len(would.gone))


def _content(file: Path) -> bytes:
    try:
        check_size(file.stat().st_size)
        return file.read_bytes()
    except Unreadable as error:
        raise CommandError(f"{file.name}：{error.message}", returncode=2) from error
    except OSError as error:
        raise CommandError(f"读不了文件 {file}：请检查路径和权限。", returncode=2) from error


def _domain(name: str) -> str:
    if name and not Domain.objects.filter(name=name).exists():
        raise CommandError(f"没有“{name}”这个领域。先在工作台新增领域，或者检查名称。", returncode=2)
    return name


def _agency(code: str) -> Agency | None:
    found = Agency.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise CommandError(f"没有机构代码为“{code}”的机关。", returncode=2)
    return found
