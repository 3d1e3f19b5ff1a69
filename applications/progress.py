"""What the progress page says about a request; plain text for everything the applicant may know."""

from datetime import date

from applications import choices, clock, groups, letters, limits, opinions, outcomes, reckoning, redress
from applications.course import cn
from applications.models import Application, Event, Practice
from workdays.calendar import Calendar

STAGES = ("已提交", "已确认收到", "办理中", "已答复", "已办结")
STAGE_OF = {
    "received": 1,
    "confirmed": 2,
    "assigned": 3,
    "drafted": 3,
    "endorsed": 3,
    "approved": 3,
    "sealed": 3,
    "replied": 4,
    "closed": 5,
}
# What the applicant is told of each event; work inside the office is not on the page.
TOLD = {
    "submitted": "您提交了申请",
    "received": "确认收到，期限从次日起算",
    "supplement_asked": "请您补正",
    "supplement_received": "收到您的补正，期限重新计算",
    "consult_sent": "书面征求意见，等待期间不计入期限",
    "consult_answered": "所征求的意见已有结果",
    "fee_notified": "请缴纳信息处理费，缴费以后期限重新计算",
    "fee_paid": "收到缴费，期限重新计算",
    "fee_cancelled": "收费通知撤销，期限重新计算",
    "extended": "延长答复期限",
    "delayed": "确定延迟答复期限",
    "reasons_asked": "请您说明申请数量、频次的理由",
    "reasons_given": "收到您说明的理由",
    "suggested": "您建议主动公开",
    "suggestion_answered": "答复您的建议",
    "replied": "作出答复",
    "mail_returned": "寄给您的邮件被退回，将再次送达",
    "delivered": "答复送达",
    "withdrawn": "申请已撤回",
    "readdressed": "经您同意，转给其他机关办理",
    "split": "几项内容分开办理",
    "closed": "办结归档",
    "renewal_ordered": "原来的答复没有维持，重新答复",
    "renewed": "开始重新答复",
}
# What silence means, by whether a co-producing agency was asked (Art 34) or somebody else (Art 32).
SILENCE = {True: opinions.WORDS[opinions.DEEMED_CONSENT], False: opinions.WORDS[opinions.AGENCY_DECIDES]}
# Of what the applicant handed in, the names of these; who somebody is does not come back on this page.
SHOWN_PAPERS = (choices.AttachmentKind.REQUEST, choices.AttachmentKind.SUPPLEMENT)
ENDED_EARLY = (choices.State.WITHDRAWN, choices.State.READDRESSED)
WITH_NOTE = (
    "supplement_asked",
    "supplement_received",
    "extended",
    "delayed",
    "reasons_asked",
    "suggestion_answered",
)
FEE = {
    "objected": "您对收费提出异议",
    "kept": "答复您的异议：维持收费",
    "cancelled": "答复您的异议：撤销收费，期限重新计算",
}


def page(application: Application, calendar: Calendar, on: date) -> dict:
    """Everything the template needs; `on` is today."""
    folded = reckoning.reckon(application, calendar)
    steps = reckoning.explained(application, calendar, on)
    return {
        "application": application,
        "clock": folded,
        "stages": STAGES,
        "stage": STAGE_OF.get(application.state, 0),
        "tag": state_tag(application, folded, calendar, on),
        "left": folded.left(on, calendar),
        "days": numbered(steps),
        "entries": [entry(event) for event in reversed(list(application.events.all())) if told(event)],
        "letters": letters_for_applicant(application),
        "confirm_by": (confirm := confirm_by(application, calendar)),
        "confirm_late": confirm is not None and confirm < on,
        "supplement_by": (last := limits.supplement_by(application, calendar)),
        "supplement_late": last is not None and last < on,
        "pay_by": limits.pay_by(application, calendar),
        "can_supplement": application.is_open and folded.state == clock.AWAITING_SUPPLEMENT,
        "others": groups.others(application),
        "papers": application.attachments.filter(kind__in=SHOWN_PAPERS),
        "result": result(application),
        "windows": redress.open_to_applicant(application, calendar),
        "by_post": redress.by_post(application),
        "can_withdraw": application.is_open,
    }


