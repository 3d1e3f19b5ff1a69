"""A policy comes into force, lapses or is repealed on its day by itself; the index has to hear of it (国办发〔2018〕37号)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from interpretation.models import PolicyDocument
from search.changed import changed


@transaction.atomic
def reindex_changed(at: datetime, days: int = 3) -> int:
    """Posts every public policy whose state turned in the last days (a missed day is caught up); how many."""
    today = localdate(at)
    since = today - timedelta(days=days)
    turned = (
        Q(effective_on__gt=since, effective_on__lte=today)
        | Q(expires_on__gte=since, expires_on__lt=today)
        | Q(repealed_on__gt=since, repealed_on__lte=today)
        | Q(amended_on__gt=since, amended_on__lte=today)
    )
    ids = list(
        PolicyDocument.objects.published(at).filter(turned).values_list("publication__public_id", flat=True)
    )
    for public_id in ids:
        changed("policy", public_id, at=at)
    return len(ids)
