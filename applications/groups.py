"""Requests that began as one text: copies for several agencies, the parts of a split one, the one re-addressed.

They share a group and one code: the code of one of them opens the pages of all.
"""

import uuid

from django.db.models import QuerySet

from applications import codes, identity
from applications.models import Application


def together(application: Application) -> QuerySet[Application]:
    """Everything that began as the same text, itself included."""
    if application.group is None:
        return Application.objects.filter(pk=application.pk)
    return Application.objects.filter(group=application.group).select_related("agency").order_by("number")


def others(application: Application) -> list[Application]:
    """The same without itself."""
    return list(together(application).exclude(pk=application.pk)) if application.group else []


def first(application: Application) -> Application:
    """The request as it was first received, when a review or a court ordered it to be answered again (复议法 64)."""
    while application.ordered_by:
        application = application.ordered_by.application
    return application


def member(application: Application, number: str) -> Application | None:
    """The one of this number among those that began as the same text."""
    return together(application).select_related("agency").filter(number=number).first()


def with_code(code: str, number: str) -> Application | None:
    """The request that a code opens: the one whose code it is, or the one of this number in its group."""
    if not codes.normalised(code):
        return None
    found = Application.objects.select_related("agency").filter(code_hash=identity.code_hash(code)).first()
    if found is None or not number or found.number == number:
        return found
    return member(found, number)


def begun(application: Application) -> uuid.UUID:
    """The group of a request, made now when it has none; the caller saves it."""
    application.group = application.group or uuid.uuid4()
    return application.group


def unknown_code() -> str:
    """The hash of a code that nobody is told."""
    return identity.code_hash(codes.new_code())


def close_other_doors(application: Application) -> None:
    """After a new code was given for one of a group, the group's old code opens nothing."""
    for each in others(application):
        each.code_hash = unknown_code()
        each.save(update_fields=["code_hash"])
