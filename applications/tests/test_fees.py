"""国办函〔2020〕109号: the tiers, each typed by hand."""

from datetime import date

import pytest

from applications.fees import BY_ITEM, BY_PAGE, fee, item_price, pay_by


@pytest.mark.parametrize(
    ("items", "yuan"),
    [(0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (35, 3000), (40, 4000), (41, 4300), (52, 7800)],
)
def test_it_charges_by_item(items, yuan):
    assert fee(BY_ITEM, items) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)],
)
def test_it_charges_by_page(pages, yuan):
    assert fee(BY_PAGE, pages) == yuan


@pytest.mark.parametrize(
    ("ordinal", "yuan"), [(10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (51, 400)]
)
def test_each_tier_has_its_price(ordinal, yuan):
    assert item_price(ordinal) == yuan


def test_one_method_only():
    with pytest.raises(ValueError, match="择一"):
        fee("both", 5)
    with pytest.raises(ValueError, match="小于零"):
        fee(BY_ITEM, -1)


def test_payment_is_due_in_twenty_working_days(calendar):
    assert pay_by(date(2026, 9, 10), calendar) == date(2026, 10, 14)
