"""Who enters the administration pages: the roles that work there, whatever Django's own flags say."""

from collections.abc import Callable
from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts import roles
from accounts.access import roles_of


def may(request: HttpRequest, *wanted: str) -> bool:
    """Whether the person holds one of the roles, or is a superuser."""
    user = request.user
    return user.is_active and (user.is_superuser or bool(roles_of(user) & set(wanted)))


class Administration(AdminSite):
    """For the system and the security administrator (GB/T 22239-2019, 8.1.5); others are told so, not asked again."""

    site_title = site_header = "账号与系统"
    index_title = "账号"
    site_url = None

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request, roles.ADMIN, roles.SECURITY)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable[..., HttpResponse]:
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied("这里只供系统管理员和安全管理员使用。")
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)
