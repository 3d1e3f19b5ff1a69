"""The same text found twice: which stands first."""

from dataclasses import dataclass
from datetime import date

import pytest

from search.reprints import originals_first, same


@dataclass
class Found:
    title: str
    doc_number: str = ""
    kind: str = "publication"
    formed_on: date | None = None
    published_on: date | None = None


ORIGINAL = Found("危房改造实施办法", "澄政发〔2026〕12号", "policy", date(2026, 3, 2), date(2026, 3, 4))
REPRINT = Found("危房改造实施办法", "", "publication", None, date(2026, 3, 9))
OTHER = Found("养犬管理规定")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ORIGINAL, REPRINT, True),
        (ORIGINAL, Found("转发危房改造实施办法", "澄政发〔2026〕12号"), True),
        (ORIGINAL, Found("转发危房改造实施办法"), False),
        (ORIGINAL, Found("危房改造实施办法", "澄政发〔2021〕7号"), False),
        (ORIGINAL, Found("危房改造实施办法", "澄政发〔2026〕12号", "interpretation"), False),
        (
            Found("低保对象公示", formed_on=date(2026, 1, 5)),
            Found("低保对象公示", formed_on=date(2026, 2, 5)),
            False,
        ),
        (
            Found("低保对象公示", formed_on=date(2026, 1, 5)),
            Found("低保对象公示", formed_on=date(2026, 1, 5)),
            True,
        ),
        (Found("低保对象公示"), Found("低保对象公示"), False),
    ],
)
def test_one_text_is_told_from_texts_that_share_a_title(one, other, expected):
    assert same(one, other) is same(other, one) is expected


def test_the_original_takes_the_first_place_of_its_text_and_all_others_keep_theirs():
    assert originals_first([OTHER, REPRINT, ORIGINAL]) == [OTHER, ORIGINAL, REPRINT]
    assert originals_first([REPRINT, OTHER, ORIGINAL]) == [ORIGINAL, OTHER, REPRINT]


def test_of_two_that_bear_the_number_the_one_published_first_is_the_original():
    later = Found("转发危房改造实施办法", "澄政发〔2026〕12号", "policy", None, date(2026, 4, 1))
    assert originals_first([later, ORIGINAL]) == [ORIGINAL, later]
