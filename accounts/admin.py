"""The administration pages: accounts and roles only; everything else is changed by verbs."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from accounts.models import Membership, User


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 1


@admin.register(User)
class StaffAdmin(UserAdmin):
    list_display = ["username", "name", "is_active", "last_login"]
    fieldsets = [
        (None, {"fields": ["username", "password", "name", "email"]}),
        ("权限", {"fields": ["is_active", "is_staff", "is_superuser"]}),
    ]
    inlines = [MembershipInline]
