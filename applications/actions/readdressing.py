"""A request that reached the wrong agency goes to the right one before receipt is confirmed, with the applicant's
recorded consent (Art 10, 31); afterwards it is answered under Art 36(5). Both records are kept."""

from datetime import date, datetime

from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from applications import duty_kinds, groups, identity, receipt, stored, verbs
from applications.actions.copying import twin
from applications.actions.filing import shown_proof
from applications.actions.recording import checked_day, counted, done, entered, happened
from applications.choices import EventKind, State
from applications.models import Application, Practice


@stored.atomic()
def readdress(
    application: Application,
    actor: Actor,
    *,
    to: Agency,
    at: datetime,
    on: date | None = None,
    note: str = "",
    **proof: str,
) -> Application:
    """The request at the other agency, where its duty to confirm receipt begins; the applicant's code opens it.

    `on` is the day of the consent, `proof` is `how contact spoke_with time` of it. Raises Refused.
    """
    application = entered(verbs.READDRESS, application, actor)
    if to == application.agency or not to.active:
        raise Refused("选择另一个在用的机关。", {"to": "选择另一个在用的机关"})
    if problems := receipt.confirmation_problems(application.channel, proof):
        raise Refused("写明申请人是怎样同意的。", problems)
    on = checked_day(application, on, at)
    changes = identity.with_more(application, {"confirm_contact": proof.get("contact", "").strip()})
    code_hash = _give_up_code(application)
    moved = _arrived(application, to, actor, code_hash, on, at)
    data = {"to": to.name, "number": moved.number} | shown_proof(proof)
    happened(application, EventKind.READDRESSED, actor, on=on, at=at, note=note, data=data)
    done(
        application, verbs.READDRESS, actor, at=at, detail={"to": to.name, "number": moved.number}, **changes
    )
    return moved


def _give_up_code(application: Application) -> str:
    """The code's hash, free for the new request."""
    code_hash, application.code_hash = application.code_hash, groups.unknown_code()
    groups.begun(application)
    application.save(update_fields=["code_hash", "group"])
    return code_hash


def _arrived(
    application: Application, to: Agency, actor: Actor, code_hash: str, on: date, at: datetime
) -> Application:
    moved = twin(
        application, agency=to, at=at, code_hash=code_hash, readdressed_from=application, state=State.RECEIVED
    )
    note = f"{moved.get_channel_display()}；由{application.agency}转来"
    happened(moved, EventKind.SUBMITTED, actor, on=on, at=at, note=note, data={"from": application.number})
    counted(duty_kinds.CONFIRM, moved, moved, on, Practice.current().confirm_days, at)
    done(moved, verbs.RECEIVE, actor, at=at, detail={"from": application.number})
    return moved
