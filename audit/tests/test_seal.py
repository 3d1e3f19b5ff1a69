"""The chain shows any change to what was sealed."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.actors import SYSTEM
from audit import heads, seal
from audit.models import Seal
from audit.record import record


@pytest.fixture
def three(agency, at):
    return [record(SYSTEM, "登录", agency, at=at, reason=str(n)) for n in range(3)]


def tamper(sql: str) -> None:
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = DEFAULT")


def test_it_seals_each_entry_once_in_order(three, at):
    assert seal.seal(at) == 3
    assert seal.seal(at) == 0
    assert list(Seal.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3]
    assert list(seal.faults()) == []


def test_later_entries_continue_the_chain(three, agency, at):
    seal.seal(at)
    record(SYSTEM, "登录", agency, at=at)
    seal.seal(at)
    assert seal.head()[0] == 4
    assert Seal.objects.get(pk=4).previous == Seal.objects.get(pk=3).digest


def test_a_changed_entry_is_found(three, at):
    seal.seal(at)
    tamper(f"UPDATE audit_entry SET reason = 'changed' WHERE id = {three[1].pk}")
    assert [sentence[:6] for sentence in seal.faults()] == ["第 2 号封"]


def test_a_removed_seal_is_found(three, at):
    seal.seal(at)
    tamper("DELETE FROM audit_seal WHERE sequence = 2")
    assert "第 2 号封存缺失" in list(seal.faults())


def test_the_command_exits_1_and_names_the_row(three, at):
    seal.seal(at)
    tamper(f"UPDATE audit_entry SET actor_label = '别人' WHERE id = {three[0].pk}")
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_audit", stdout=out)
    assert stopped.value.code == 1
    assert "第 1 号" in out.getvalue()


def test_the_command_seals_what_is_open_and_agrees(three):
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "审计记录完整：3 条" in out.getvalue()


def test_a_chain_made_anew_does_not_match_the_heads_that_left(three, at):
    """Whoever rewrites entries and all seals after them is found by the file outside the database."""
    seal.seal(at)
    heads.keep(at)
    assert list(heads.faults()) == []
    tamper(f"UPDATE audit_entry SET reason = 'changed' WHERE id = {three[0].pk}; DELETE FROM audit_seal")
    seal.seal(at)
    assert list(seal.faults()) == []
    assert ["第 3 号" in sentence for sentence in heads.faults()] == [True]
