"""What happened on the way, as letters to the applicant tell it, one sentence a step (Art 30, 32-35, 42). Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from applications import opinions

# The step that a notice itself tells, and so does not report as already told.
OWN_STEP = {
    "D04": "supplement_asked",
    "D05": "reasons_asked",
    "D06": "extended",
    "D08": "consult_sent",
    "D11": "fee_notified",
    "D32": "delayed",
}
ANSWERED = {"consents": "答复同意公开", "objects": "答复不同意公开"}


def cn(day: date | None) -> str:
    """2026年3月2日 for letters; "" for nothing."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def names(asked: Iterable) -> dict[str, str]:
    """`ref` of each question to how letters call whom it was put to: a third party stays unnamed (Art 15, 32)."""
    rows = list(asked)
    third = [row.ref for row in rows if row.kind == opinions.THIRD_PARTY]
    several = len(third) > 1
    numbered = {ref: f"第三方（{number}）" if several else "第三方" for number, ref in enumerate(third, 1)}
    return {row.ref: numbered.get(row.ref, row.party) for row in rows}


def sentences(events: Iterable, parties: Mapping[str, str], kind: str = "") -> list[str]:
    """One for each step worth telling; `kind` is the letter's, which leaves out the step that it is itself.

    `events` have `kind on until days ref data`; `parties` are those of `names`.
    """
    rows = list(events)
    own = next((event for event in reversed(rows) if event.kind == OWN_STEP.get(kind)), None)
    told = [SAID[event.kind](event, parties) for event in rows if event is not own and event.kind in SAID]
    return [line for line in told if line]


def _supplement_asked(event, _parties) -> str:
    until = event.data.get("limit_on")
    limit = f"，补正期限至{cn(date.fromisoformat(until))}" if until else ""
    return f"本机关于{cn(event.on)}告知您补正{limit}。"


def _consulted(event, parties) -> str:
    return f"本机关于{cn(event.on)}就所申请的信息书面征求{parties.get(event.ref, '')}意见。"


def _answered(event, parties) -> str:
    return _answer(parties.get(event.ref, "被征求意见方"), event.on, event.data)


def _answer(who: str, on: date, said: Mapping) -> str:
    """`said` has `answer kind`."""
    if answer := ANSWERED.get(said.get("answer", "")):
        return f"{who}于{cn(on)}{answer}。"
    if said.get("kind") == opinions.CO_PRODUCER:
        return f"{who}收到后15个工作日内没有提出意见，视为同意公开。"
    return f"{who}收到后15个工作日内没有提出意见，由本机关依法决定是否公开。"


def _renewed(event, parties) -> str:
    """The decision that set the first reply aside, and what others had said by then (行政复议法 64, 66; Art 32)."""
    by = event.data.get("body")
    told = (
        f"本机关于{cn(event.on)}收到{by}的决定，责令重新答复，现重新作出答复（原申请编号：{event.data['from']}）。"
        if by
        else ""
    )
    asked = [
        _answer(parties.get(row["ref"], "被征求意见方"), date.fromisoformat(row["on"]), row)
        for row in event.data.get("asked", ())
    ]
    return told + (f"此前就所申请的信息征求意见时，{''.join(asked)}" if asked else "")


def _charged(event, _parties) -> str:
    last = cn(date.fromisoformat(event.data["pay_by"]))
    return (
        f"本机关于{cn(event.on)}向您发出信息处理费收费通知，金额{event.data['amount']}元，缴费期限至{last}。"
    )


SAID: dict[str, Callable] = {
    "supplement_asked": _supplement_asked,
    "supplement_received": lambda event, _: f"本机关于{cn(event.on)}收到您的补正材料。",
    "consult_sent": _consulted,
    "consult_answered": _answered,
    "fee_notified": _charged,
    "fee_paid": lambda event, _: f"您于{cn(event.on)}缴纳信息处理费。",
    "fee_cancelled": lambda event, _: f"本机关于{cn(event.on)}撤销收费通知。",
    "reasons_asked": lambda event, _: f"本机关于{cn(event.on)}请您说明申请数量、频次的理由。",
    "reasons_given": lambda event, _: f"您于{cn(event.on)}说明了理由。",
    "delayed": lambda event, _: f"本机关于{cn(event.on)}确定延迟至{cn(event.until)}前答复，并告知您。",
    "renewed": _renewed,
    "extended": lambda event, _: f"本机关于{cn(event.on)}决定延长答复期限{event.days}个工作日，并告知您。",
}
