"""The reply clock of a request: a pure fold over its recorded events (政府信息公开条例 30, 32-35, 42).

In prose. The day of receipt is not counted; the reply is due on the 20th working day after it (Art 33).
If the agency asks for a supplement, nothing runs until it arrives, and then the count starts from zero on
the day after its arrival (Art 30). While others are consulted the clock is paused: the working days after
the question was sent, up to and including the day of the answer, are not counted, at the latest until the
15th working day after the question was served; two consultations on the same day take it out once
(Art 32, 33(3), 34). With the head's consent the limit grows, once or in parts, by at most 20 working days
in all, decided no later than the due day (Art 33). A fee notice stops the clock, which starts from zero on
the day after payment, or after the notice was taken back (国办函〔2020〕109号 6). An agreed later date replaces the limit (Art 35).
The day that a review or a court set for a new reply stands, whatever else happens (行政复议法 64, 行政诉讼法 70-72).
A reply ends the clock. The stored due date is only a cache of what this module says.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from workdays.calendar import DAY, Calendar, Step

REPLY_DAYS = 20
EXTENSION_DAYS = 20
OPINION_DAYS = 15
SUPPLEMENT_NOTICE_DAYS = 7

NOT_RECEIVED = "not_received"
RUNNING = "running"
AWAITING_SUPPLEMENT = "awaiting_supplement"
AWAITING_PAYMENT = "awaiting_payment"
PAUSED = "paused"
REPLIED = "replied"
WITHDRAWN = "withdrawn"

KINDS = {
    "received": "收到申请",
    "supplement_asked": "要求补正",
    "supplement_received": "收到补正",
    "consult_sent": "征求意见",
    "consult_answered": "收到意见",
    "extended": "延长期限",
    "delayed": "确定延迟答复期限",
    "fee_notified": "收费通知",
    "fee_paid": "收到缴费",
    "fee_cancelled": "收费通知撤销",
    "renewed": "开始重新答复",
    "withdrawn": "撤回申请",
    "replied": "答复",
}


class IllegalHistory(ValueError):
    """Events that cannot have happened in this order under the law; `message` is a Chinese sentence."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Event:
    """One recorded fact. `ref` and `served` are of consultations, `days` of extensions, `until` of delays."""

    kind: str
    on: date
    ref: str = ""
    served: date | None = None
    days: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class Pause:
    """A consultation: takes out the working days after `sent` up to and including `end` (None: still open).

    `lapses` is the 15th working day after service, when service is known; `answered` the day of the answer.
    """

    ref: str
    sent: date
    lapses: date | None = None
    answered: date | None = None

    @property
    def end(self) -> date | None:
        known = [day for day in (self.answered, self.lapses) if day is not None]
        return min(known) if known else None

    def covers(self, day: date) -> bool:
        return self.sent < day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Clock:
    """What a history amounts to. Dates are Beijing's; counts are working days.

    `start` is the day the present count starts from (itself not counted), `allowed` the limit with its
    extensions, `due_on` the last day to reply (None while it cannot be known; while a served consultation
    is unanswered it is the latest possible date), `counted` the working days from `start` to `due_on`,
    `warnings` lawful but irregular facts as Chinese sentences.
    """

    state: str = NOT_RECEIVED
    received_on: date | None = None
    start: date | None = None
    allowed: int = REPLY_DAYS
    extended: int = 0
    due_on: date | None = None
    provisional: bool = False
    counted: int | None = None
    pauses: tuple[Pause, ...] = ()
    ended_on: date | None = None
    warnings: tuple[str, ...] = ()

    @property
    def at_latest(self) -> bool:
        """Whether `due_on` is the latest possible date, an answer still being able to bring it forward."""
        return self.state == PAUSED and self.due_on is not None

    @property
    def unknown(self) -> str:
        """Why the last day to reply cannot be known now, as a Chinese sentence; "" when it is known or over."""
        if self.due_on or self.ended_on:
            return ""
        unserved = sum(pause.end is None for pause in self.pauses)
        return {
            NOT_RECEIVED: "还没有与申请人确认收到，期限没有开始计算（第三十一条）。",
            AWAITING_SUPPLEMENT: "等待申请人补正，期限从收到补正的次日起重新计算（第三十条），现在算不出日期。",
            AWAITING_PAYMENT: "等待申请人缴费，期限从缴费的次日起重新计算，现在算不出日期。",
        }.get(
            self.state,
            f"有 {unserved} 份征求意见书还没有登记送达日期，也没有收到意见，最晚的答复日期算不出来；登记送达以后显示。",
        )

    def overdue(self, on: date) -> bool:
        """Whether the reply is late: on the day `on`, or on the day it was given. Never a stored state."""
        return self.due_on is not None and (self.ended_on or on) > self.due_on

    def left(self, on: date, calendar: Calendar) -> int | None:
        """Working days left after `on`; negative when overdue, None when ended or not yet known."""
        if self.due_on is None or self.ended_on:
            return None
        return calendar.left(on, self.due_on)


