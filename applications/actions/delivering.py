"""The reply goes out: frozen, sent, the clock stopped; who refused is told (Art 32, 33, 36)."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused
from applications import letters, receipt, verbs, weighing
from applications.actions.approving import refuse_to_send
from applications.actions.issuing import issue
from applications.actions.recording import checked_day, day_of, done, entered, happened
from applications.choices import DeliveryMethod, EventKind, State
from applications.models import Application, Delivery, Letter, Practice


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
    """The letter is frozen and sent; the clock stops (Art 33, 36). Raises Refused.

    `on` is the day that counts for the way it was sent (国办公开办函〔2016〕235号): signing, posting, arrival.
    """
    application = entered(verbs.REPLY, application, actor)
    _refuse_unsealed(application)
    refuse_to_send(application, day_of(at))
    method = method or application.delivery
    if method == DeliveryMethod.POST and not proof.strip():
        raise Refused("邮寄的写明邮件号。", {"proof": "写明邮政企业的邮件号"})
    on = _replied_on(method, checked_day(application, on, at))
    letter = _frozen(application, at)
    _tell_third_parties(application, letter, on, at)
    Delivery.objects.create(letter=letter, method=method, on=on, at=at, proof=proof)
    happened(application, EventKind.REPLIED, actor, on=on, at=at, ref=letter.number, data={"method": method})
    done(
        application, verbs.REPLY, actor, at=at, detail={"letter": letter.number, "digest": letter.digest},
        outcome=letter.outcome, replied_on=on,
    )  # fmt: skip
    return letter


def _refuse_unsealed(application: Application) -> None:
    """Without its sealed copy a reply goes out only where the office has settled it so (law.md 5.4)."""
    if application.state != State.SEALED and Practice.current().seal_first:
        raise Refused("还没有附上盖章件。打印、签发、用印以后，先附上盖章件再发出。")


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


def _frozen(application: Application, at: datetime) -> Letter:
    """The text has stood since it was signed; from now on nothing about the letter changes."""
    letter = application.letters.select_for_update().get(frozen_at=None)
    letter.frozen_at = at
    letter.digest = letters.digest(
        letter.paragraphs, list(letter.enclosures().values_list("digest", flat=True))
    )
    letter.save(update_fields=["frozen_at", "digest"])
    return letter
