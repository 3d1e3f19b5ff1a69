"""Rows are made by several processes where there are many, in their order, whatever made them."""

from search import making, schema
from search.documents import Document

DOCUMENTS = [
    Document("policy", str(n), f"澄溪县第{n}号办法", f"/p/{n}", "申请最低生活保障") for n in range(9)
]


def test_few_are_made_here():
    assert list(making.rows(DOCUMENTS)) == [schema.row(document) for document in DOCUMENTS]


def test_many_are_made_by_several_and_come_in_their_order(monkeypatch):
    monkeypatch.setattr(making, "FEW", 2)
    monkeypatch.setattr(making, "CHUNK", 2)
    assert list(making.rows(iter(DOCUMENTS))) == [schema.row(document) for document in DOCUMENTS]


def test_nothing_makes_nothing():
    assert list(making.rows([])) == []
