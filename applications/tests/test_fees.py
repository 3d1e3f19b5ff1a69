"""国办函〔2020〕109号: the tiers, each typed by hand."""

from datetime import date

import pytest

from applications.fees import BY_ITEM, BY_PAGE, fee, item_price, pay_by


def yuan_of(*asked) -> int:
    return sum(tier.yuan for tier in fee(*asked))


@pytest.mark.parametrize(
    ("items", "yuan"),
    [(1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (35, 3000), (40, 4000), (41, 4300), (52, 7800)],
)
def test_it_charges_by_item(items, yuan):
    assert yuan_of(BY_ITEM, 1, items) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)],
)
def test_it_charges_by_page(pages, yuan):
    assert yuan_of(BY_PAGE, pages) == yuan


@pytest.mark.parametrize(
    ("ordinal", "yuan"), [(10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (51, 400)]
)
def test_each_tier_has_its_price(ordinal, yuan):
    assert item_price(ordinal) == yuan_of(BY_ITEM, ordinal) == yuan


@pytest.mark.parametrize(
    ("asked", "said"), [(("both", 5), "择一"), ((BY_ITEM, 0), "大于 0"), ((BY_ITEM, 1, 0), "大于 0")]
)
def test_one_method_and_whole_numbers_only(asked, said):
    with pytest.raises(ValueError, match=said):
        fee(*asked)


def test_payment_is_due_in_twenty_working_days(calendar):
    assert pay_by(date(2026, 9, 10), calendar) == date(2026, 10, 14)
