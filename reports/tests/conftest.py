"""Requests of 2024 as the report meets them, handed in, answered and withdrawn through the verbs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.actors import Actor
from accounts.models import Membership
from applications import actions, outcomes
from applications.tests.conftest import FORM, agreed, sent


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(hour=10, tzinfo=ZoneInfo("Asia/Shanghai"))


def day(text: str) -> date:
    return date.fromisoformat(text)


COMPANY = {
    "kind": "legal_person", "name": "清源水务有限公司", "id_kind": "", "id_number": "",
    "credit_code": "91110105MA00000011", "legal_rep": "佚名", "contact_name": "佚名",
}  # fmt: skip


@pytest.fixture
def hand_in(agency, clerk, head):
    """hand_in(day, column) -> a request received that day and assigned."""

    def hand(on: str, column: str = "person", to=None):
        form = dict(FORM) | ({} if column == "person" else COMPANY | {"applicant_type": column})
        made, _ = actions.receive(
            form, agency=to or agency, channel="counter", actor=Actor.of(clerk), at=at(on)
        )
        return actions.assign(made, Actor.of(head), to=clerk, at=at(on))

    return hand


@pytest.fixture
def answer(clerk, head, reviewer):
    """answer(request, outcome, day): drafted, approved, sealed and sent that day."""

    def give(application, outcome: str, on: str):
        row = outcomes.outcome(outcome)
        data = {name: "写得足够清楚，不少于十五个字的说明文字。" for name in row.asks}
        data |= {"ground": row.grounds[0]} if row.needs_ground else {}
        actions.draft(application, Actor.of(clerk), outcome=outcome, data=data, at=at(on))
        agreed(application, head, reviewer, at=at(on))
        sent(application, clerk, at=at(on))
        application.refresh_from_db()
        return application

    return give


@pytest.fixture
def worked(hand_in, answer, clerk):
    """2024 of the civil affairs bureau: five answered, one withdrawn, one left over, one begun in 2023, one of 2025."""
    found = {
        "old": answer(hand_in("2023-12-20"), "granted", "2024-01-10"),
        "published": answer(hand_in("2024-02-19"), "published", "2024-03-18"),
        "forbidden": answer(hand_in("2024-04-15", "business"), "forbidden", "2024-05-14"),
        "partial": answer(hand_in("2024-06-03", "legal"), "partial", "2024-07-02"),
        "not_held": answer(hand_in("2024-07-22"), "not_held", "2024-08-19"),
        "withdrawn": hand_in("2024-09-02", "research"),
        "left": answer(hand_in("2024-12-04"), "correction", "2025-01-02"),
        "next": hand_in("2025-01-06"),
    }
    actions.withdraw(found["withdrawn"], Actor.of(clerk), at=at("2024-09-05"))
    return found


@pytest.fixture
def county(government, clerk, head) -> None:
    """Clerk and head work for the government too."""
    for user, role in ((clerk, "clerk"), (head, "head")):
        Membership.objects.create(user=user, agency=government, role=role)
