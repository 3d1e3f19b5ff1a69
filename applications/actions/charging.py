"""The information processing fee (Art 42; 国办函〔2020〕109号): the notice stops the clock, payment restarts it."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import duty_kinds, fees, news, verbs
from applications.actions.issuing import cn, issue
from applications.actions.recording import checked_day, done, duty, entered, happened
from applications.choices import ClockState, EventKind, State
from applications.models import Application
from duties.actions import close_duty
from workdays import tables

OBJECTED, KEPT, CANCELLED = "objected", "kept", "cancelled"
BASIS = {fees.BY_ITEM: "当月第 {} 件起、本申请计 {} 件", fees.BY_PAGE: "提供的信息共 {} 页"}


def tiers(method: str, number: int, items: int = 1) -> list[fees.Tier]:
    """The tiers into which the request falls: its pages, or its items from the applicant's `number`-th of the month.

    Raises Refused when nothing is to be paid.
    """
    try:
        found = fees.fee(method, number, items)
    except ValueError as problem:
        raise Refused("选择计收方式，填写件数或者页数。", {"number": str(problem)}) from problem
    if not sum(tier.yuan for tier in found):
        raise Refused("没有超过免费的范围，不收费。", {"number": "每月 10 件以内、每件 30 页以内不收费"})
    return found


@transaction.atomic
def notify_fee(
    application: Application,
    actor: Actor,
    *,
    method: str,
    number: int,
    at: datetime,
    on: date | None = None,
    items: int = 1,
    how: str = "",
) -> Application:
    """One fee by one method, decided within the limit; 20 working days to pay. Raises Refused.

    `how`: how it is paid, as the notice must say (国办函〔2020〕109号 6); `number`: the pages, or which of the applicant's items in the month the first of this request is; `items`: how
    many items this request counts for (国办函〔2020〕109号 4: one matter, one item).
    """
    application = entered(verbs.NOTIFY_FEE, application, actor)
    if application.events.filter(kind=EventKind.FEE_NOTIFIED).exists():
        raise Refused("已经发过收费通知，每件申请只收一次。")
    on = checked_day(application, on, at)
    found, last = tiers(method, number, items), fees.pay_by(on, tables.current())
    yuan = sum(tier.yuan for tier in found)
    lines = [f"{tier.label}：{tier.number} × {tier.price} 元 = {tier.yuan} 元" for tier in found]
    data = {"method": method, "number": number, "amount": yuan, "pay_by": last.isoformat(), "tiers": lines}
    happened(application, EventKind.FEE_NOTIFIED, actor, on=on, at=at, data=data)
    unsure = tables.current().provisional_between(on, last)
    duty(duty_kinds.FEE, application, application, last, at, provisional=unsure)
    done(application, verbs.NOTIFY_FEE, actor, at=at, detail=data)
    extra = {
        "method": fees.METHODS[method],
        "basis": BASIS[method].format(number, items),
        "tiers": "；".join(lines),
        "amount": yuan,
        "pay_by": cn(last),
        "how": how,
    }
    issue(application, "D11", extra, at=at, on=on)
    news.promise(application, at=at)
    return application


@transaction.atomic
def take_payment(
    application: Application, actor: Actor, *, at: datetime, on: date | None = None, note: str = ""
) -> Application:
    """The fee was paid: the count starts from zero the day after, a drafted refusal is void (Art 42). Raises Refused."""
    application = entered(verbs.TAKE_PAYMENT, application, actor)
    if application.clock_state != ClockState.UNPAID:
        raise Refused("这份申请没有等待缴费。")
    on = checked_day(application, on, at)
    happened(application, EventKind.FEE_PAID, actor, on=on, at=at, note=note)
    close_duty(duty_kinds.FEE, application, at=at)
    changes = {"state": State.ASSIGNED} if application.state == State.DRAFTED else {}
    done(application, verbs.TAKE_PAYMENT, actor, at=at, **changes)
    return application


@transaction.atomic
def object_fee(application: Application, actor: Actor, *, text: str, at: datetime) -> Application:
    """The applicant does not agree with the fee; it is heard, and the limit to pay runs on (Art 42). Raises Refused."""
    application = entered(verbs.OBJECT_FEE, application, actor)
    if application.clock_state != ClockState.UNPAID:
        raise Refused("这份申请没有等待缴费。")
    if _objected(application) != "":
        raise Refused("已经提出过异议。")
    if not text.strip():
        raise Refused("写明异议的理由。", {"text": "写明哪里算得不对"})
    on = checked_day(application, None, at)
    happened(application, EventKind.NOTED, actor, on=on, at=at, note=text.strip(), data={"fee": OBJECTED})
    done(application, verbs.OBJECT_FEE, actor, at=at)
    return application


@transaction.atomic
def answer_objection(
    application: Application, actor: Actor, *, upheld: bool, text: str, at: datetime
) -> Application:
    """The head keeps the fee, or takes it back: then the count starts anew as after a payment (Art 42). Raises Refused."""
    application = entered(verbs.ANSWER_OBJECTION, application, actor)
    if application.clock_state != ClockState.UNPAID or _objected(application) != OBJECTED:
        raise Refused("没有等待答复的收费异议。")
    if not text.strip():
        raise Refused("写明理由。", {"text": "写明维持或者撤销收费的理由"})
    on, data = checked_day(application, None, at), {"fee": CANCELLED if upheld else KEPT}
    kind = EventKind.FEE_CANCELLED if upheld else EventKind.NOTED
    happened(application, kind, actor, on=on, at=at, note=text.strip(), data=data)
    if upheld:
        close_duty(duty_kinds.FEE, application, at=at)
    changes = {"state": State.ASSIGNED} if upheld and application.state == State.DRAFTED else {}
    done(application, verbs.ANSWER_OBJECTION, actor, at=at, detail=data, **changes)
    return application


def _objected(application: Application) -> str:
    """What became of the fee so far: "", OBJECTED, KEPT or CANCELLED."""
    said = [event.data["fee"] for event in application.events.all() if event.data.get("fee")]
    return said[-1] if said else ""
