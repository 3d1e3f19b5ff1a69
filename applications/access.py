"""The one door of the staff to a request: the same 404 for "missing" and "not yours"."""

from django.db.models import QuerySet
from django.http import Http404

from accounts import roles
from accounts.access import agencies_of
from accounts.models import User
from applications.models import Application, Contribution, Correction

SEEING = (roles.CLERK, roles.HEAD, roles.REVIEWER, roles.SUPERVISOR)


def cases_of(user: User) -> QuerySet[Application]:
    """Requests of the agencies in which the user works on them; all of them for the county's supervisor."""
    return Application.objects.filter(agency__in=agencies_of(user, *SEEING))


def case_of(user: User, number: str) -> Application:
    """Raises Http404."""
    found = cases_of(user).select_related("agency", "assigned_to", "drafted_by", "approved_by")
    try:
        return found.get(number=number)
    except Application.DoesNotExist:
        raise Http404("没有这份申请，或者它不由您的单位办理。") from None


def helps_of(user: User) -> QuerySet[Contribution]:
    """What this person was asked to help with; nothing else of the cases."""
    agencies = agencies_of(user, roles.COWORKER)
    found = Contribution.objects.filter(to=user, application__agency__in=agencies)
    return found.select_related("application__agency", "asked_by")


def help_of(user: User, pk: int) -> Contribution:
    """Raises Http404, the same for "missing" and "not yours"."""
    try:
        return helps_of(user).get(pk=pk)
    except Contribution.DoesNotExist:
        raise Http404("没有这件协办，或者请的不是您。") from None


def corrections_of(user: User) -> QuerySet[Correction]:
    """Demands to correct a record, of the agencies in which the user works on requests."""
    return Correction.objects.filter(agency__in=agencies_of(user, *SEEING)).select_related("agency")


def correction_of(user: User, number: str) -> Correction:
    """Raises Http404, the same for "missing" and "not yours"."""
    try:
        return corrections_of(user).get(number=number)
    except Correction.DoesNotExist:
        raise Http404("没有这件更正申请，或者它不由您的单位办理。") from None
