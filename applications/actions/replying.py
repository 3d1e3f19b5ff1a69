"""The reply: draft, approval by another person, sealing and sending, the public log."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import letters, limits, outcomes, receipt, remedies, verbs, weighing
from applications.actions.issuing import context, free_number, issue
from applications.actions.recording import checked_day, day_of, done, entered, happened
from applications.choices import ClockState, DeliveryMethod, EventKind, OpinionKind
from applications.models import Application, Delivery, Letter
from publishing import grounds, privacy
from search.changed import changed
from workdays import tables

THIRD_PARTY_GROUND = "15"


@transaction.atomic
def draft(
    application: Application, actor: Actor, *, outcome: str, data: Mapping, at: datetime, number: str = ""
) -> Letter:
    """Writes or rewrites the reply. `data` holds what the outcome asks (see `outcomes.FIELDS`) and `ground`.

    Raises Refused, with every missing field at once.
    """
    application = entered(verbs.DRAFT, application, actor)
    data = {name: str(value).strip() for name, value in data.items() if str(value).strip()}
    _refuse_what_cannot_be(application, outcome, data, day_of(at))
    on = checked_day(application, None, at)
    letter = _written(application, outcome, data, number.strip(), on)
    happened(application, EventKind.DRAFTED, actor, on=on, at=at, data={"outcome": outcome})
    done(application, verbs.DRAFT, actor, at=at, detail={"outcome": outcome}, drafted_by=actor.user)
    return letter


def _refuse_what_cannot_be(application: Application, outcome: str, data: dict, today: date) -> None:
    if found := outcomes.problems(outcome, data, objected=application.third_party_objected()):
        raise Refused(f"还有 {len(found)} 处需要填写。", found)
    if sentence := out_of_turn(application, outcomes.outcome(outcome), data, today):
        raise Refused(sentence, {"outcome": sentence})


def _refuse_to_send(application: Application, today: date) -> None:
    """What was true when the reply was drafted may have changed: the same rules again, and no question open."""
    letter = application.letters.get(frozen_at=None)
    try:
        _refuse_what_cannot_be(application, letter.outcome, letter.data, today)
    except Refused as refusal:
        sentences = "；".join(each.rstrip("。") for each in refusal.fields.values())
        raise Refused(f"起草以后情况有了变化，退回重新起草：{sentences}。") from refusal
    if sentence := weighing.objection(application, letter.outcome, letter.data, today):
        raise Refused(sentence)


def out_of_turn(application: Application, row: outcomes.Outcome, data: Mapping, today: date) -> str:
    """Why this kind of reply cannot be given now; "" when it can (Art 30, 32)."""
    asked = application.events.filter(kind=EventKind.SUPPLEMENT_ASKED).last()
    awaiting = application.clock_state == ClockState.AWAITING
    if row.code == "withdrawn":
        return "撤回由“撤回申请”登记。"
    if row.after == "lapse":
        if not awaiting or today <= limits.supplement_by(application, tables.current()):
            return "只有告知补正、并且补正期限已过仍未补正的，才能用这一类答复。"
        return ""
    if row.after == "unpaid":
        return (
            ""
            if _fee_lapsed(application, today)
            else "只有收费通知的缴费期限已过仍未缴费的，才能用这一类答复。"
        )
    if application.clock_state == ClockState.UNPAID:
        return "正在等待申请人缴费，现在不能答复。"
    if awaiting:
        return "正在等待申请人补正，现在不能答复。"
    if row.after == "supplement" and asked is None:
        return "没有要求过补正，不能以“补正后仍不明确”答复。"
    third_party = row.code == "third_party" or data.get("ground") == THIRD_PARTY_GROUND
    if third_party and not application.opinions.filter(kind=OpinionKind.THIRD_PARTY).exists():
        return "以损害第三方合法权益为由不予公开的，应当先书面征求第三方意见（第三十二条）。"
    return ""


def _fee_lapsed(application: Application, today: date) -> bool:
    unpaid = application.clock_state == ClockState.UNPAID
    return unpaid and today > limits.pay_by(application, tables.current())


def _written(application: Application, outcome: str, data: dict, number: str, on: date) -> Letter:
    row = outcomes.outcome(outcome)
    letter = application.letters.filter(frozen_at=None).first()
    word = letters.BY_CODE[row.letter].word
    if not number:
        kept = letter and letter.kind == row.letter
        number = letter.number if kept else free_number(application.agency, word, on.year)
    values = {
        "kind": row.letter,
        "number": number,
        "year": on.year,
        "outcome": outcome,
        "data": data,
        "paragraphs": paragraphs(application, outcome, data, number, on, _enclosures(letter)),
    }
    try:
        with transaction.atomic():
            letter, _ = Letter.objects.update_or_create(
                application=application, frozen_at=None, agency=application.agency, defaults=values
            )
    except IntegrityError as error:
        raise Refused("这个文号已经用过，换一个文号。", {"number": "这个文号已经用过，换一个文号"}) from error
    return letter


def redrafted(application: Application, at: datetime) -> None:
    """Writes the paragraphs again after a file was added."""
    letter = application.letters.get(frozen_at=None)
    letter.paragraphs = paragraphs(
        application, letter.outcome, letter.data, letter.number, day_of(at), _enclosures(letter)
    )
    letter.save(update_fields=["paragraphs"])


def _enclosures(letter: Letter | None) -> list[str]:
    return list(letter.attachments.values_list("name", flat=True)) if letter else []


def paragraphs(
    application: Application, outcome: str, data: Mapping, number: str, on: date, enclosures: list[str]
) -> list[dict]:
    """The reply's text as it would go out on the day `on`."""
    row = outcomes.outcome(outcome)
    ground = grounds.BY_CODE.get(data.get("ground", ""))
    extra = dict(data) | {
        "outcome": outcome,
        "channel_text": data.get("channel", ""),
        "channel": application.get_channel_display(),
        "ground_article": ground.article if ground else "",
        "ground_label": ground.label if ground else "",
        "enclosures": enclosures,
        "remedy": remedies.text(
            remedies.kind_of(outcome, row.remedy),
            title=letters.BY_CODE[row.letter].title.removeprefix("政府信息公开申请"),
            body=application.agency.reviewing_body() or "有权受理的行政复议机关",
            on=on,
        ),
    }
    return letters.compose(row.letter, context(application, number, on, extra))


