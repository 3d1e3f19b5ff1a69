"""Writing a letter of a request: number, paragraphs, digest."""

from datetime import date, datetime

from agencies.models import Agency
from applications import identity, letters, numbering
from applications.choices import Channel, EventKind
from applications.models import Application, Letter


def addressee(application: Application) -> str:
    """The full name as letters address the applicant; opened for the letter, not for a person to read.

    A process that only seals writes the masked one.
    """
    if not identity.can_open():
        return application.masked_name
    return identity.opened_identity(application).get("name", "") or application.masked_name


def cn(day: date | None) -> str:
    """2026年3月2日 for letters; "" for nothing."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def context(application: Application, number: str, on: date, extra: dict) -> dict:
    """What every text template may name. Days are Chinese text."""
    return {
        "agency": application.agency,
        "number": number,
        "addressee": addressee(application),
        "application_number": application.number,
        "received_on": cn(application.received_on),
        "channel": Channel(application.channel).label,
        "wanted": letters.quoted(application.wanted),
        "annex": letters.annex(application.wanted),
        "form": application.get_form_display(),
        "delivery": application.get_delivery_display(),
        "due_on": cn(application.due_on),
        "provisional": application.due_provisional,
        "dated_on": cn(on),
        "course": course(application),
        **extra,
    }


# The step that a notice itself tells, and so does not report as already told.
OWN_STEP = {
    "D04": EventKind.SUPPLEMENT_ASKED,
    "D05": EventKind.REASONS_ASKED,
    "D06": EventKind.EXTENDED,
    "D08": EventKind.CONSULT_SENT,
    "D32": EventKind.DELAYED,
}


def course(application: Application, kind: str = "") -> list[str]:
    """What happened on the way, one sentence each, for the opening of a letter (law: 条例 30, 32, 33).

    `kind` is the letter's: a notice leaves out the step that it is itself.
    """
    sentences = []
    own = application.events.filter(kind=OWN_STEP[kind]).last() if kind in OWN_STEP else None
    for event in application.events.all():
        if event == own:
            continue
        if event.kind == "supplement_asked":
            sentences.append(f"本机关于{cn(event.on)}告知您补正。")
        elif event.kind == "supplement_received":
            sentences.append(f"本机关于{cn(event.on)}收到您的补正材料。")
        elif event.kind == "consult_sent":
            sentences.append(f"本机关于{cn(event.on)}就所申请的信息书面征求意见。")
        elif event.kind == "reasons_asked":
            sentences.append(f"本机关于{cn(event.on)}请您说明申请数量、频次的理由。")
        elif event.kind == "delayed":
            sentences.append(f"本机关于{cn(event.on)}确定延迟至{cn(event.until)}前答复，并告知您。")
        elif event.kind == "extended":
            sentences.append(f"本机关于{cn(event.on)}决定延长答复期限{event.days}个工作日，并告知您。")
    return sentences


def free_number(agency: Agency, word: str, year: int) -> str:
    """The next number of this agency and word that nobody has typed in by hand."""
    while True:
        number = numbering.letter_number(agency, word, year)
        if not Letter.objects.filter(agency=agency, number=number).exists():
            return number


def issue(
    application: Application, kind: str, extra: dict, *, at: datetime, on: date, number: str = ""
) -> Letter:
    """A procedural notice, numbered and frozen at once."""
    word = letters.BY_CODE[kind].word
    number = number or free_number(application.agency, word, on.year)
    facts = {"course": course(application, kind)} | extra
    paragraphs = letters.compose(kind, context(application, number, on, facts))
    return Letter.objects.create(
        application=application,
        agency=application.agency,
        kind=kind,
        number=number,
        year=on.year,
        data=extra,
        paragraphs=paragraphs,
        dated_on=on,
        digest=letters.digest(paragraphs, []),
        frozen_at=at,
    )
