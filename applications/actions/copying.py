"""A request made out of another one: everything that was asked, for another agency or with a part of the text."""

from datetime import datetime

from agencies.models import Agency
from applications import groups, identity, numbering, papers
from applications.actions.recording import day_of
from applications.models import Application

COPIED = (
    "channel", "kind", "applicant_type", "masked_name", "person_key", "title_or_number", "wanted", "time_range",
    "form", "delivery", "accept_other", "assistance", "submitted_at", "spoken", "by_agent", "group",
)  # fmt: skip


def twin(application: Application, *, agency: Agency, at: datetime, **changes) -> Application:
    """A new row with a number of its own, in the same group; the identity is sealed for it, the papers come along."""
    facts = {name: getattr(application, name) for name in COPIED}
    copy = Application(**{"agency": agency, "code_hash": groups.unknown_code(), **facts, **changes})
    copy.identity = identity.sealed_identity(copy.uid, identity.opened_identity(application))
    rows = papers.copied(application, copy.uid)
    copy.number = numbering.application_number(day_of(at).year)
    copy.save(force_insert=True)
    papers.belonging(rows, copy)
    return copy
