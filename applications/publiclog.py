"""The only way of a request to the public: a clerk's summary, listed after review; off by default."""

from datetime import datetime

from django.db.models import QuerySet

from applications import choices
from applications.models import Application


def rows(at: datetime) -> QuerySet[Application]:
    """Requests listed publicly by `at`, newest first; only columns without personal data are loaded."""
    listed = Application.objects.filter(
        listed_at__lte=at, state__in=(choices.State.REPLIED, choices.State.CLOSED)
    )
    shown = ("number", "agency", "public_summary", "outcome", "received_on", "replied_on", "listed_at")
    return listed.select_related("agency").only(*shown, "agency__name").order_by("-listed_at", "-pk")
