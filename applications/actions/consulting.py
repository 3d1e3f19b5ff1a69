"""Asking others before the reply: their time is not counted (Art 32, 33, 34)."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import duty_kinds, news, opinions, verbs
from applications.actions.issuing import cn, issue
from applications.actions.recording import checked_day, counted, done, entered, happened
from applications.choices import Answer, ClockState, EventKind, OpinionKind
from applications.models import Application, Opinion
from duties.actions import close_duty
from workdays import tables

WHY = {
    OpinionKind.THIRD_PARTY: ("公开后可能损害第三方合法权益", "第三十二条"),
    OpinionKind.CO_PRODUCER: ("由多个行政机关共同制作", "第三十四条"),
    OpinionKind.OTHER_AGENCY: ("需要征求其他机关意见", "第三十三条"),
}


@transaction.atomic
def consult(
    application: Application,
    actor: Actor,
    *,
    kind: str,
    party: str,
    at: datetime,
    on: date | None = None,
    served: date | None = None,
) -> Opinion:
    """A written question goes out; the clock pauses until the answer (Art 32-34). Raises Refused."""
    application = entered(verbs.CONSULT, application, actor)
    if not party.strip():
        raise Refused("写明征求谁的意见。", {"party": "写明征求谁的意见"})
    if application.clock_state in (ClockState.AWAITING, ClockState.UNPAID):
        raise Refused("正在等待申请人，期限没有在计算；收到后再征求意见。")
    on = checked_day(application, on, at)
    opinion = Opinion.objects.create(
        application=application,
        ref=f"C{application.opinions.count() + 1}",
        kind=kind,
        party=party.strip(),
        sent_on=on,
    )
    happened(application, EventKind.CONSULT_SENT, actor, on=on, at=at, ref=opinion.ref, data={"kind": kind})
    done(application, verbs.CONSULT, actor, at=at, detail={"ref": opinion.ref, "kind": kind})
    _ask_in_writing(application, opinion, on, at)
    why, article = WHY[kind]
    issue(
        application,
        "D08",
        {"why": why, "article": article, "sent_on": cn(on), "asked": _asked(opinion)},
        at=at,
        on=on,
    )
    return serve(opinion, actor, at=at, on=served) if served else opinion


def _asked(opinion: Opinion) -> str:
    """Whom the notice names to the applicant: an agency, but no third party (Art 15, 32)."""
    return "第三方" if opinion.kind == OpinionKind.THIRD_PARTY else opinion.party


def _ask_in_writing(application: Application, opinion: Opinion, on: date, at: datetime) -> None:
    """The question itself, which does not name the applicant (Art 32, 34)."""
    letter = "D07" if opinion.kind == OpinionKind.THIRD_PARTY else "D10"
    extra = {"addressee": opinion.party, "opinion_kind": str(opinion.kind)}
    issue(application, letter, extra, at=at, on=on)


@transaction.atomic
def serve(opinion: Opinion, actor: Actor, *, at: datetime, on: date) -> Opinion:
    """The question reached them: 15 working days run from here (Art 32, 34). Raises Refused."""
    application = entered(verbs.SERVE, opinion.application, actor)
    opinion = _still_open(application, opinion)
    if opinion.served_on:
        raise Refused("已经登记过送达日期。")
    if on < opinion.sent_on:
        raise Refused("送达日期不能早于发出日期。", {"on": "送达日期不能早于发出日期"})
    on = checked_day(application, on, at, since=opinion.sent_on)
    opinion.served_on = on
    opinion.save(update_fields=["served_on"])
    happened(application, EventKind.CONSULT_SERVED, actor, on=on, at=at, ref=opinion.ref)
    counted(duty_kinds.OPINION, opinion, application, on, opinions.OPINION_DAYS, at)
    done(application, verbs.SERVE, actor, at=at, detail={"ref": opinion.ref})
    return opinion


@transaction.atomic
def take_opinion(
    opinion: Opinion, actor: Actor, *, answer: str, text: str = "", at: datetime, on: date | None = None
) -> Opinion:
    """An answer, or the silence after 15 working days (Art 32: the agency decides; Art 34: consent). Raises Refused.

    An answer that comes after the silence was recorded is still taken until the reply; the clock has run on since.
    """
    application = entered(verbs.TAKE_OPINION, opinion.application, actor)
    opinion = _to_answer(application, opinion, answer)
    on = checked_day(application, on, at, since=opinion.served_on or opinion.sent_on)
    if answer == Answer.SILENT:
        _refuse_early_silence(opinion, on)
    facts = {"answer": answer, "kind": opinion.kind}
    if opinion.answer == Answer.SILENT:
        facts["late"] = True
    opinion.answered_on, opinion.answer, opinion.text = on, answer, text
    opinion.save(update_fields=["answered_on", "answer", "text"])
    happened(application, EventKind.CONSULT_ANSWERED, actor, on=on, at=at, ref=opinion.ref, data=facts)
    close_duty(duty_kinds.OPINION, opinion, at=at)
    done(application, verbs.TAKE_OPINION, actor, at=at, detail={"ref": opinion.ref} | facts)
    if answer == Answer.SILENT:
        news.promise(application, at=at)
    return opinion


def _still_open(application: Application, opinion: Opinion) -> Opinion:
    fresh = Opinion.objects.select_for_update().get(pk=opinion.pk, application=application)
    if not fresh.open:
        raise Refused("这一份意见已经登记过。")
    return fresh


def _to_answer(application: Application, opinion: Opinion, answer: str) -> Opinion:
    """The question as it is now: not answered yet, or answered late."""
    fresh = Opinion.objects.select_for_update().get(pk=opinion.pk, application=application)
    if not fresh.open and (fresh.answer != Answer.SILENT or answer == Answer.SILENT):
        raise Refused("这一份意见已经登记过。")
    return fresh


def _refuse_early_silence(opinion: Opinion, on: date) -> None:
    if not opinion.served_on:
        raise Refused("先登记征求意见书的送达日期，送达满 15 个工作日未答复的才能登记逾期。")
    last = opinions.answer_by(opinion.served_on, tables.current())
    if on <= last:
        raise Refused(f"对方可以在 {last:%Y-%m-%d} 前（含当日）答复，期满后才能登记逾期。")
