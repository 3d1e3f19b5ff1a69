"""A request at every stage, with the people of the root conftest. Days are typed by hand (2026)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts import actors
from accounts.actors import Actor
from applications import actions
from catalog.models import Domain, Item


def moment(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


CALLED = {"how": "phone", "contact": "13800005678", "spoke_with": "本人"}
FORM = {
    "kind": "citizen",
    "name": "王申请",
    "id_kind": "resident",
    "id_number": "11010519491231002X",
    "phone": "13800005678",
    "email": "wang@example.cn",
    "wanted": "2025年城乡低保资金分配到各乡镇的明细表",
    "form": "electronic",
    "delivery": "download",
}


@pytest.fixture
def form() -> dict:
    return dict(FORM)


@pytest.fixture
def applicant() -> Actor:
    return actors.applicant()


@pytest.fixture
def received(form, agency, applicant):
    """Sent online on Monday, 2 March 2026."""
    application, _ = actions.receive(form, agency=agency, channel="online", actor=applicant, at=moment(3, 2))
    return application


@pytest.fixture
def confirmed(received, clerk):
    """Receipt confirmed on Tuesday, 3 March: due on 31 March."""
    return actions.confirm(received, Actor.of(clerk), at=moment(3, 3), **CALLED)


@pytest.fixture
def assigned(confirmed, head, clerk):
    return actions.assign(confirmed, Actor.of(head), to=clerk, at=moment(3, 3, 15))


@pytest.fixture
def drafted(assigned, clerk):
    actions.draft(
        assigned,
        Actor.of(clerk),
        outcome="published",
        data={"where": "澄溪县政务公开平台“社会救助”领域，标题《2025年城乡低保资金分配表》"},
        at=moment(3, 10),
    )
    assigned.refresh_from_db()
    return assigned


@pytest.fixture
def approved(drafted, head):
    return actions.approve(drafted, Actor.of(head), at=moment(3, 11))


@pytest.fixture
def replied(approved, clerk):
    actions.reply(approved, Actor.of(clerk), at=moment(3, 12))
    approved.refresh_from_db()
    return approved


@pytest.fixture
def item(db) -> Item:
    domain = Domain.objects.create(slug="shehuijiuzhu", name="社会救助", order=1, publisher_kind="民政部门")
    return Item.objects.create(
        domain=domain, code="A-1", level1="最低生活保障", level2="低保审批信息", content="名单",
        effective_on=moment(3, 2).date(), changed_at=moment(3, 2),
    )  # fmt: skip
