"""A person's open duties in the order in which they ask for attention."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from applications.duty_kinds import SUPPLEMENT
from duties.models import Duty
from workdays.calendar import Calendar

SOON = 3  # working days


@dataclass(frozen=True)
class Line:
    """One duty on the desk; `remaining` in working days, None when late or while its clock is stopped;
    `late` in working days, at least 1 (a duty of Friday is late on Saturday); `waited`: the applicant's time is over."""

    duty: Duty
    remaining: int | None
    late: int = 0
    waited: bool = False


@dataclass
class Queue:
    """Duties of one urgency; `tone` colours it, `empty` is what the desk says when there are none."""

    name: str
    label: str
    tone: str
    empty: str = ""
    lines: list[Line] = field(default_factory=list)


def queues(duties: Iterable[Duty], on: date, calendar: Calendar) -> list[Queue]:
    """逾期, 申请人逾期, 今日到期, 3 个工作日内, 其他, 暂停计时; each soonest first."""
    found = {
        "late": Queue("late", "逾期", "bad", "没有逾期的工作。"),
        "waited": Queue("waited", "申请人逾期", "warn"),
        "today": Queue("today", "今日到期", "warn", "今天没有到期的工作。"),
        "soon": Queue("soon", f"{SOON} 个工作日内到期", "warn", "近几天没有到期的工作。"),
        "other": Queue("other", "其他", "info", "没有其他待办。"),
        "stopped": Queue("stopped", "暂停计时", ""),
    }
    for duty in duties:
        past = not duty.suspended and duty.due_on < on
        late = max(1, calendar.count(duty.due_on, on)) if past else 0
        running = not duty.suspended and not past
        remaining = calendar.count(on, duty.due_on) if running else None
        line = Line(duty, remaining, late, waited=past and duty.kind == SUPPLEMENT)
        found[_urgency(line, on)].lines.append(line)
    return [queue for queue in found.values() if queue.lines or queue.empty]


def _urgency(line: Line, on: date) -> str:
    if line.waited:
        return "waited"
    if line.late:
        return "late"
    if line.remaining is None:
        return "stopped"
    if line.duty.due_on == on:
        return "today"
    return "soon" if line.remaining <= SOON else "other"
