"""How a policy stands on a day: is it explained, and by when must it be. Computed each time, never stored."""

from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone

from interpretation import rules
from interpretation.models import PolicyDocument
from interpretation.querysets import explaining
from publishing.models import Publication
from workdays import tables
from workdays.calendar import Calendar


def end_of(on: date) -> datetime:
    """The last moment of a day in the portal's time zone."""
    return datetime.combine(on, time.max, get_current_timezone())


def interpretation_due_on(policy: PolicyDocument, calendar: Calendar | None = None) -> date | None:
    """Last day for its interpretation (国办发〔2016〕80号), None where none is needed or it is not out yet.

    Who asks for many gives the calendar, so that it is looked up once.
    """
    return _due_on(policy, calendar or tables.current())


def interpretation_status(policy: PolicyDocument, on: date) -> str:
    """`published`, `due`, `overdue` or `waived` (rules.LABELS) at the end of a day."""
    return statuses([policy], on)[policy.pk]


def statuses(policies: list[PolicyDocument], on: date) -> dict[int, str]:
    """interpretation_status of many policies by primary key, in two queries."""
    public = explaining(Publication.objects.published(end_of(on))).filter(interpretation__policy__in=policies)
    explained = set(public.values_list("interpretation__policy", flat=True))
    calendar = tables.current()
    return {
        policy.pk: rules.status(
            waived=not policy.interpretation_required,
            published=policy.pk in explained,
            due=_due_on(policy, calendar),
            on=on,
        )
        for policy in policies
    }


def _due_on(policy: PolicyDocument, calendar) -> date | None:
    publication = policy.publication
    asked = policy.interpretation_required and publication.origin != "import"
    if not asked or publication.published_on is None:
        return None
    return rules.due_on(publication.published_on, calendar)