def fold(events: Iterable[Event], calendar: Calendar) -> Clock:
    """The clock of a history (Art 30, 32-35). Events are taken by date; those of one day keep their order.

    Raises IllegalHistory with a Chinese sentence; workdays.calendar.OutOfRange for years past 9999.
    """
    history = _History(calendar)
    for event in sorted(events, key=lambda e: e.on):
        history.take(event)
    return history.clock()


def due_on(events: Iterable[Event], calendar: Calendar) -> date | None:
    """The last day to reply, None while it cannot be known (Art 33). Raises as fold does."""
    return fold(events, calendar).due_on


def explain(events: Iterable[Event], calendar: Calendar, *, until: date | None = None) -> list[Step]:
    """Every day from receipt to the due day, counted or not and why (Art 30, 33).

    While the due day is not known the steps end at `until`, or at the last recorded event.
    """
    events = sorted(events, key=lambda e: e.on)
    history = _History(calendar)
    for event in events:
        history.take(event)
    clock = history.clock()
    if clock.received_on is None:
        return []
    end = max(clock.due_on or until or events[-1].on, clock.start)
    days = (clock.received_on + DAY * n for n in range((end - clock.received_on).days + 1))
    return [history.step(day) for day in days]


@dataclass
class _History:
    """The events taken so far. Each method below takes one kind of event or refuses it."""

    calendar: Calendar
    received_on: date | None = None
    start: date | None = None
    start_why: str = "收到申请，当日不计入"
    asked_on: date | None = None
    awaiting: str | None = None
    waits: list[tuple[date, date | None, str]] = field(default_factory=list)
    pauses: dict[str, Pause] = field(default_factory=dict)
    extension: int = 0
    extended_in_all: int = 0
    agreed: date | None = None
    ordered: date | None = None
    ended: Event | None = None
    last_on: date | None = None
    warnings: list[str] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Take one event, or raise IllegalHistory naming it."""
        handler = _HANDLERS.get(event.kind)
        if handler is None:
            raise IllegalHistory(f"没有“{str(event.kind)[:30]}”这种记录。")
        try:
            self._check_open(event)
            handler(self, event)
        except IllegalHistory as problem:
            raise IllegalHistory(f"{event.on} {KINDS[event.kind]}：{problem.message}") from None
        self.last_on = event.on

    def _check_open(self, event: Event) -> None:
        _refuse(self.ended is not None, "申请已经办结，之后不能再有记录。")
        _refuse(
            self.start is None and event.kind not in ("received", "withdrawn"),
            "在收到申请之前不能有这条记录。",
        )

    def received(self, event: Event) -> None:
        _refuse(self.received_on is not None, "收到申请只能记录一次。")
        self.received_on = self.start = event.on

    def supplement_asked(self, event: Event) -> None:
        """Once only, and in one go (Art 30); later than 7 working days is irregular but stops the clock."""
        _refuse(self.asked_on is not None, "补正只能要求一次（第三十条：一次性告知）。")
        _refuse(self.awaiting is not None, "期限没有在计算，不能要求补正。")
        if self.calendar.count(self.received_on, event.on) > SUPPLEMENT_NOTICE_DAYS:
            self.warnings.append("补正告知晚于收到申请后 7 个工作日（第三十条）。")
        self.asked_on = event.on
        self._wait(event.on, AWAITING_SUPPLEMENT)

    def supplement_received(self, event: Event) -> None:
        _refuse(self.awaiting != AWAITING_SUPPLEMENT, "没有要求补正，不能记录收到补正。")
        self._restart(event.on, "收到补正，当日不计入，期限重新计算")

    def fee_notified(self, event: Event) -> None:
        """国办函〔2020〕109号 6: the clock stops until the fee is paid."""
        _refuse(self.awaiting is not None, "期限没有在计算，不能发收费通知。")
        self._wait(event.on, AWAITING_PAYMENT)

    def fee_paid(self, event: Event) -> None:
        _refuse(self.awaiting != AWAITING_PAYMENT, "没有发过收费通知，不能记录缴费。")
        self._restart(event.on, "收到缴费，当日不计入，期限重新计算")

    def fee_cancelled(self, event: Event) -> None:
        """The agency took its notice back: nothing is owed, and the count starts anew as after a payment."""
        _refuse(self.awaiting != AWAITING_PAYMENT, "没有发过收费通知，不能撤销。")
        self._restart(event.on, "收费通知撤销，当日不计入，期限重新计算")

    def consult_sent(self, event: Event) -> None:
        """Art 32, 34: others have 15 working days after service; Art 33(3): that time is not counted."""
        _refuse(not event.ref, "缺少 ref（征求意见的编号）。")
        _refuse(event.ref in self.pauses, f"征求意见编号“{event.ref}”重复。")
        _refuse(event.served is not None and event.served < event.on, "送达日期早于发出日期。")
        lapses = self.calendar.add(event.served, OPINION_DAYS) if event.served else None
        self.pauses[event.ref] = Pause(event.ref, event.on, lapses)

    def consult_answered(self, event: Event) -> None:
        pause = self.pauses.get(event.ref)
        _refuse(not event.ref, "缺少 ref（征求意见的编号）。")
        _refuse(pause is None, f"没有编号为“{event.ref}”的征求意见。")
        _refuse(pause.answered is not None, f"编号“{event.ref}”的意见已经收到过。")
        self.pauses[event.ref] = Pause(pause.ref, pause.sent, pause.lapses, event.on)

    def extended(self, event: Event) -> None:
        """Art 33: at most 20 working days more in all, with the head's consent, no later than the due day."""
        _refuse(not event.days or event.days < 1, "延长的工作日数应为 1 到 20 的整数。")
        _refuse(self.awaiting is not None, "期限没有在计算，不能延长。")
        _refuse(self.ordered is not None, "期限由复议决定、判决确定，本机关不能延长。")
        _refuse(self.agreed is not None, "已经确定延迟答复期限，不能再延长。")
        total = self.extended_in_all + event.days
        _refuse(
            total > EXTENSION_DAYS,
            f"延长合计 {total} 个工作日，超过 {EXTENSION_DAYS} 个工作日（第三十三条）。",
        )
        self._refuse_after_due(event, "延长应当在期限届满前决定并告知（第三十三条）。")
        self.extension += event.days
        self.extended_in_all = total

    def delayed(self, event: Event) -> None:
        """Art 35: for requests clearly past what is reasonable, a later date is set and told."""
        _refuse(event.until is None, "缺少 until（延迟答复的日期）。")
        _refuse(self.ordered is not None, "期限由复议决定、判决确定，本机关不能延迟。")
        _refuse(self.awaiting is not None, "期限没有在计算，不能确定延迟答复期限。")
        _refuse(event.until < event.on, "延迟答复的日期早于决定日期。")
        self._refuse_after_due(event, "延迟答复期限应当在期限届满前确定并告知（第三十五条）。")
        self.agreed = event.until

    def renewed(self, event: Event) -> None:
        """A review or a court ordered a new reply; `until` is the day it set, None where the statute's limit runs."""
        _refuse(event.until is not None and event.until < event.on, "重新答复的日期早于收到决定的日期。")
        self.ordered = event.until

    def end(self, event: Event) -> None:
        self.ended = event

    def _wait(self, on: date, state: str) -> None:
        self.awaiting = state
        self.waits.append((on, None, state))

    def _restart(self, on: date, why: str) -> None:
        """From zero: pauses that ended and extensions belong to the count that is gone."""
        asked, _, state = self.waits.pop()
        self.waits.append((asked, on, state))
        self.awaiting, self.start, self.start_why = None, on, why
        self.extension, self.agreed = 0, None

    def _refuse_after_due(self, event: Event, message: str) -> None:
        due = self.due()
        _refuse(due is not None and event.on > due, f"期限已于 {due} 届满，{message}")

    def paused(self, day: date) -> bool:
        return any(pause.covers(day) for pause in self.pauses.values())

    def counts(self, day: date) -> bool:
        return self.calendar.is_workday(day) and not self.paused(day)

    def due(self) -> date | None:
        """The day on which the allowed number of counted days is full; None while it cannot be known."""
        if self.ordered:
            return self.ordered
        if self.start is None or self.awaiting:
            return None
        if self.agreed:
            return self.agreed
        opened = min((p.sent for p in self.pauses.values() if p.end is None), default=None)
        day, left = self.start, REPLY_DAYS + self.extension
        while left:
            day = self.calendar.add(day, 1)
            if opened is not None and day > opened:
                return None
            left -= not self.paused(day)
        return day

    def state(self) -> str:
        if self.ended:
            return self.ended.kind
        if self.start is None:
            return NOT_RECEIVED
        if self.awaiting:
            return self.awaiting
        waiting = (p for p in self.pauses.values() if p.answered is None)
        return PAUSED if any(p.end is None or self.last_on < p.end for p in waiting) else RUNNING

    def clock(self) -> Clock:
        due = self.due()
        return Clock(
            state=self.state(),
            received_on=self.received_on,
            start=self.start,
            allowed=REPLY_DAYS + self.extension,
            extended=self.extended_in_all,
            due_on=due,
            provisional=bool(due) and self.calendar.provisional_between(self.start, due),
            counted=self.calendar.count(self.start, due) if due else None,
            pauses=tuple(self.pauses.values()),
            ended_on=self.ended.on if self.ended else None,
            warnings=tuple(self.warnings),
        )

    def step(self, day: date) -> Step:
        """One day of the explanation."""
        if day == self.start:
            return Step(day, False, self.start_why)
        if day < self.start or self.awaiting and day > self.waits[-1][0]:
            return Step(day, False, self._idle(day))
        if self.calendar.is_workday(day) and self.paused(day):
            return Step(day, False, "征求意见期间，不计入")
        return Step(day, self.calendar.is_workday(day), self.calendar.why(day))

    def _idle(self, day: date) -> str:
        """Why a day before the present count, or after it stopped, does not count."""
        for since, until, state in self.waits:
            if since < day and (until is None or day < until):
                return "等待补正，不计入" if state == AWAITING_SUPPLEMENT else "等待缴费，不计入"
        return "期限后来重新计算，此日不计入"


def _refuse(condition: bool, message: str) -> None:
    if condition:
        raise IllegalHistory(message)


_HANDLERS: dict[str, Callable[[_History, Event], None]] = {
    "received": _History.received,
    "supplement_asked": _History.supplement_asked,
    "supplement_received": _History.supplement_received,
    "consult_sent": _History.consult_sent,
    "consult_answered": _History.consult_answered,
    "extended": _History.extended,
    "delayed": _History.delayed,
    "fee_notified": _History.fee_notified,
    "fee_paid": _History.fee_paid,
    "fee_cancelled": _History.fee_cancelled,
    "renewed": _History.renewed,
    "withdrawn": _History.end,
    "replied": _History.end,
}
