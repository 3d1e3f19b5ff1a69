"""The queues of the desk: right counts, the most urgent first, few questions with many rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from applications import actions
from applications.desk import tabs
from applications.models import Application
from applications.tests.conftest import moment, sealed_copy
from duties.models import Duty
from workdays import tables

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)  # a Monday


def make(agency, n: int, **facts) -> Application:
    facts = {"state": "assigned", "clock_state": "running", "received_on": date(2026, 3, 2)} | facts
    return Application(
        number=f"YSQ-2026-{n:06}", code_hash=f"{n:064}", agency=agency, channel="online", kind="citizen",
        applicant_type="person", masked_name="王**", identity="x", wanted="低保资金", form="electronic",
        delivery="download", submitted_at=moment(3, 2), **facts,
    )  # fmt: skip


CASES = {
    "overdue": {"due_on": date(2026, 3, 13)},
    "today": {"due_on": TODAY},
    "soon": {"due_on": date(2026, 3, 19)},
    "open": {"due_on": date(2026, 3, 20)},
    "received": {"state": "received", "clock_state": "not_received", "received_on": None},
    "confirmed": {"state": "confirmed", "due_on": date(2026, 3, 31)},
    "supplement": {"clock_state": "awaiting_supplement"},
    "payment": {"clock_state": "awaiting_payment"},
    "opinion": {"clock_state": "paused"},
    "drafted": {"state": "drafted", "due_on": date(2026, 3, 31)},
    "approved": {"state": "approved", "due_on": date(2026, 3, 31)},
    "sealed": {"state": "sealed", "due_on": date(2026, 3, 31)},
    "done": {"state": "withdrawn", "clock_state": "withdrawn"},
}


@pytest.fixture
def cases(agency) -> dict[str, Application]:
    found = {name: make(agency, n, **facts) for n, (name, facts) in enumerate(CASES.items(), 1)}
    Application.objects.bulk_create(found.values())
    return found


def rows(name: str) -> list[Application]:
    tab = tabs.chosen(tabs.tabs(TODAY, tables.current()), name)
    return list(Application.objects.filter(tab.which).order_by(*tab.order))


@pytest.mark.parametrize("name", [name for name in CASES if name != "open"])
def test_each_queue_holds_its_own(cases, name):
    assert rows(name) == [cases[name]]


def test_the_counts_are_those_of_the_lists(cases):
    found = tabs.counts(Application.objects.all(), tabs.tabs(TODAY, tables.current()))
    assert found == {name: len(rows(name)) for name in found}
    assert (found["open"], found["assigned"]) == (12, 7)


def test_endorsed_requests_wait_for_approval_too(agency):
    Application.objects.bulk_create([make(agency, 1, state="endorsed", due_on=TODAY)])
    assert len(rows("drafted")) == 1


def test_the_most_urgent_stands_first_and_what_has_no_date_last(cases):
    order = [case.number for case in rows("open")]
    assert order[:4] == [cases[name].number for name in ("overdue", "today", "soon", "open")]
    assert set(order[-4:]) == {cases[n].number for n in ("received", "supplement", "payment", "opinion")}


def test_my_own_queue(cases, clerk):
    Application.objects.filter(number=cases["today"].number).update(assigned_to=clerk)
    found = tabs.tabs(TODAY, tables.current(), person=clerk)
    assert tabs.counts(Application.objects.all(), found)["mine"] == 1


def test_thousands_of_rows_take_as_few_questions_as_ten(agency, clerk, client):
    client.force_login(clerk)

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(reverse("desk_applications:index")).status_code == 200
        return len(seen)

    Application.objects.bulk_create([make(agency, n, due_on=TODAY) for n in range(1, 11)])
    questions()  # the first page of a process fills its caches
    few = questions()
    many = [make(agency, n, due_on=TODAY + timedelta(n % 90)) for n in range(11, 3011)]
    Application.objects.bulk_create(many)
    assert questions() == few <= 20


def test_what_went_out_without_a_seal_is_a_list_and_no_duty(client, confirmed, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:index") + "?tab=unsealed"
    page = client.get(address).content.decode()
    receipt = confirmed.letters.get(kind="D03")
    assert "待用印文书" in page and receipt.number in page
    assert not Duty.objects.open().about(receipt).exists()
    actions.seal_notice(confirmed, Actor.of(clerk), letter=receipt, file=sealed_copy(), at=moment(3, 4))
    assert "这一队列里没有申请" in client.get(address).content.decode()


def test_of_what_is_withdrawn_the_confirmation_alone_is_sealed(client, confirmed, clerk):
    assert rows("unsealed") == [confirmed]
    actions.withdraw(confirmed, Actor.of(clerk), at=moment(3, 4))
    assert rows("unsealed") == [confirmed]
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:index") + "?tab=unsealed").text
    told, receipt = (confirmed.letters.get(kind=kind) for kind in ("D33", "D03"))
    assert told.number in page and receipt.number not in page
    actions.seal_notice(confirmed, Actor.of(clerk), letter=told, file=sealed_copy(), at=moment(3, 5))
    assert rows("unsealed") == []


def test_an_unknown_queue_is_the_first(client, clerk, cases):
    client.force_login(clerk)
    assert "在办的申请" in client.get(reverse("desk_applications:index") + "?tab=nonsense").content.decode()
