"""What the applicant may still say on the progress page: reasons (Art 35), an objection (Art 42), a suggestion (Art 44)."""

from dataclasses import dataclass
from datetime import date

from applications import clock, limits, outcomes
from applications.choices import EventKind, State
from applications.forms import AnswerForm
from applications.models import Application
from workdays.calendar import Calendar


@dataclass(frozen=True)
class Offer:
    """One thing to say: `name` is part of its address."""

    name: str
    title: str
    text: str
    button: str
    form: AnswerForm


def offers(application: Application, folded: clock.Clock, calendar: Calendar, sent: dict) -> list[Offer]:
    """What may be said now; `sent` is {name: bound form} of what just came back."""
    events = list(application.events.all())
    kinds = {event.kind for event in events}
    found = []
    before = application.state in (State.CONFIRMED, State.ASSIGNED, State.DRAFTED)
    if EventKind.REASONS_ASKED in kinds and EventKind.REASONS_GIVEN not in kinds and before:
        found.append(_reasons(limits.reasons_by(application, calendar), sent))
    if folded.state == clock.AWAITING_PAYMENT and before and not any(e.data.get("fee") for e in events):
        found.append(_objection(sent))
    released = application.outcome in outcomes.RELEASING and application.state in (
        State.REPLIED,
        State.CLOSED,
    )
    if released and EventKind.PUBLICATION_SUGGESTED not in kinds:
        found.append(_suggestion(sent))
    return found


def _reasons(until: date, sent: dict) -> Offer:
    text = f"请在 {until.year}年{until.month}月{until.day}日前说明为什么需要提出这些申请（条例第三十五条）。答复期限照常计算。"
    return Offer("reasons", "说明理由", text, "提交理由", form("reasons", sent))


def _objection(sent: dict) -> Offer:
    text = "对收费的数额、计算有异议的，写在这里，由公开工作机构负责人答复。提出异议不影响缴费期限的计算。"
    return Offer("objection", "对收费提出异议", text, "提交异议", form("objection", sent))


def _suggestion(sent: dict) -> Offer:
    text = "您认为这份信息应当让所有人都看到的，可以建议主动公开；处理结果会告知您（条例第四十四条）。"
    return Offer("suggestion", "建议主动公开", text, "提交建议", form("suggestion", sent))


LABELS = {"reasons": "理由", "objection": "异议的理由", "suggestion": "建议的理由"}


def form(name: str, sent: dict, data=None) -> AnswerForm:
    """The form of an offer, with what was just sent."""
    return sent.get(name) or AnswerForm(
        data, label=LABELS[name], required=name != "suggestion", auto_id=f"{name}_%s"
    )
