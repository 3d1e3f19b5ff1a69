"""Importing a thousand, three thousand and ten thousand items, against openpyxl's reading of the same file."""

import io

import openpyxl
from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM
from bench.timing import Row, least
from catalog.importing.actions import Source, write
from catalog.importing.official import BELOW, TOP
from catalog.importing.report import read
from catalog.models import Domain

SIZES = (1_000, 3_000, 10_000)


class _Undone(Exception):
    pass


def workbook(items: int) -> bytes:
    """Items of realistic length."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(TOP)
    sheet.append(BELOW)
    for n in range(items):
        texts = [f"第{n // 20}类事项", f"第{n}个事项", f"第{n}项的办理条件、所需材料、办理程序和结果", "《中华人民共和国政府信息公开条例》《社会救助暂行办法》", "信息形成或者变更之日起20个工作日内", "县民政局", "■政府网站 □政府公报 ■政务服务中心 ■社区/企事业单位/村公示栏（电子屏）"]  # fmt: skip
        sheet.append([n + 1, "社会救助", *texts, "√", None, "√", None, "√", None, None])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(data: bytes, items: int) -> None:
    """Reads and writes everything, then takes it back."""
    try:
        with transaction.atomic():
            done = write(read("bench.xlsx", data), Source("bench.xlsx"), SYSTEM, timezone.now())
            assert done.created == items, done
            raise _Undone
    except _Undone:
        return


def measure() -> list[Row]:
    Domain.objects.get_or_create(name="社会救助", defaults={"slug": "shehuijiuzhu"})
    found = [row for size in SIZES for row in _rows(size)]
    return sorted(found, key=lambda row: NAMES.index(row.name))


NAMES = ["openpyxl 读同一个文件", "读表并找出疑点", "写入数据库"]


def _rows(size: int) -> list[Row]:
    data = workbook(size)
    against = least(lambda: openpyxl.load_workbook(io.BytesIO(data)), rounds=2)
    only = least(lambda: read("bench.xlsx", data), rounds=2)
    whole = least(lambda: imported(data, size), rounds=2)
    return [
        Row("import", name, round(ms, 1), "ms", round(ms / against, 2), NAMES[0], f"{size:,} 个事项")
        for name, ms in zip(NAMES, (against, only, whole), strict=True)
    ]
