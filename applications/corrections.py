"""The letter that answers a demand to correct one's own record (Art 41), written from the facts whenever it is read."""

from types import SimpleNamespace

from applications import identity, letters, remedies
from applications.actions.issuing import cn
from applications.choices import CorrectionResult
from applications.models import Correction
from applications.outcomes import EITHER


def letter(correction: Correction, *, named: bool) -> SimpleNamespace:
    """`title number paragraphs` of the answer; `named`: with the full name, for the person and recorded readings."""
    name = identity.opened_identity(correction).get("name", "") if named else ""
    context = {
        "agency": correction.agency,
        "number": correction.number,
        "addressee": name or correction.masked_name,
        "dated_on": cn(correction.answered_on),
        "received_on": cn(correction.received_on),
        "record": correction.record,
        "wanted": correction.wanted,
        "result": correction.result,
        "answer": correction.answer,
    }
    kind = letters.BY_CODE["D30-1"]
    if correction.result == CorrectionResult.REFUSED:
        body = correction.agency.reviewing_body() or "有权受理的行政复议机关"
        context["remedy"] = remedies.text(EITHER, title="告知书", body=body, on=correction.answered_on)
    return SimpleNamespace(
        title=kind.title, number=correction.number, paragraphs=letters.compose("D30-1", context)
    )
