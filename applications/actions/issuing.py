"""Writing a letter of a request: number, paragraphs, digest."""

from datetime import date, datetime

from agencies.models import Agency
from applications import groups, identity, letters, numbering
from applications.choices import Channel
from applications.course import cn, names, sentences
from applications.models import Application, Letter


def addressee(application: Application) -> str:
    """The full name as letters address the applicant; opened for the letter, not for a person to read.

    A process that only seals writes the masked one.
    """
    if not identity.can_open():
        return application.masked_name
    return identity.opened_identity(application).get("name", "") or application.masked_name


def context(application: Application, number: str, on: date, extra: dict) -> dict:
    """What every text template may name. Days are Chinese text."""
    return {
        "agency": application.agency,
        "number": number,
        "addressee": addressee(application),
        "application_number": application.number,
        "received_on": cn(groups.first(application).received_on),
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


def course(application: Application, kind: str = "") -> list[str]:
    """What happened on the way, for the opening of a letter of this kind (Art 30, 32, 33)."""
    return sentences(application.events.all(), names(application.opinions.all()), kind)


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
