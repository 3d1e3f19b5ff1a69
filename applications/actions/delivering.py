"""The reply goes out: frozen, sent, the clock stopped; who refused is told (Art 32, 33, 36)."""

from datetime import date, datetime

from django.core.files.base import File

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import (
    giving,
    identity,
    letters,
    news,
    outcomes,
    posting,
    receipt,
    remedies,
    stored,
    verbs,
    weighing,
)
from applications.actions.approving import refuse_to_send
from applications.actions.issuing import issue
from applications.actions.recording import checked_day, day_of, done, entered, happened
from applications.actions.storing import SCANS, keep
from applications.choices import AttachmentKind, DeliveryMethod, EventKind, State
from applications.models import Application, Delivery, Letter, Practice
from outbox.post import post


@stored.atomic()
def reply(
    application: Application,
    actor: Actor,
    *,
    at: datetime,
    on: date | None = None,
    method: str = "",
    proof: str = "",
    carrier: str = "",
    file: File | None = None,
) -> Letter:
    """The letter is frozen and sent; the clock stops (Art 33, 36). Raises Refused.

    `on` is the day that counts for the way it was sent (国办公开办函〔2016〕235号): signing, posting, arrival.
    """
    application = entered(verbs.REPLY, application, actor)
    _refuse_unsealed(application)
    refuse_to_send(application, day_of(at))
    promised = _promised(application)
    method = method or promised or application.delivery
    if promised and method != promised:
        raise Refused(
            f"答复书写明的提供方式是“{DeliveryMethod(promised).label}”，送达方式应当与它一致。", OTHER_WAY
        )
    on = _replied_on(method, checked_day(application, on, at))
    letter = _frozen(application, at)
    _tell_third_parties(application, letter, on, at)
    _handed_over(letter, method, on=on, at=at, proof=proof, carrier=carrier, file=file)
    happened(application, EventKind.REPLIED, actor, on=on, at=at, ref=letter.number, data={"method": method})
    done(
        application, verbs.REPLY, actor, at=at, detail={"letter": letter.number, "digest": letter.digest},
        outcome=letter.outcome, replied_on=on,
    )  # fmt: skip
    if method != DeliveryMethod.EMAIL:  # that mail is the news
        news.promise(application, at=at)
    return letter


@stored.atomic()
def deliver(
    application: Application,
    actor: Actor,
    *,
    at: datetime,
    on: date,
    proof: str = "",
    file: File | None = None,
) -> Application:
    """The proof that it arrived came later: signed for, read on the spot (国办公开办函〔2016〕235号). Raises Refused."""
    application = entered(verbs.DELIVER, application, actor)
    if not proof.strip() and not file:
        raise Refused("写明送达的凭证。", {"proof": "写明签收人、签收日期，或者附上凭证"})
    delivery = posting.last(application)
    on = _not_before(delivery, checked_day(None, on, at))
    facts = {"delivery": delivery.pk} | _scan(delivery.letter, file, at)
    happened(
        application,
        EventKind.DELIVERED,
        actor,
        on=on,
        at=at,
        ref=delivery.letter.number,
        note=proof,
        data=facts,
    )
    done(application, verbs.DELIVER, actor, at=at, detail=facts)
    return application


@stored.atomic()
def record_return(
    application: Application, actor: Actor, *, reason: str, at: datetime, on: date, file: File | None = None
) -> Application:
    """The mail came back; the day of the reply stays that of the first posting. Raises Refused."""
    application = entered(verbs.RECORD_RETURN, application, actor)
    delivery = posting.last(application)
    if delivery.method != DeliveryMethod.POST or delivery.returned_on:
        raise Refused("没有寄出而还没有退回的邮件。")
    if not reason.strip():
        raise Refused("写明退回的原因。", {"reason": "写明退回的原因，例如：地址不详、无人签收"})
    on = _not_before(delivery, checked_day(None, on, at))
    delivery.returned_on, delivery.return_reason = on, reason.strip()
    delivery.save(update_fields=["returned_on", "return_reason"])
    facts = {"delivery": delivery.pk} | _scan(delivery.letter, file, at)
    happened(application, EventKind.MAIL_RETURNED, actor, on=on, at=at, note=reason, data=facts)
    done(application, verbs.RECORD_RETURN, actor, at=at, detail=facts)
    return application


