"""The administration pages: accounts and what they may do; everything else is changed by verbs.

Three people share it (GB/T 22239-2019, 8.1.5): the system administrator keeps the accounts, the security administrator
gives and takes roles, unlocks and resets devices, the auditor only reads the log (on the desk). A superuser, made on the
command line to appoint the first ones, may do all of it.
"""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from axes.utils import reset as unlock
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import roles, second_step, verb_rows
from accounts.actors import Actor
from accounts.administration import may
from accounts.models import Membership, User
from audit.record import record

for model in (Group, AccessAttempt, AccessFailureLog, AccessLog, StaticDevice, TOTPDevice):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


SHOWN = ["username", "name", "email", "is_active"]


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return may(request, roles.ADMIN, roles.SECURITY)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return may(request, roles.SECURITY) and obj != request.user

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.has_change_permission(request, obj)

    has_delete_permission = has_change_permission


@admin.register(User)
class StaffAdmin(UserAdmin):
    list_display = ["username", "name", "is_active", "last_login"]
    list_filter = ["is_active"]
    actions = ["reset_devices", "unlock"]
    inlines = [MembershipInline]
    fieldsets = [(None, {"fields": ["username", "password", "name", "email", "is_active"]})]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "name",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        )
    ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may(request, roles.ADMIN, roles.SECURITY)

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return may(request, roles.ADMIN, roles.SECURITY)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request, roles.ADMIN)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        """The security administrator opens the page for the roles on it; the fields above them stay closed."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return may(request, roles.ADMIN, roles.SECURITY)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """Accounts are switched off: what they did keeps their name."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj=None) -> list:
        if obj is None or may(request, roles.ADMIN):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": SHOWN})]

    def get_readonly_fields(self, request: HttpRequest, obj=None) -> list[str]:
        return [] if obj is None or may(request, roles.ADMIN) else SHOWN

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = ""):
        """Setting another one's password is for the system administrator; the person must change it at once."""
        if not may(request, roles.ADMIN):
            return self._no(request)
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            user = self.get_object(request, id)
            User.objects.filter(pk=user.pk).update(password_changed_at=None)
            self._note(request, verb_rows.SET_PASSWORD.word, user)
        return response

    def _no(self, request: HttpRequest):
        messages.error(request, "重设密码由系统管理员办理。")
        return self.changelist_view(request)

    def _note(self, request: HttpRequest, word: str, user: User, **detail) -> None:
        record(Actor.of(request.user), word, user, at=timezone.now(), detail=detail)

    def log_addition(self, request: HttpRequest, obj: User, message) -> None:
        self._note(request, verb_rows.CHANGE_ACCOUNT.word, obj, added=True)

    def log_change(self, request: HttpRequest, obj: User, message) -> None:
        self._note(request, verb_rows.CHANGE_ACCOUNT.word, obj, changes=_changed(message))

    def save_formset(self, request: HttpRequest, form, formset, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        given = [f"{m.agency} {m.get_role_display()}" for m in formset.new_objects]
        changed = [f"{m.agency} {m.get_role_display()}" for m, _ in formset.changed_objects]
        taken = [f"{m.agency} {m.get_role_display()}" for m in formset.deleted_objects]
        if given or changed or taken:
            word = verb_rows.CHANGE_ROLES.word
            self._note(request, word, form.instance, given=given, changed=changed, taken=taken)

    @admin.action(description="解除动态码绑定（手机丢失）")
    def reset_devices(self, request: HttpRequest, queryset) -> None:
        for user in queryset if may(request, roles.SECURITY) else ():
            second_step.reset(user)
            self._note(request, verb_rows.RESET_DEVICE.word, user)

    @admin.action(description="解除登录锁定")
    def unlock(self, request: HttpRequest, queryset) -> None:
        for user in queryset if may(request, roles.SECURITY) else ():
            unlock(username=user.username)
            self._note(request, verb_rows.UNLOCK.word, user)


def _changed(message) -> list[str]:
    """The names of the changed fields, without their values."""
    parts = message if isinstance(message, list) else []
    return [name for part in parts for name in part.get("changed", {}).get("fields", [])]
