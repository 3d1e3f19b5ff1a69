"""Reviews and court cases about a request: recorded, answered in time, their results kept for table 4."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import challenges, duty_kinds, verbs
from applications.actions.recording import day_of, done, duty, entered, happened
from applications.choices import ChallengeKind, ChallengeResult, EventKind
from applications.models import Application, Challenge
from duties.actions import close_duty
from workdays import tables


@transaction.atomic
def record_challenge(
    application: Application,
    actor: Actor,
    *,
    kind: str,
    body: str,
    served_on: date,
    at: datetime,
    reference: str = "",
    simplified: bool = False,
    note: str = "",
) -> Challenge:
    """The copy of an application for review or of a plaint reached the agency on `served_on`; the duty to answer opens.

    10 working days, 5 in the simplified procedure (复议法 48, 54, 88), 15 days for a suit (行诉法 67). Raises Refused.
    """
    application = entered(verbs.RECORD_CHALLENGE, application, actor)
    _refuse_what_cannot_be(application, kind, body, served_on, simplified, day_of(at))
    _refuse_twice(application, kind=kind, body=body.strip(), reference=reference.strip(), served_on=served_on)
    last = challenges.answer_by(kind, served_on, tables.current(), simplified=simplified)
    row = Challenge.objects.create(
        application=application, kind=kind, body=body.strip(), reference=reference.strip(), served_on=served_on,
        answer_by=last, note=note,
    )  # fmt: skip
    facts = {"kind": kind, "body": row.body, "answer_by": last.isoformat()}
    happened(
        application,
        EventKind.CHALLENGED,
        actor,
        on=served_on,
        at=at,
        data=facts,
        note=str(row.get_kind_display()),
    )
    provisional = tables.current().provisional(last)
    duty(duty_kinds.CHALLENGE, row, application, last, at, provisional=provisional)
    done(
        application, verbs.RECORD_CHALLENGE, actor, at=at, detail=facts | {"served_on": served_on.isoformat()}
    )
    return row


def _refuse_twice(application: Application, **facts) -> None:
    """The same paper written down again would count twice in table 4 (国办公开办函〔2021〕30号)."""
    if application.challenges.filter(**facts).exists():
        sentence = "同一件复议、诉讼已经登记过；不是同一件的，写明案号"
        raise Refused(f"{sentence}。", {"reference": sentence})


def _refuse_what_cannot_be(
    application, kind: str, body: str, served: date, simplified: bool, today: date
) -> None:
    problems = {}
    if kind not in ChallengeKind.values:
        problems["kind"] = "选择行政复议或者行政诉讼"
    if not body.strip():
        problems["body"] = "写明复议机关或者法院"
    if sentence := _wrong_day(served, application.received_on, "收到申请", today):
        problems["served_on"] = sentence
    if simplified and kind != ChallengeKind.REVIEW:
        problems["simplified"] = "简易程序的五日答复只适用于行政复议（复议法第五十四条）"
    reviewed = application.challenges.filter(kind=ChallengeKind.REVIEW).exists()
    if kind == ChallengeKind.AFTER_REVIEW and not reviewed:
        problems["kind"] = "这份申请没有登记过行政复议，先登记复议，或者选择直接起诉"
    if problems:
        raise Refused(f"还有 {len(problems)} 处需要核对。", problems)


def _wrong_day(day: date, after: date | None, of_what: str, today: date) -> str:
    """Why something cannot have happened that day; "" when it can."""
    if day > today:
        return "日期不能晚于今天"
    if after and day < after:
        return f"日期不能早于{of_what}的日期（{after:%Y-%m-%d}）"
    return ""


@transaction.atomic
def answer_challenge(
    challenge: Challenge, actor: Actor, *, on: date, at: datetime, note: str = ""
) -> Challenge:
    """The written answer or the defence went out with the evidence (复议法 48, 54; 行诉法 67). Raises Refused."""
    application = entered(verbs.ANSWER_CHALLENGE, challenge.application, actor)
    row = Challenge.objects.select_for_update().get(pk=challenge.pk, application=application)
    if row.answered_on:
        raise Refused("已经登记过答复、答辩。")
    if sentence := _wrong_day(on, row.served_on, "收到副本", day_of(at)):
        raise Refused(f"{sentence}。", {"on": sentence})
    row.answered_on = on
    row.save(update_fields=["answered_on"])
    happened(application, EventKind.CHALLENGE_ANSWERED, actor, on=on, at=at, note=note)
    close_duty(duty_kinds.CHALLENGE, row, at=at)
    done(
        application, verbs.ANSWER_CHALLENGE, actor, at=at, detail={"challenge": row.pk, "on": on.isoformat()}
    )
    return row


@transaction.atomic
def record_result(
    challenge: Challenge, actor: Actor, *, result: str, on: date, at: datetime, note: str = ""
) -> Challenge:
    """How it ended, for table 4; a result recorded before is changed only with a note that says why. Raises Refused."""
    application = entered(verbs.RECORD_RESULT, challenge.application, actor)
    row = Challenge.objects.select_for_update().get(pk=challenge.pk, application=application)
    if result not in ChallengeResult.values:
        raise Refused("选择结果。", {"result": "选择维持、纠正或者其他结果"})
    if sentence := _wrong_day(on, row.served_on, "收到副本", day_of(at)):
        raise Refused(f"{sentence}。", {"on": sentence})
    if row.result and not note.strip():
        raise Refused("已经登记过结果；更改的，写明为什么。", {"note": "写明为什么更改"})
    _refuse_after_renewal(row, result, on)
    was = row.result
    row.result, row.decided_on = result, on
    row.note = note.strip() or row.note
    row.save(update_fields=["result", "decided_on", "note"])
    happened(application, EventKind.CHALLENGE_DECIDED, actor, on=on, at=at, note=row.get_result_display())
    close_duty(duty_kinds.CHALLENGE, row, at=at)
    detail = {"challenge": row.pk, "result": result, "was": was, "on": on.isoformat()}
    done(application, verbs.RECORD_RESULT, actor, at=at, detail=detail, reason=note)
    return row


def _refuse_after_renewal(row: Challenge, result: str, on: date) -> None:
    """A new reply was begun on the strength of this result: neither it nor its day can be taken from under it."""
    made = Application.objects.filter(ordered_by=row).first()
    if made is None:
        return
    if result == ChallengeResult.UPHELD:
        sentence = f"已经按这份决定重新答复（{made.number}），结果不能改为维持"
        raise Refused(f"{sentence}。", {"result": sentence})
    if on > made.received_on:
        sentence = f"审结日期不能晚于收到决定、开始重新答复的日期（{made.received_on:%Y-%m-%d}）"
        raise Refused(f"{sentence}。", {"on": sentence})
