"""How a policy stands on a day: is it explained, and by when must it be. Computed each time, never stored."""

from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone

from interpretation import rules
from interpretation.models import PolicyDocument
from publishing.models import Publication
from workdays import tables


def end_of(on: date) -> datetime:
    """The last moment of a day in the portal's time zone."""
    return datetime.combine(on, time.max, get_current_timezone())


def interpretation_due_on(policy: PolicyDocument) -> date | None:
    """Last day for its interpretation (国办发〔2016〕80号), None where none is needed or it is not out yet."""
    publication = policy.publication
    if (
        not policy.interpretation_required
        or publication.published_on is None
        or publication.origin == "import"
    ):
        return None
    return rules.due_on(publication.published_on, tables.current())


def interpretation_status(policy: PolicyDocument, on: date) -> str:
    """`published`, `due`, `overdue` or `waived` (rules.LABELS) at the end of a day."""
    out = Publication.objects.published(end_of(on)).filter(interpretation__policy=policy).exists()
    due = interpretation_due_on(policy)
    return rules.status(waived=not policy.interpretation_required, published=out, due=due, on=on)
