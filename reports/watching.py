"""Since when the portal watches an agency: what fell due before that day is never counted against it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min
from django.utils.timezone import localdate

from agencies.models import Agency
from applications.models import Application
from catalog.models import ItemAgency


def watched_from(agencies: Iterable[Agency]) -> dict[int, date]:
    """By agency's key the day from which it is watched: of its first watched item, or of its first request here.

    Agencies of which the portal knows neither are left out.
    """
    items = ItemAgency.objects.filter(agency__in=agencies, watched_from__isnull=False)
    found = dict(items.order_by().values_list("agency").annotate(Min("watched_from")))
    asked = Application.objects.filter(agency__in=agencies).order_by().values_list("agency")
    for agency, first in asked.annotate(Min("submitted_at")):
        found[agency] = min(found.get(agency, localdate(first)), localdate(first))
    return found
