"""Who sees which report: the same 404 for "missing" and "not yours"."""

from django.http import Http404

from accounts import roles
from accounts.access import agencies_of
from accounts.models import User
from agencies.models import Agency

SEEING = (roles.CLERK, roles.HEAD, roles.REVIEWER, roles.SUPERVISOR)
EARLIEST, LATEST = 2008, 2999  # the Regulations took effect in 2008


def agency_of(user: User, slug: str, year: int) -> Agency:
    """Raises Http404."""
    found = agencies_of(user, *SEEING).filter(slug=slug).first()
    if found is None or not EARLIEST <= year <= LATEST:
        raise Http404("没有这份年度报告，或者它不归您的单位。")
    return found
