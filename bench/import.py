"""Importing 10,000 items, against the time that openpyxl needs to read the same file."""

import io

import openpyxl
from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM
from bench.timing import Row, milliseconds
from catalog.importing.actions import Source, write
from catalog.importing.official import BELOW, TOP
from catalog.importing.report import read
from catalog.models import Domain

ITEMS = 10_000


class _Undone(Exception):
    pass


def workbook() -> bytes:
    """10,000 items of realistic length."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(TOP)
    sheet.append(BELOW)
    for n in range(ITEMS):
        texts = [f"第{n // 20}类事项", f"第{n}个事项", f"第{n}项的办理条件、所需材料、办理程序和结果", "《中华人民共和国政府信息公开条例》《社会救助暂行办法》", "信息形成或者变更之日起20个工作日内", "县民政局", "■政府网站 □政府公报 ■政务服务中心 ■社区/企事业单位/村公示栏（电子屏）"]  # fmt: skip
        sheet.append([n + 1, "社会救助", *texts, "√", None, "√", None, "√", None, None])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(data: bytes) -> None:
    """Reads and writes everything, then takes it back."""
    try:
        with transaction.atomic():
            done = write(read("bench.xlsx", data), Source("bench.xlsx"), SYSTEM, timezone.now())
            assert done.created == ITEMS, done
            raise _Undone
    except _Undone:
        return


def measure() -> list[Row]:
    Domain.objects.get_or_create(name="社会救助", defaults={"slug": "shehuijiuzhu"})
    data = workbook()
    against = milliseconds(lambda: openpyxl.load_workbook(io.BytesIO(data)), rounds=1)
    whole = milliseconds(lambda: imported(data), rounds=1)
    only = milliseconds(lambda: read("bench.xlsx", data), rounds=1)
    name = "openpyxl 读文件"
    rows = ((name, against), ("读表并找出疑点", only), ("导入 10,000 个事项", whole))
    return [Row("import", label, round(v, 1), "ms", round(v / against, 2), name) for label, v in rows]
