"""A request comes in: receive, confirm, withdraw, and reading who sent it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID, uuid4

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from applications import (
    codes,
    duty_kinds,
    groups,
    identity,
    masking,
    news,
    numbering,
    outcomes,
    papers,
    receipt,
    verbs,
)
from applications.actions.issuing import cn, issue
from applications.actions.recording import checked_day, counted, day_of, done, entered, happened
from applications.choices import ApplicantKind, ApplicantType, Channel, DeliveryMethod, EventKind, Form, State
from applications.clock import SUPPLEMENT_NOTICE_DAYS
from applications.models import Application, Attachment, Draft, Practice
from audit.record import record
from catalog.models import Item
from duties.actions import close_duty
from workdays import tables

IDENTITY = (
    "kind", "name", "id_kind", "id_number", "credit_code", "no_code", "legal_rep", "contact_name",
    "phone", "email", "address", "postcode", "agent_name", "agent_id_kind", "agent_id_number", "agent_phone",
)  # fmt: skip
NOTHING: Mapping[str, str] = MappingProxyType({})


@transaction.atomic
def receive(
    form: dict,
    *,
    agency: Agency,
    channel: str,
    actor: Actor,
    at: datetime,
    on: date | None = None,
    code: str = "",
    item: Item | None = None,
    proof: Mapping[str, str] = NOTHING,
    read_back: str = "",
    group: UUID | None = None,
    uid: UUID | None = None,
    handed_in: Iterable[Attachment] = (),
) -> tuple[Application, str]:
    """A request, with its number and the applicant's code (Art 29, 31). Raises Refused.

    `form` holds the keys of IDENTITY and `by_agent applicant_type title_or_number wanted time_range form delivery
    accept_other assistance`; `code` is the draft's (a new one is made when there is none), `item` the
    catalogue item that the applicant came from; `proof` is of the arrival (see `receipt.arrival_problems`);
    `read_back` says how a spoken request was read to the applicant and agreed to ("" when it was written);
    `group` is shared by the requests that began as one text; `handed_in` are rows not yet saved, of files sealed
    for `uid` (see `papers.handed_over`).
    """
    code = code or codes.new_code()
    on = checked_day(None, on, at)
    if problems := receipt.arrival_problems(channel, proof):
        raise Refused("还缺收到的凭证。", problems)
    if read_back and channel != Channel.COUNTER:
        raise Refused("口头申请应当当面提出。", {"channel": "口头提出的，选择“当面提交”"})
    application = Application(
        agency=agency, item=item, state=State.RECEIVED, channel=channel, submitted_at=at, group=group,
        uid=uid or uuid4(), spoken=bool(read_back),
    )  # fmt: skip
    guard(verbs.RECEIVE, application, actor)
    _fill(application, form, code)
    facts = {"mail_number": proof.get("mail_number", "").strip(), "read_back": read_back.strip()}
    with tables.held():
        _entered(application, handed_in, {name: fact for name, fact in facts.items() if fact}, actor, on, at)
        if not receipt.needs_confirmation(channel):
            application = confirm(application, actor, at=at, on=on)
    return application, code


def _entered(application: Application, handed_in, facts: dict, actor: Actor, on: date, at: datetime) -> None:
    """Into the register: from the number on others wait, so what could be prepared is. Nothing counts yet (Art 31)."""
    days, channel = Practice.current().confirm_days, Channel(application.channel)
    application.number = numbering.application_number(day_of(at).year)
    application.save(force_insert=True)
    papers.belonging(handed_in, application)
    happened(application, EventKind.SUBMITTED, actor, on=on, at=at, note=channel.label, data=facts)
    counted(duty_kinds.CONFIRM, application, application, on, days, at, fresh=True)
    record(actor, verbs.RECEIVE.word, application, at=at, detail={"channel": channel.value})


def _fill(application: Application, form: dict, code: str) -> None:
    citizen = form["kind"] == ApplicantKind.CITIZEN
    application.code_hash = identity.code_hash(code)
    application.kind = form["kind"]
    application.by_agent = bool(form.get("by_agent"))
    application.applicant_type = (
        ApplicantType.PERSON if citizen else form.get("applicant_type") or ApplicantType.OTHER
    )
    application.masked_name = identity.masked(form)
    application.person_key = identity.person_key(form)
    application.identity = identity.sealed_identity(
        application.uid, {name: form[name] for name in IDENTITY if form.get(name)}
    )
    application.title_or_number = form.get("title_or_number", "")
    application.wanted = form["wanted"]
    application.time_range = form.get("time_range", "")
    application.form = form.get("form") or Form.ELECTRONIC
    application.delivery = form.get("delivery") or DeliveryMethod.ONLINE
    application.accept_other = bool(form.get("accept_other", True))
    application.assistance = form.get("assistance", "")


@transaction.atomic
def confirm(
    application: Application,
    actor: Actor,
    *,
    at: datetime,
    on: date | None = None,
    note: str = "",
    **proof: str,
) -> Application:
    """The day of receipt is settled and the clock starts the day after (Art 31, 33). Raises Refused.

    `proof` is `how contact spoke_with time`: how receipt was confirmed, by which number or address, with whom, when
    in the day. The number is sealed with the identity; the record shows it masked.
    """
    application = entered(verbs.CONFIRM, application, actor)
    if problems := receipt.confirmation_problems(application.channel, proof):
        raise Refused("写明怎样与申请人确认的。", problems)
    on = _received_on(application, checked_day(application, on, at))
    happened(application, EventKind.RECEIVED, actor, on=on, at=at, note=note, data=shown_proof(proof))
    close_duty(duty_kinds.CONFIRM, application, at=at)
    counted(duty_kinds.SUPPLEMENT_NOTICE, application, application, on, SUPPLEMENT_NOTICE_DAYS, at)
    changes = identity.with_more(application, {"confirm_contact": proof.get("contact", "").strip()})
    done(application, verbs.CONFIRM, actor, at=at, detail={"received_on": on.isoformat()}, **changes)
    issue(application, "D03", {}, at=at, on=on)
    news.promise(application, at=at)
    return application


def shown_proof(proof: Mapping[str, str]) -> dict[str, str]:
    """The proof as the record may show it."""
    shown = {**proof, "contact": masking.masked_contact(proof.get("contact", ""))}
    return {name: str(value).strip() for name, value in shown.items() if str(value or "").strip(" *")}


def _received_on(application: Application, on: date) -> date:
    """The day of receipt by channel; `on` is the day of the fact that counts for it (Art 31)."""
    submitted = application.events.get(kind=EventKind.SUBMITTED).on
    evidence = {receipt.CHANNELS[application.channel].evidence: on, "submitted_on": submitted}
    try:
        return receipt.received_on(application.channel, evidence)
    except receipt.NotProven as problem:
        raise Refused(problem.message, {"on": problem.message}) from problem


@transaction.atomic
def withdraw(
    application: Application, actor: Actor, *, at: datetime, on: date | None = None, note: str = ""
) -> Application:
    """The applicant no longer wants it, which is confirmed in a letter (Art 45); row 23 of table 3. Raises Refused."""
    application = entered(verbs.WITHDRAW, application, actor)
    on = checked_day(application, on, at)
    happened(application, EventKind.WITHDRAWN, actor, on=on, at=at, note=note)
    application.attachments.filter(letter__in=application.letters.filter(frozen_at=None)).update(letter=None)
    application.letters.filter(frozen_at=None).delete()
    done(application, verbs.WITHDRAW, actor, at=at, outcome="withdrawn", reason=note)
    asked_on = application.events.get(kind=EventKind.SUBMITTED).on
    facts = {"outcome": "withdrawn", "asked_on": cn(asked_on), "withdrawn_on": cn(on)}
    issue(application, outcomes.outcome("withdrawn").letter, facts, at=at, on=on)
    news.promise(application, at=at)
    return application


@transaction.atomic
def reissue(application: Application, actor: Actor, *, at: datetime, reason: str) -> str:
    """A new code for somebody who lost it and proved who they are; the old one opens nothing. Raises Refused."""
    application = entered(verbs.REISSUE, application, actor, reason=reason)
    _refuse_erased(application)
    code = codes.new_code()
    application.code_hash = identity.code_hash(code)
    application.save(update_fields=["code_hash"])
    groups.close_other_doors(application)
    Draft.objects.filter(submitted=application).delete()
    record(actor, verbs.REISSUE.word, application, at=at, reason=reason)
    return code


@transaction.atomic
def reveal(application: Application, actor: Actor, *, at: datetime, reason: str) -> dict:
    """The identity data in plain text, with an audit entry (个人信息保护法 51). Raises Refused."""
    application = entered(verbs.REVEAL, application, actor, reason=reason)
    _refuse_erased(application)
    record(actor, verbs.REVEAL.word, application, at=at, reason=reason)
    return identity.opened_identity(application)


@transaction.atomic
def open_paper(paper: Attachment, actor: Actor, *, at: datetime, reason: str) -> bytes:
    """A sealed file of a request in plain bytes, with an audit entry (个人信息保护法 51). Raises Refused."""
    application = entered(verbs.REVEAL, paper.application, actor, reason=reason)
    record(actor, verbs.REVEAL.word, application, at=at, reason=reason, detail={"file": paper.name})
    return papers.opened(paper)


def _refuse_erased(application: Application) -> None:
    if application.identity_erased_at:
        raise Refused("申请人的身份信息已经按保存期限删除，不能再查看或者核对。")
