"""What was recorded stays as it was recorded."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actors import SYSTEM
from audit.models import Entry, Unchangeable
from audit.record import record


@pytest.fixture
def entry(agency, clerk, acting, at):
    return record(acting(clerk), "登录", agency, at=at, reason="例行", detail={"n": 1})


def test_it_keeps_actor_and_subject_as_text(entry, agency):
    assert (entry.actor_label, entry.subject_type, entry.subject_label) == (
        "李经办",
        "agencies.agency",
        "澄溪县民政局",
    )
    assert list(Entry.objects.about(agency)) == [entry]


def test_a_word_outside_the_verb_tables_is_refused(agency, at):
    with pytest.raises(ValueError, match="随便改改"):
        record(SYSTEM, "随便改改", agency, at=at)


def test_an_entry_can_be_neither_saved_again_nor_deleted(entry):
    with pytest.raises(Unchangeable):
        entry.save()
    with pytest.raises(Unchangeable):
        entry.delete()
    with pytest.raises(Unchangeable):
        Entry.objects.all().delete()
    with pytest.raises(Unchangeable):
        Entry.objects.update(reason="x")


@pytest.mark.parametrize("sql", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry"])
def test_the_database_refuses_too(entry, sql):
    with (
        pytest.raises(DatabaseError, match="insert only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
