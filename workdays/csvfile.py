"""Reading a notice's table: `date,is_workday,name`, one line a day that differs from the plain week. Pure."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from workdays.calendar import DayInfo

HEADER = ("date", "is_workday", "name")
YES = {"1", "true", "yes", "y", "是", "班", "上班"}
NO = {"0", "false", "no", "n", "否", "休", "放假"}
ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2099
NAME_LENGTH = 40
MAX_BYTES = 1_000_000


class BadTable(ValueError):
    """A table that cannot be loaded; `problems` are Chinese sentences, each naming its line."""

    def __init__(self, problems: list[str]):
        super().__init__("；".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class YearTable:
    """The days of one year's notice; it may name the last days of the December before (元旦)."""

    year: int
    days: dict[date, DayInfo]


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or GB 18030 as spreadsheets save it. Raises BadTable."""
    if len(data) > MAX_BYTES:
        raise BadTable(["文件太大，放假通知不会超过 1 MB。"])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadTable(["文件的编码应为 UTF-8 或 GB 18030。"])


def read_table(text: str) -> YearTable:
    """The year and days in a CSV text. Raises BadTable with every problem found, at most ten of them."""
    rows = _rows(text)
    if not rows or tuple(cell.strip().lower() for cell in rows[0]) != HEADER:
        raise BadTable(["第 1 行：表头应为 date,is_workday,name。"])
    days: dict[date, DayInfo] = {}
    problems: list[str] = []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            _take(number, row, days, problems)
    if not days and not problems:
        problems.append("表中没有任何一天，请至少写一行。")
    if problems:
        raise BadTable(problems[:10])
    return YearTable(_year_of(days), days)


def _rows(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    except csv.Error:
        raise BadTable(["这个文件不是 CSV 表格。"]) from None


def _take(number: int, row: list[str], days: dict, problems: list[str]) -> None:
    """Add the row to `days`, or what is wrong with it to `problems`."""
    try:
        day, info = _row(row)
    except ValueError as problem:
        problems.append(f"第 {number} 行：{problem}")
        return
    if day in days:
        problems.append(f"第 {number} 行：日期 {day} 重复。")
    days.setdefault(day, info)


def _row(row: list[str]) -> tuple[date, DayInfo]:
    if len(row) not in (2, 3):
        raise ValueError("应有三列：date,is_workday,name。")
    day, flag = _date(row[0].strip()), row[1].strip().lower()
    name = row[2].strip() if len(row) == 3 else ""
    if flag not in YES | NO:
        raise ValueError(f"is_workday 应为 1（上班）或 0（放假），现为“{row[1].strip()[:20]}”。")
    if len(name) > NAME_LENGTH:
        raise ValueError(f"name 不超过 {NAME_LENGTH} 个字。")
    return day, DayInfo(flag in YES, name)


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text if ISO.fullmatch(text) else "")
    except ValueError:
        raise ValueError(f"日期“{text[:20]}”无效，应写成 2027-02-05 的样子。") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。")
    return day


def _year_of(days: dict[date, DayInfo]) -> int:
    """The year the table is for; the only other days allowed are the last of the December before."""
    counts = Counter(day.year for day in days)
    year = max(counts)
    if year - 1 in counts and all(d.month == 12 and d.day > 20 for d in days if d.year == year - 1):
        counts.pop(year - 1)
    if len(counts) > 1:
        years = "、".join(str(y) for y in sorted(counts))
        raise BadTable([f"一个文件只能是一个年度的安排，现有 {years} 年的日期，请分开。"])
    return year
