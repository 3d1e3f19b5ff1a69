"""Addresses of the audit log, all under /desk/audit/."""

from django.urls import path

from disclosure import audit_desk

app_name = "desk_audit"
urlpatterns = [
    path("", audit_desk.entries, name="entries"),
    path("export/", audit_desk.export, name="export"),
]
