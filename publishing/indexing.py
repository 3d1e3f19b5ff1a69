"""Index numbers (索引号): agency code / year - serial, given out once and never used again."""

from django.conf import settings
from django.db import transaction

from publishing import rules
from publishing.models import IndexCounter


def next_index_number(agency, year: int) -> str:
    """The next free number of an agency and year, e.g. 0999MZJ/2026-00012. Call inside the verb's transaction."""
    with transaction.atomic():
        IndexCounter.objects.get_or_create(agency=agency, year=year)
        counter = IndexCounter.objects.select_for_update().get(agency=agency, year=year)
        counter.last += 1
        counter.save(update_fields=["last"])
    return rules.index_number(settings.INDEX_RULE, agency.code, year, counter.last)
