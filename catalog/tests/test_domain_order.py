"""The domains stand in the order of 国办发〔2019〕54号."""

from datetime import date

from catalog.models import Domain


def test_counted_domains_keep_their_order(db):
    for order, name in [(2, "乙"), (1, "甲"), (3, "丙")]:
        Domain.objects.create(order=order, name=name, slug=f"d{9 - order}")
    assert [domain.name for domain in Domain.objects.with_counts(date(2026, 3, 2))] == ["甲", "乙", "丙"]
