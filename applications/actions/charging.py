"""The information processing fee (Art 42; 国办函〔2020〕109号): the notice stops the clock, payment restarts it."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import duty_kinds, fees, verbs
from applications.actions.issuing import cn, issue
from applications.actions.recording import checked_day, done, duty, entered, happened
from applications.choices import ClockState, EventKind, State
from applications.models import Application
from duties.actions import close_duty
from workdays import tables

BASIS = {fees.BY_ITEM: "当月第 {} 件申请", fees.BY_PAGE: "提供的信息共 {} 页"}


def amount(method: str, number: int) -> int:
    """Yuan for this one request: the price of its place in the month, or of its pages. Raises Refused."""
    if method not in fees.METHODS or number < 1:
        raise Refused("选择计收方式，填写件数或者页数。", {"number": "填写大于 0 的整数"})
    due = fees.item_price(number) if method == fees.BY_ITEM else fees.by_pages(number)
    if not due:
        raise Refused("没有超过免费的范围，不收费。", {"number": "每月 10 件以内、每件 30 页以内不收费"})
    return due


@transaction.atomic
def notify_fee(
    application: Application, actor: Actor, *, method: str, number: int, at: datetime, on: date | None = None
) -> Application:
    """One fee by one method, decided within the limit; 20 working days to pay. Raises Refused."""
    application = entered(verbs.NOTIFY_FEE, application, actor)
    if application.events.filter(kind=EventKind.FEE_NOTIFIED).exists():
        raise Refused("已经发过收费通知，每件申请只收一次。")
    on = checked_day(application, on, at)
    yuan, last = amount(method, number), fees.pay_by(on, tables.current())
    data = {"method": method, "number": number, "amount": yuan, "pay_by": last.isoformat()}
    happened(application, EventKind.FEE_NOTIFIED, actor, on=on, at=at, data=data)
    unsure = tables.current().provisional_between(on, last)
    duty(duty_kinds.FEE, application, application, last, at, provisional=unsure)
    done(application, verbs.NOTIFY_FEE, actor, at=at, detail=data)
    extra = {
        "method": fees.METHODS[method],
        "basis": BASIS[method].format(number),
        "amount": yuan,
        "pay_by": cn(last),
    }
    issue(application, "D11", extra, at=at, on=on)
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
