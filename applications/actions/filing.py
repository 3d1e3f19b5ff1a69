"""A request comes in: receive, confirm, withdraw, and reading who sent it."""

from datetime import date, datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from applications import codes, duty_kinds, identity, numbering, receipt, verbs
from applications.actions.issuing import issue
from applications.actions.recording import checked_day, day_of, done, duty, entered, happened
from applications.choices import ApplicantKind, ApplicantType, Channel, DeliveryMethod, EventKind, Form, State
from applications.clock import SUPPLEMENT_NOTICE_DAYS
from applications.models import Application, Draft
from audit.record import record
from catalog.models import Item
from duties.actions import close_duty
from workdays import tables

IDENTITY = (
    "kind", "name", "id_kind", "id_number", "credit_code", "no_code", "legal_rep", "contact_name",
    "phone", "email", "address", "postcode",
)  # fmt: skip
CONFIRM_DAYS = 1


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
) -> tuple[Application, str]:
    """A request, with its number and the applicant's code (Art 29, 31). Raises Refused.

    `form` holds the keys of IDENTITY and `applicant_type title_or_number wanted time_range form delivery
    accept_other assistance`; `code` is the draft's (a new one is made when there is none), `item` the
    catalogue item that the applicant came from.
    """
    code = code or codes.new_code()
    on = checked_day(None, on, at)
    application = Application(
        agency=agency, item=item, state=State.RECEIVED, channel=channel, submitted_at=at
    )
    guard(verbs.RECEIVE, application, actor)
    _fill(application, form, code, day_of(at).year)
    application.save(force_insert=True)
    happened(application, EventKind.SUBMITTED, actor, on=on, at=at, note=Channel(channel).label)
    duty(duty_kinds.CONFIRM, application, application, tables.current().add(on, CONFIRM_DAYS), at)
    done(application, verbs.RECEIVE, actor, at=at, detail={"channel": channel})
    if not receipt.needs_confirmation(channel):
        application = confirm(application, actor, at=at, on=on)
    return application, code


def _fill(application: Application, form: dict, code: str, year: int) -> None:
    citizen = form["kind"] == ApplicantKind.CITIZEN
    application.number = numbering.application_number(year)
    application.code_hash = identity.code_hash(code)
    application.kind = form["kind"]
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
    application: Application, actor: Actor, *, at: datetime, on: date | None = None, note: str = ""
) -> Application:
    """The day of receipt is settled and the clock starts the day after (Art 31, 33). Raises Refused."""
    application = entered(verbs.CONFIRM, application, actor)
    on = _received_on(application, checked_day(application, on, at))
    happened(application, EventKind.RECEIVED, actor, on=on, at=at, note=note)
    notice_by = tables.current().add(on, SUPPLEMENT_NOTICE_DAYS)
    close_duty(duty_kinds.CONFIRM, application, at=at)
    duty(duty_kinds.SUPPLEMENT_NOTICE, application, application, notice_by, at)
    done(application, verbs.CONFIRM, actor, at=at, detail={"received_on": on.isoformat()})
    issue(application, "D03", {}, at=at, on=on)
    return application


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
    """The applicant no longer wants it; counted in row 23 of table 3. Raises Refused."""
    application = entered(verbs.WITHDRAW, application, actor)
    on = checked_day(application, on, at)
    happened(application, EventKind.WITHDRAWN, actor, on=on, at=at, note=note)
    application.letters.filter(frozen_at=None).delete()
    done(application, verbs.WITHDRAW, actor, at=at, outcome="withdrawn", reason=note)
    return application


@transaction.atomic
def reissue(application: Application, actor: Actor, *, at: datetime, reason: str) -> str:
    """A new code for somebody who lost it and proved who they are; the old one opens nothing. Raises Refused."""
    application = entered(verbs.REISSUE, application, actor, reason=reason)
    code = codes.new_code()
    application.code_hash = identity.code_hash(code)
    application.save(update_fields=["code_hash"])
    Draft.objects.filter(submitted=application).delete()
    record(actor, verbs.REISSUE.word, application, at=at, reason=reason)
    return code


@transaction.atomic
def reveal(application: Application, actor: Actor, *, at: datetime, reason: str) -> dict:
    """The identity data in plain text, with an audit entry (个人信息保护法 51). Raises Refused."""
    application = entered(verbs.REVEAL, application, actor, reason=reason)
    record(actor, verbs.REVEAL.word, application, at=at, reason=reason)
    return identity.opened_identity(application)
