"""Documents that an item of the catalogue rests on, linked where this portal holds them."""

from datetime import date, timedelta

import pytest

from catalog.basis import parse_basis
from interpretation.held import documents

TITLE = "澄溪县民政局关于印发《澄溪县临时救助实施细则》的通知"


@pytest.fixture
def held(policy, bring, at):
    """held(cell) -> the addresses and warnings found for its documents, None where there is none."""

    def find(cell: str) -> list:
        found = documents(parse_basis(cell).citations, at + timedelta(hours=1))
        return [(found[c].url, found[c].warning) if c in found else None for c in parse_basis(cell).citations]

    return find


@pytest.fixture
def rules(policy, bring):
    return bring(policy(title=TITLE, doc_number="澄民发〔2026〕3号").publication, "published")


@pytest.mark.parametrize(
    "cell",
    [
        f"《{TITLE.replace('《', '<').replace('》', '>')}》",
        "《澄溪县临时救助实施细则》",
        "《澄溪县临时救助实施细则》（澄民发〔2026〕3号）",
        "《关于临时救助的细则》（澄民发[2026]3号）",
    ],
)
def test_a_document_is_found_by_its_title_or_number(held, rules, cell):
    assert held(cell) == [(f"/publications/{rules.public_id}/", "")]


@pytest.mark.parametrize(
    "cell", ["《澄溪县救助实施细则》", "《澄溪县临时救助实施细则》（澄民发〔2019〕8号）", "相关规定"]
)
def test_nothing_is_guessed(held, rules, cell):
    assert not any(held(cell))


def test_what_is_not_public_is_not_linked(held, policy):
    policy(title=TITLE)
    assert held("《澄溪县临时救助实施细则》") == [None]


def test_two_documents_of_one_title_are_neither(held, rules, policy, bring):
    bring(policy(title=TITLE, doc_number="澄民发〔2025〕9号").publication, "published")
    assert held("《澄溪县临时救助实施细则》") == [None]


def test_the_page_of_an_item_links_the_document_and_says_when_it_is_void(client, rules, item):
    type(item).objects.filter(pk=item.pk).update(basis="《澄溪县临时救助实施细则》第三条及相关规定")
    rules.policy.repealed_on = date(2026, 3, 2)
    rules.policy.save(update_fields=["repealed_on"])
    page = client.get(f"/catalog/items/{item.pk}/").content.decode()
    link = f'<a href="/publications/{rules.public_id}/">《澄溪县临时救助实施细则》</a>第三条'
    assert link in page and "已废止" in page and '<li class="quiet">相关规定</li>' in page
