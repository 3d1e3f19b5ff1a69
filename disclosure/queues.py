"""A person's open duties in the order in which they ask for attention."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from duties.models import Duty
from workdays.calendar import Calendar

SOON = 3  # working days


@dataclass(frozen=True)
class Line:
    """One duty on the desk; `remaining` in working days, None when late or while its clock is stopped;
    `late` in calendar days (a duty of Friday is late on Saturday, though no working day has passed)."""

    duty: Duty
    remaining: int | None
    late: int = 0


@dataclass
class Queue:
    """Duties of one urgency; `tone` colours it, `empty` is what the desk says when there are none."""

    name: str
    label: str
    tone: str
    empty: str = ""
    lines: list[Line] = field(default_factory=list)


def queues(duties: Iterable[Duty], on: date, calendar: Calendar) -> list[Queue]:
    """逾期, 今日到期, 3 个工作日内, 其他, 暂停计时; each soonest first."""
    found = {
        "late": Queue("late", "逾期", "bad", "没有逾期的工作。"),
        "today": Queue("today", "今日到期", "warn", "今天没有到期的工作。"),
        "soon": Queue("soon", f"{SOON} 个工作日内到期", "warn", "近几天没有到期的工作。"),
        "other": Queue("other", "其他", "info", "没有其他待办。"),
        "stopped": Queue("stopped", "暂停计时", ""),
    }
    for duty in duties:
        late = 0 if duty.suspended else max(0, (on - duty.due_on).days)
        running = not duty.suspended and not late
        line = Line(duty, calendar.count(on, duty.due_on) if running else None, late)
        found[_urgency(line, on)].lines.append(line)
    return [queue for queue in found.values() if queue.lines or queue.empty]


def _urgency(line: Line, on: date) -> str:
    if line.late:
        return "late"
    if line.remaining is None:
        return "stopped"
    if line.duty.due_on == on:
        return "today"
    return "soon" if line.remaining <= SOON else "other"