def letters_for_applicant(application: Application):
    """Letters that went to the applicant; those to third parties and other agencies are not shown."""
    return application.letters.exclude(frozen_at=None).exclude(kind__in=letters.TO_OTHERS)


def state_tag(application: Application, folded: clock.Clock, calendar: Calendar, on: date) -> tuple[str, str]:
    """(words, tone) for the state as the applicant sees it."""
    if application.state == choices.State.RECEIVED:
        return "尚未确认", "warn"
    if folded.state == clock.AWAITING_SUPPLEMENT:
        return "需要您补正", "warn"
    if folded.state == clock.AWAITING_PAYMENT:
        return "等待您缴费", "warn"
    if not application.is_open:
        return (
            application.get_state_display(),
            "mute" if application.state in ENDED_EARLY else "ok",
        )
    if folded.overdue(on):
        return f"办理中，已逾期 {-folded.left(on, calendar)} 个工作日", "bad"
    if folded.state == clock.PAUSED:
        return "办理中，正在征求意见", "info"
    return "办理中", "info"


def numbered(steps) -> list[tuple]:
    """(day, number or "", why) for every day, counted ones numbered from the last restart."""
    rows, number = [], 0
    for step in steps:
        if not step.counted and "重新计算" in step.why and "当日" in step.why:
            number = 0
        number += step.counted
        rows.append((step.date, number if step.counted else "", step.why))
    return rows


def told(event: Event) -> str:
    """How the applicant hears of an event; "" for work inside the office."""
    return FEE.get(event.data.get("fee", "")) or TOLD.get(event.kind, "")


def entry(event: Event) -> dict:
    """One line of the time line."""
    text = event.note if event.kind in WITH_NOTE or event.data.get("fee") else ""
    if event.kind == "delayed":
        text = f"延迟至 {event.until.year}年{event.until.month}月{event.until.day}日前答复。{event.note}"
    if event.kind == "extended":
        text = f"延长 {event.days} 个工作日。{event.note}"
    if event.data.get("answer") == choices.Answer.SILENT:
        text = SILENCE[event.data.get("kind") == opinions.CO_PRODUCER]
    text = text or aside(event.data)
    when = event.at if event.kind == "submitted" else event.on
    return {"title": told(event), "when": when, "text": text, "state": "done"}


def aside(data: dict) -> str:
    """What belongs to this event: the fee and its limit, or other requests re-addressed, split, come from elsewhere."""
    if "pay_by" in data:
        return f"金额 {data['amount']} 元，缴费期限至{cn(date.fromisoformat(data['pay_by']))}。"
    if "number" in data:
        return f"{data['to']}，新的编号 {data['number']}。"
    if "of" in data:
        return f"从 {data['of']} 中分出。"
    if "parts" in data:
        return f"另有 {'、'.join(data['parts'])}。"
    return f"原来的编号 {data['from']}。" if "from" in data else ""


def confirm_by(application: Application, calendar: Calendar) -> date | None:
    """The last day on which the agency should confirm receipt; None once it has (Art 31, the office's practice)."""
    if application.state != choices.State.RECEIVED:
        return None
    arrived = application.events.get(kind=choices.EventKind.SUBMITTED).on
    return calendar.add(arrived, Practice.current().confirm_days)


def result(application: Application) -> dict | None:
    """What was decided, the letter, and what can be done about it; None before the reply."""
    letter = application.letters.exclude(outcome="").exclude(frozen_at=None).last()
    if letter is None:
        return None
    row = outcomes.outcome(letter.outcome)
    remedy = [each["text"] for each in letter.paragraphs if each["style"] == "remedy"]
    released = row.code in outcomes.RELEASING or row.code == "published"
    told = {"name": row.name, "group": row.group, "letter": letter, "remedy": "".join(remedy)}
    return told | {"released": released}
