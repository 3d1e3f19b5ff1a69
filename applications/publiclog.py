"""The only way of a request to the public: a summary, listed after review by another person; off by default."""

from datetime import datetime

from django.db.models import QuerySet

from applications import choices
from applications.models import Application

SEARCH_KIND = "answer"  # what the search calls an entry
SHOWN = ("uid", "agency", "public_summary", "outcome", "received_on", "replied_on", "listed_at")


def rows(at: datetime) -> QuerySet[Application]:
    """Requests listed publicly by `at`, newest first; only columns without personal data are loaded.

    An entry's address is made of its `uid`: the number belongs to the applicant and their code.
    """
    listed = Application.objects.filter(
        listed_at__lte=at, state__in=(choices.State.REPLIED, choices.State.CLOSED)
    )
    agency = ("agency__name", "agency__short_name", "agency__slug")
    return listed.select_related("agency").only(*SHOWN, *agency).order_by("-listed_at", "-pk")