@transaction.atomic
def approve(application: Application, actor: Actor, *, at: datetime, note: str = "") -> Application:
    """Another person than the one who drafted it agrees (Art 17, 30, 32, 45). Raises Refused."""
    application = entered(verbs.APPROVE, application, actor)
    _refuse_to_send(application, day_of(at))
    on = checked_day(application, None, at)
    happened(application, EventKind.APPROVED, actor, on=on, at=at, note=note)
    done(application, verbs.APPROVE, actor, at=at, approved_by=actor.user)
    return application


@transaction.atomic
def send_back(application: Application, actor: Actor, *, reason: str, at: datetime) -> Application:
    """Back to the clerk, with the reason. Raises Refused."""
    application = entered(verbs.SEND_BACK, application, actor, reason=reason)
    on = checked_day(application, None, at)
    happened(application, EventKind.SENT_BACK, actor, on=on, at=at, note=reason)
    done(application, verbs.SEND_BACK, actor, at=at, reason=reason, approved_by=None)
    return application


@transaction.atomic
def reply(
    application: Application,
    actor: Actor,
    *,
    at: datetime,
    on: date | None = None,
    method: str = "",
    proof: str = "",
) -> Letter:
    """The letter is dated, frozen and sent; the clock stops (Art 33, 36). Raises Refused.

    `on` is the day that counts for the way it was sent (国办公开办函〔2016〕235号): signing, posting, arrival.
    """
    application = entered(verbs.REPLY, application, actor)
    _refuse_to_send(application, day_of(at))
    method = method or application.delivery
    if method == DeliveryMethod.POST and not proof.strip():
        raise Refused("邮寄的写明邮件号。", {"proof": "写明邮政企业的邮件号"})
    on = _replied_on(method, checked_day(application, on, at))
    letter = _frozen(application, on, at)
    _tell_third_parties(application, letter, on, at)
    Delivery.objects.create(letter=letter, method=method, on=on, at=at, proof=proof)
    happened(application, EventKind.REPLIED, actor, on=on, at=at, ref=letter.number, data={"method": method})
    done(
        application, verbs.REPLY, actor, at=at, detail={"letter": letter.number, "digest": letter.digest},
        outcome=letter.outcome, replied_on=on,
    )  # fmt: skip
    return letter


def _tell_third_parties(application: Application, letter: Letter, on: date, at: datetime) -> None:
    """Who refused is told in writing what is released and why (Art 32)."""
    for opinion in weighing.to_tell(application, letter.outcome, letter.data, on):
        issue(application, "D09", dict(letter.data) | {"addressee": opinion.party}, at=at, on=on)


def _replied_on(method: str, on: date) -> date:
    """The day that counts by way of delivery (国办公开办函〔2016〕235号)."""
    try:
        return receipt.replied_on(
            method, {receipt.DELIVERIES[method].evidence: on} if method in receipt.DELIVERIES else {}
        )
    except receipt.NotProven as problem:
        raise Refused(problem.message, {"method": problem.message}) from problem


def _frozen(application: Application, on: date, at: datetime) -> Letter:
    letter = application.letters.select_for_update().get(frozen_at=None)
    letter.paragraphs = paragraphs(
        application, letter.outcome, letter.data, letter.number, on, _enclosures(letter)
    )
    letter.dated_on, letter.frozen_at = on, at
    letter.digest = letters.digest(
        letter.paragraphs, list(letter.attachments.values_list("digest", flat=True))
    )
    letter.save(update_fields=["paragraphs", "dated_on", "frozen_at", "digest"])
    return letter


@transaction.atomic
def close(application: Application, actor: Actor, *, at: datetime, note: str = "") -> Application:
    """Delivered and filed (Art 45). Raises Refused."""
    application = entered(verbs.CLOSE, application, actor)
    on = checked_day(application, None, at)
    happened(application, EventKind.CLOSED, actor, on=on, at=at, note=note)
    done(application, verbs.CLOSE, actor, at=at)
    return application


@transaction.atomic
def list_publicly(
    application: Application, actor: Actor, *, summary: str, reviewed: bool, at: datetime
) -> Application:
    """Shows a summary without personal data in the public log, after secrecy and privacy review. Raises Refused."""
    application = entered(verbs.LIST_PUBLICLY, application, actor)
    problems = {}
    if len(summary.strip()) < 6:
        problems["summary"] = "写一句不含个人信息的摘要"
    elif found := privacy.find(summary):
        words = "、".join(summary[each.start : each.end] for each in found[:3])
        problems["summary"] = f"摘要里好像有个人信息（{words}），删去以后再公开"
    if not reviewed:
        problems["reviewed"] = "先完成保密审查和个人信息审查"
    if problems:
        raise Refused("还不能公开办理结果。", problems)
    on = checked_day(application, None, at)
    happened(application, EventKind.LISTED, actor, on=on, at=at)
    done(
        application, verbs.LIST_PUBLICLY, actor, at=at, public_summary=summary.strip(), listed_at=at,
    )  # fmt: skip
    changed("answer", application.pk, at=at)
    return application
