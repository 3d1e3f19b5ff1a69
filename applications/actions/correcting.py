"""Correcting one's own record (Art 41): received with evidence, decided within the office's own limit, told in a letter."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from agencies.models import Agency
from applications import (
    codes,
    duty_kinds,
    identity,
    letters,
    masking,
    numbering,
    outcomes,
    papers,
    remedies,
    stored,
    verbs,
)
from applications.actions.issuing import cn, free_number
from applications.actions.recording import checked_day, day_of
from applications.choices import Channel, CorrectionResult
from applications.models import Correction, CorrectionFile, Letter, Practice
from applications.outcomes import EITHER
from audit.record import record
from duties.actions import close_duty, open_duty
from publishing import files as kinds_of_file
from workdays import tables

IDENTITY = ("name", "id_kind", "id_number", "phone", "email", "address")
ELSEWHERE = (CorrectionResult.FORWARDED, CorrectionResult.DIRECTED)


@stored.atomic()
def receive_correction(
    form: dict,
    evidence: Iterable[File],
    *,
    agency: Agency,
    actor: Actor,
    at: datetime,
    on: date | None = None,
    channel: str = Channel.ONLINE,
    uid: UUID | None = None,
    code: str = "",
) -> tuple[Correction, str]:
    """A demand with its evidence; its number and the person's code. The same `uid` twice is the same demand.

    `form` holds the keys of IDENTITY and `record wanted`; one on paper may give an address in place of a phone, and
    `on` is the day on which it came. Raises Refused.
    """  # fmt: skip
    if uid and (again := Correction.objects.filter(uid=uid).first()):
        return again, code
    evidence, code, on = list(evidence), code or codes.new_code(), checked_day(None, on, at)
    problems = {name: sentence for name, sentence in NEEDED.items() if not str(form.get(name, "")).strip()}
    if channel != Channel.ONLINE and str(form.get("address", "")).strip():
        problems.pop("phone", None)
    if not evidence:
        problems["evidence"] = "附上能证明记录不准确的材料（第四十一条）"
    if problems:
        raise Refused("还不能提交。", problems)
    days, calendar = Practice.current().correction_days, tables.current()
    row = Correction(
        uid=uid or uuid4(), channel=channel,
        code_hash=identity.code_hash(code), agency=agency, masked_name=masking.masked_name(form["name"]),
        record=form["record"].strip(), wanted=form["wanted"].strip(), received_on=on, submitted_at=at,
        due_on=calendar.add(on, days),
    )  # fmt: skip
    guard(verbs.RECEIVE_CORRECTION, row, actor)
    told = {name: form[name] for name in IDENTITY if form.get(name)}
    row.identity = identity.sealed_identity(row.uid, told)
    files = [_sealed(row, upload) for upload in evidence]
    row.number = numbering.correction_number(day_of(at).year)
    row.save(force_insert=True)
    for file in files:
        file.correction = row
    CorrectionFile.objects.bulk_create(files)
    open_duty(
        duty_kinds.CORRECTION, row, agency=agency, due_on=row.due_on, at=at, count=(on, days), label=row.number,
        fresh=True,
        provisional=calendar.provisional_between(on, row.due_on),
        url=reverse("desk_applications:correction", args=[row.number], urlconf=settings.EVERY_ADDRESS),
    )  # fmt: skip
    record(actor, verbs.RECEIVE_CORRECTION.word, row, at=at, detail={"files": len(evidence)})
    return row, code


NEEDED = {
    "name": "填写姓名",
    "id_number": "填写证件号码，用来核对是您本人的记录",
    "phone": "填写联系电话",
    "record": "写明哪一条记录不准确",
    "wanted": "写明应当怎样更正",
}


def _sealed(row: Correction, upload: File) -> CorrectionFile:
    """The file stored in an envelope, under a name that says nothing; it is saved with the demand."""
    upload.seek(0)
    plain = upload.read()
    digest = sha256(plain).hexdigest()
    name = papers.name_of(upload)
    kind = kinds_of_file.CONTENT_TYPES.get(kinds_of_file.extension_of(name), "application/octet-stream")
    file = CorrectionFile(
        name=name, content_type=kind, size=len(plain), digest=digest, key_id=identity.mark()
    )
    body = ContentFile(identity.sealed_file(row.uid, digest, plain))
    file.file.save(f"{uuid4().hex}.sealed", body, save=False)
    stored.noted(file.file)
    return file


@transaction.atomic
def decide_correction(
    correction: Correction, actor: Actor, *, result: str, answer: str, at: datetime, number: str = ""
) -> Correction:
    """Corrected, refused, sent on or directed elsewhere, with what was found and why (Art 41). Raises Refused.

    `number` is the letter's where the office has it from elsewhere; "" takes the next.
    """
    row = Correction.objects.select_for_update(of=("self",)).select_related("agency").get(pk=correction.pk)
    guard(verbs.DECIDE_CORRECTION, row, actor)
    if result not in CorrectionResult.values:
        raise Refused("选择处理结果。", {"result": "选择处理结果"})
    if len(answer.strip()) < 10:
        hint = (
            "写明转给或者应当找哪个机关、地址、电话"
            if result in ELSEWHERE
            else "写明查明的事实和理由，不少于 10 字"
        )
        raise Refused("写明处理情况。", {"answer": hint})
    row.result, row.answer, row.answered_on, row.state = result, answer.strip(), day_of(at), "closed"
    row.save(update_fields=["result", "answer", "answered_on", "state"])
    close_duty(duty_kinds.CORRECTION, row, at=at)
    letter = _issued(row, number.strip(), at)
    detail = {"result": result, "letter": letter.number, "digest": letter.digest}
    record(actor, verbs.DECIDE_CORRECTION.word, row, at=at, detail=detail)
    return row


def _issued(row: Correction, number: str, at: datetime) -> Letter:
    """The answer as a letter, numbered and frozen at once (Art 41); a refusal says what can be done about it."""
    kind, on = letters.BY_CODE["D30-1"], row.answered_on
    context = {
        "agency": row.agency,
        "number": number or free_number(row.agency, kind.word, on.year),
        "addressee": identity.opened_identity(row).get("name", "") or row.masked_name,
        "dated_on": cn(on),
        "received_on": cn(row.received_on),
        "correction_number": row.number,
        "record": outcomes.sentence(row.record),
        "wanted": outcomes.sentence(row.wanted),
        "result": row.result,
        "answer": outcomes.sentence(row.answer),
    }
    if row.result == CorrectionResult.REFUSED:
        body = remedies.body(row.agency)
        context["remedy"] = remedies.text(EITHER, title="告知书", body=body, on=on)
    paragraphs = letters.compose(kind.code, context)
    try:
        with transaction.atomic():
            return Letter.objects.create(
                correction=row, agency=row.agency, kind=kind.code, number=context["number"], year=on.year,
                paragraphs=paragraphs, dated_on=on, digest=letters.digest(paragraphs, []), frozen_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("这个文号已经用过，换一个文号。", {"number": "这个文号已经用过，换一个文号"}) from error


@transaction.atomic
def reissue_correction(correction: Correction, actor: Actor, *, at: datetime, reason: str) -> str:
    """A new code for somebody who lost it and proved who they are; the old one opens nothing (Art 41). Raises Refused."""
    row = Correction.objects.select_for_update(of=("self",)).select_related("agency").get(pk=correction.pk)
    guard(verbs.REISSUE_CORRECTION, row, actor, reason=reason)
    if row.identity_erased_at:
        raise Refused("提出人的身份信息已经按保存期限删除，不能再核对。")
    code = codes.new_code()
    row.code_hash = identity.code_hash(code)
    row.save(update_fields=["code_hash"])
    record(actor, verbs.REISSUE_CORRECTION.word, row, at=at, reason=reason)
    return code


@transaction.atomic
def reveal_correction(correction: Correction, actor: Actor, *, at: datetime, reason: str) -> dict:
    """Who asks, in plain text, with an audit entry (个人信息保护法 51). Raises Refused."""
    guard(verbs.REVEAL_CORRECTION, correction, actor, reason=reason)
    if correction.identity_erased_at:
        raise Refused("提出人的身份信息已经按保存期限删除，不能再查看。")
    record(actor, verbs.REVEAL_CORRECTION.word, correction, at=at, reason=reason)
    return identity.opened_identity(correction)


@transaction.atomic
def open_evidence(file: CorrectionFile, actor: Actor, *, at: datetime, reason: str) -> bytes:
    """A piece of evidence in plain, with an audit entry. Raises Refused."""
    row = file.correction
    guard(verbs.REVEAL_CORRECTION, row, actor, reason=reason)
    record(actor, verbs.REVEAL_CORRECTION.word, row, at=at, reason=reason, detail={"file": file.name})
    with file.file.open("rb") as stored:
        return identity.opened_file(row.uid, file.digest, stored.read())
