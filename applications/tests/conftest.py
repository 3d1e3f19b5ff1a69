"""A request at every stage, with the people of the root conftest. Days are typed by hand (2026)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile

from accounts import actors
from accounts.actors import Actor
from applications import actions
from applications.receipt import POSTAL_ENTERPRISES
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


EMS = POSTAL_ENTERPRISES[0]
REFUSAL = {
    "ground": "16-1",
    "facts": "所申请的考勤记录由本机关在人事管理中形成，由办公室保管",
    "reason": "考勤记录只用于内部人事管理，不对外产生影响",
    "harm": "公开后会影响正常的内部管理",
    "severability": "考勤记录整份都是内部管理内容，不能区分处理",
}


def sealed_copy(name: str = "盖章件.pdf", content: bytes = b"%PDF-1.7 sealed") -> ContentFile:
    """A scan of the sealed letter."""
    return ContentFile(content, name)


def sent(application, clerk, *, at, **how):
    """Seals and sends a reply that was approved."""
    actions.attach_sealed_copy(application, Actor.of(clerk), file=sealed_copy(), at=at)
    return actions.reply(application, Actor.of(clerk), at=at, **how)


def agreed(application, head, reviewer, *, at) -> None:
    """Every approval that the reply needs."""
    if actions.approve(application, Actor.of(head), at=at).state == "endorsed":
        actions.countersign(application, Actor.of(reviewer), at=at)


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
def endorsed(assigned, clerk, head):
    """A refusal, approved once: it waits for a second approval."""
    actions.draft(assigned, Actor.of(clerk), outcome="internal", data=REFUSAL, at=moment(3, 10))
    return actions.approve(assigned, Actor.of(head), at=moment(3, 11))


@pytest.fixture
def sealed(approved, clerk):
    actions.attach_sealed_copy(approved, Actor.of(clerk), file=sealed_copy(), at=moment(3, 12))
    approved.refresh_from_db()
    return approved


@pytest.fixture
def replied(sealed, clerk):
    actions.reply(sealed, Actor.of(clerk), at=moment(3, 12))
    sealed.refresh_from_db()
    return sealed


@pytest.fixture
def closed(replied, clerk):
    return actions.close(replied, Actor.of(clerk), at=moment(3, 13))


@pytest.fixture
def proposed(replied, clerk):
    """A summary waits for review since Friday, 13 March."""
    summary = "申请公开2025年城乡低保资金分配明细，已主动公开"
    return actions.propose_listing(replied, Actor.of(clerk), summary=summary, at=moment(3, 13))


@pytest.fixture
def listed(proposed, reviewer):
    """In the public log since Monday, 16 March, 9:00."""
    who = Actor.of(reviewer)
    return actions.list_publicly(proposed, who, secrecy=True, personal=True, at=moment(3, 16, 9))


@pytest.fixture
def disputed(replied, clerk):
    """The copy of an application for review arrived on Friday, 13 March; it stands in `challenge`."""
    replied.challenge = actions.record_challenge(
        replied, Actor.of(clerk), kind="review", body="澄溪县人民政府", served_on=moment(3, 13).date(), at=moment(3, 13)
    )  # fmt: skip
    return replied


@pytest.fixture
def overturned(disputed, clerk):
    """The review set the reply aside on Wednesday, 8 April 2026."""
    actions.record_result(
        disputed.challenge, Actor.of(clerk), result="corrected", on=moment(4, 8).date(), at=moment(4, 9)
    )
    return disputed


@pytest.fixture
def posted(sealed, clerk):
    """Sent by EMS on 12 March."""
    actions.reply(
        sealed, Actor.of(clerk), method="post", carrier=EMS, proof="1234567890123", at=moment(3, 12)
    )
    sealed.refresh_from_db()
    return sealed


@pytest.fixture
def returned(posted, clerk):
    """It came back on 13 March."""
    return actions.record_return(
        posted, Actor.of(clerk), on=moment(3, 13).date(), reason="地址不详", at=moment(3, 13)
    )


@pytest.fixture
def item(db) -> Item:
    domain = Domain.objects.create(slug="shehuijiuzhu", name="社会救助", order=1, publisher_kind="民政部门")
    return Item.objects.create(
        domain=domain, code="A-1", level1="最低生活保障", level2="低保审批信息", content="名单",
        effective_on=moment(3, 2).date(), changed_at=moment(3, 2),
    )  # fmt: skip
