"""Which agencies a member of staff reaches, and the door of the desk."""

from collections.abc import Callable, Iterable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts import roles
from accounts.models import Membership, User
from agencies.models import Agency


def holds(user: User, agency: Agency, wanted: Iterable[str]) -> bool:
    """Whether the user holds one of the roles in the agency, or county-wide."""
    wanted = set(wanted)
    here = Q(agency=agency, role__in=wanted)
    everywhere = Q(agency__kind=Agency.GOVERNMENT, role__in=wanted & roles.COUNTY_WIDE)
    return user.is_active and Membership.objects.filter(here | everywhere, user=user).exists()


def agencies_of(user: User, *wanted: str) -> QuerySet[Agency]:
    """The agencies in which the user holds one of the roles (any role when none is named)."""
    held = Membership.objects.filter(user=user)
    if wanted:
        held = held.filter(role__in=wanted)
    if held.filter(agency__kind=Agency.GOVERNMENT, role__in=roles.COUNTY_WIDE).exists():
        return Agency.objects.active()
    return Agency.objects.active().filter(pk__in=held.values("agency"))


class Reach:
    """The roles a person holds and where, asked once: for questions that look at many roles together."""

    def __init__(self, user: User) -> None:
        self.user = user
        held = Membership.objects.filter(user=user).values_list("role", "agency", "agency__kind")
        self._held = list(held) if user.is_active else []

    def over(self, wanted: Iterable[str], agency: str = "agency") -> Q:
        """Rows whose `agency` is one where the person holds one of the roles; no row when nowhere."""
        wanted = frozenset(wanted)
        if any(self._everywhere(role, kind) for role, _, kind in self._held if role in wanted):
            return ~Q(pk=None)
        return Q(**{f"{agency}__in": {place for role, place, _ in self._held if role in wanted}})

    def holds(self, wanted: Iterable[str]) -> bool:
        """Whether the person holds one of the roles anywhere."""
        return any(role in frozenset(wanted) for role, _, _ in self._held)

    @staticmethod
    def _everywhere(role: str, kind: str) -> bool:
        return role in roles.COUNTY_WIDE and kind == Agency.GOVERNMENT


def roles_of(user: User) -> frozenset[str]:
    return frozenset(Membership.objects.filter(user=user).values_list("role", flat=True))


def desk_required(*wanted: str) -> Callable:
    """For desk views: sign-in first, then at least one of the roles (any when none is named), else 403."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @never_cache
        @login_required
        def inner(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            held = roles_of(request.user)
            if not held or (wanted and not held & set(wanted)):
                raise PermissionDenied("您的账号没有办理这项工作的角色，请联系系统管理员。")
            return view(request, *args, **kwargs)

        return inner

    return decorate
