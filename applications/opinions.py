"""What others who were asked have said, and what their silence means (Art 32, 34). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from applications.clock import OPINION_DAYS
from workdays.calendar import Calendar

THIRD_PARTY = "third_party"
CO_PRODUCER = "co_producer"
OTHER_AGENCY = "other_agency"
ASKED = {THIRD_PARTY: "第三方", CO_PRODUCER: "共同制作机关", OTHER_AGENCY: "其他机关"}

CONSENTS = "consents"
OBJECTS = "objects"
ANSWERS = {CONSENTS: "同意公开", OBJECTS: "不同意公开"}

WAITING = "waiting"
CONSENTED = "consented"
OBJECTED = "objected"
DEEMED_CONSENT = "deemed_consent"
AGENCY_DECIDES = "agency_decides"

WORDS = {
    WAITING: "等待答复",
    CONSENTED: "同意公开",
    OBJECTED: "不同意公开",
    DEEMED_CONSENT: "逾期未答复，视为同意公开（第三十四条）",
    AGENCY_DECIDES: "逾期未答复，由本机关依照条例决定是否公开（第三十二条）",
}


@dataclass(frozen=True)
class Asked:
    """One question put to someone. `served_on` is None until service is proven: no silence runs before it."""

    whom: str
    served_on: date | None = None
    answer: str | None = None
    answered_on: date | None = None


def answer_by(served_on: date, calendar: Calendar) -> date:
    """The last day to answer: the 15th working day after the question was received (Art 32, 34)."""
    return calendar.add(served_on, OPINION_DAYS)


def standing(asked: Asked, on: date, calendar: Calendar) -> str:
    """Where the question stands on the day `on`: a key of WORDS.

    Silence past the 15th working day means that the agency decides by itself (third party, Art 32), or
    that consent is taken as given (co-producing agency, Art 34). An answer that came before anybody
    decided is heeded although it was late.
    """
    if asked.answer == CONSENTS:
        return CONSENTED
    if asked.answer == OBJECTS:
        return OBJECTED
    if asked.served_on is None or on <= answer_by(asked.served_on, calendar):
        return WAITING
    return DEEMED_CONSENT if asked.whom == CO_PRODUCER else AGENCY_DECIDES


def heeded(rows: Iterable) -> list:
    """Those of the answers that count towards the reply (Art 32).

    What somebody said before a reply that was set aside stands until the same one has answered again; silence takes
    no answer back. `rows` have `kind party answer carried_from_id` (None: asked about this reply).
    """
    rows = list(rows)
    again = {(row.kind, row.party) for row in rows if row.carried_from_id is None and row.answer in ANSWERS}
    return [row for row in rows if row.carried_from_id is None or (row.kind, row.party) not in again]


def may_release(where: str, *, overridden: bool = False) -> bool:
    """Whether the information may be given out as far as this opinion goes (Art 32, 15).

    An objection withholds it, unless the reply says why not: not publishing would gravely affect the public interest,
    or the objection is not reasonable. Then the third party is told what is published and why (must_tell_third_party).
    """
    return where != WAITING and (where != OBJECTED or overridden)


def must_tell_third_party(where: str, *, released: bool, overridden: bool) -> bool:
    """Whether the third party must be told in writing of the release and its reason (Art 32)."""
    return where == OBJECTED and released and overridden