@stored.atomic()
def send_again(
    application: Application,
    actor: Actor,
    *,
    at: datetime,
    on: date,
    method: str,
    proof: str = "",
    carrier: str = "",
    file: File | None = None,
) -> Delivery:
    """What came back or failed goes out once more, the same or another way; the day of the reply stays the first.

    Raises Refused.
    """
    application = entered(verbs.SEND_AGAIN, application, actor)
    before = posting.last(application)
    if not posting.failed(before):
        raise Refused("最近一次送达没有退回，也没有发送失败，不需要再次送达。邮件退回的，先登记退回。")
    on = _replied_on(method, _not_before(before, checked_day(None, on, at)))
    delivery = _handed_over(before.letter, method, on=on, at=at, proof=proof, carrier=carrier, file=file)
    facts = {"delivery": delivery.pk, "method": method}
    note = f"再次送达：{delivery.get_method_display()}"
    happened(
        application, EventKind.DELIVERED, actor, on=on, at=at, ref=before.letter.number, note=note, data=facts
    )
    done(application, verbs.SEND_AGAIN, actor, at=at, detail=facts)
    return delivery


OTHER_WAY = {"method": "要换一种方式的，先退回修改，写明理由（第四十条）"}


def _promised(application: Application) -> str:
    """The way in which the letter says that the information is given (Art 40); "" when it gives none."""
    letter = application.letters.get(frozen_at=None)
    if letter.outcome not in outcomes.RELEASING:
        return ""
    return letter.data.get(giving.WAY) or application.delivery


def _not_before(delivery: Delivery, on: date) -> date:
    if on < delivery.on:
        sentence = f"日期不能早于送出的日期（{delivery.on:%Y-%m-%d}）"
        raise Refused(f"{sentence}。", {"on": sentence})
    return on


def _handed_over(
    letter: Letter, method: str, *, on: date, at: datetime, proof: str, carrier: str, file: File | None
) -> Delivery:
    """One delivery with its proof; a mail is promised in the same transaction."""
    if found := posting.problems(method, carrier, proof, scanned=bool(file)):
        raise Refused("；".join(found.values()) + "。", found)
    posted = method == DeliveryMethod.POST
    if method == DeliveryMethod.EMAIL and not identity.opened_identity(letter.application).get("email"):
        sentence = "申请人没有留下电子邮箱，换一种送达方式"
        raise Refused(f"{sentence}。", {"method": sentence})
    delivery = Delivery.objects.create(
        letter=letter, method=method, on=on, at=at, proof=proof.strip(), carrier=carrier if posted else ""
    )
    _scan(letter, file, at)
    if method == DeliveryMethod.EMAIL:
        post(posting.HANDLER, {"delivery": delivery.pk}, at=at)
    return delivery


def _scan(letter: Letter, file: File | None, at: datetime) -> dict:
    """The scanned proof, kept with the letter; what the event says of it."""
    if not file:
        return {}
    row = keep(letter.application, file, kind=AttachmentKind.EVIDENCE, letter=letter, at=at, only=SCANS)
    return {"scan": row.pk, "digest": row.digest}


def _refuse_unsealed(application: Application) -> None:
    """Without its sealed copy a reply goes out only where the office has settled it so (law.md 5.4)."""
    if application.state != State.SEALED and Practice.current().seal_first:
        raise Refused("还没有附上盖章件。打印、签发、用印以后，先附上盖章件再发出。")


def _tell_third_parties(application: Application, letter: Letter, on: date, at: datetime) -> None:
    """Who refused is told in writing what is released and why (Art 32), and may bring it before review or court (条例 51)."""
    told = dict(letter.data) | {
        "provided": outcomes.listed(letter.data.get("provided", "")),
        "override": outcomes.sentence(letter.data.get("override", "")),
        "remedy": remedies.text(
            remedies.THIRD_PARTY,
            title="告知书",
            body=remedies.body(application.agency),
            on=on,
        ),
    }
    for opinion in weighing.to_tell(application, letter.outcome, letter.data, on):
        issue(application, "D09", told | {"addressee": opinion.party}, at=at, on=on)


def _replied_on(method: str, on: date) -> date:
    """The day that counts by way of delivery (国办公开办函〔2016〕235号)."""
    try:
        return receipt.replied_on(
            method, {receipt.DELIVERIES[method].evidence: on} if method in receipt.DELIVERIES else {}
        )
    except receipt.NotProven as problem:
        raise Refused(problem.message, {"method": problem.message}) from problem


def _frozen(application: Application, at: datetime) -> Letter:
    """The text has stood since it was signed; from now on nothing about the letter changes."""
    letter = application.letters.select_for_update().get(frozen_at=None)
    letter.frozen_at = at
    letter.digest = letters.digest(
        letter.paragraphs, list(letter.enclosures().values_list("digest", flat=True))
    )
    letter.save(update_fields=["frozen_at", "digest"])
    return letter
