"""Rows written with COPY are the rows that were given, whatever characters they hold."""

from datetime import date

import pytest

from catalog.importing.bulk import copy_in
from catalog.models import Item

ODD = 'a\tb\nc\\d"e\r\\N{},中文🙂'


@pytest.mark.django_db
def test_what_is_written_is_what_is_read(domain, at):
    rows = [
        Item(
            domain=domain, code=f"20-B000{n}", level1=ODD, level2="", content=ODD, channels=[ODD, "", "政府网站"], levels=["县级"],
            marks={ODD: ODD}, limits=[{"kind": "standing", "number": None}], renewal_days=None, effective_on=date(2026, 3, 2), changed_at=at,
        )
        for n in range(2)
    ]  # fmt: skip
    copy_in(rows)
    read = Item.objects.get(pk=rows[1].pk)
    names = (
        "code",
        "level1",
        "level2",
        "content",
        "channels",
        "levels",
        "marks",
        "limits",
        "renewal_days",
        "effective_on",
        "changed_at",
        "computable",
    )
    assert [getattr(read, name) for name in names] == [getattr(rows[1], name) for name in names]
    assert rows[0].pk != rows[1].pk
    assert (
        Item.objects.create(
            domain=domain, code="x", level1="x", effective_on=date(2026, 3, 2), changed_at=at
        ).pk
        > read.pk
    )


@pytest.mark.django_db
def test_nothing_is_nothing():
    copy_in([])
    assert Item.objects.count() == 0
