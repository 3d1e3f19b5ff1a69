"""Histories as JSON lines, in and out: what `explain_clock` reads and answers. Pure."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from applications import clock
from workdays.calendar import Calendar, OutOfRange

ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 2000, 2099
NOTHING = {
    "state": None,
    "due_on": None,
    "provisional": False,
    "counted": None,
    "error": None,
    "warnings": [],
}


def answer_line(line: str, calendar: Calendar) -> dict[str, Any]:
    """The answer to one line `{"id", "events": [...]}`: always `id state due_on provisional counted error`.

    Never raises for what a line holds; `error` is then a Chinese sentence and there is no date.
    """
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, **NOTHING, "error": "这一行不是有效的 JSON。"}
    if not isinstance(case, dict):
        return {"id": None, **NOTHING, "error": "这一行应为 JSON 对象，含 id 和 events。"}
    return {"id": case.get("id"), **_answer(case.get("events"), calendar)}


def _answer(events: Any, calendar: Calendar) -> dict[str, Any]:
    try:
        found = clock.fold(read_events(events), calendar)
    except (clock.IllegalHistory, OutOfRange) as problem:
        return NOTHING | {"error": problem.message}
    return {
        "state": found.state,
        "due_on": found.due_on.isoformat() if found.due_on else None,
        "provisional": found.provisional,
        "counted": found.counted,
        "error": None,
        "warnings": list(found.warnings),
    }


def read_events(rows: Any) -> list[clock.Event]:
    """Events from a list of objects. Raises clock.IllegalHistory naming the first bad one."""
    if not isinstance(rows, list) or not rows:
        raise clock.IllegalHistory("events 应为列表，至少有一条“received”（收到申请）。")
    events = []
    for number, row in enumerate(rows, start=1):
        try:
            events.append(_event(row))
        except ValueError as problem:
            raise clock.IllegalHistory(f"第 {number} 条记录：{problem}") from None
    return events


def _event(row: Any) -> clock.Event:
    if not isinstance(row, Mapping):
        raise ValueError("应为 JSON 对象，含 kind 和 on。")
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in clock.KINDS:
        raise ValueError(f"没有“{str(kind)[:30]}”这种记录。")
    return clock.Event(
        kind=kind,
        on=_date(row, "on", required=True),
        ref=_ref(row.get("ref")),
        served=_date(row, "served"),
        days=_days(row.get("days")),
        until=_date(row, "until"),
    )


def _date(row: Mapping, key: str, *, required: bool = False) -> date | None:
    value = row.get(key)
    if value is None and not required:
        return None
    try:
        day = date.fromisoformat(value if ISO.fullmatch(value) else "")
    except (TypeError, ValueError):
        shown = " " if value is None else f"“{str(value)[:20]}”"
        raise ValueError(f"日期 {key}{shown}缺少或无效，应写成 2026-03-15 的样子。") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"日期 {key} 的年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。")
    return day


def _ref(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("ref 应为文字。")
    return str(value)


def _days(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("days 应为整数。")
    return value
