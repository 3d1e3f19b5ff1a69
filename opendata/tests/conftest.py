"""Public things to read: a policy with its interpretation, a notice, and what must stay closed."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from catalog.limits import parse_limits
from catalog.models import Domain, Item, ItemAgency
from interpretation.models import Interpretation, PolicyDocument
from publishing.models import Column, Publication
from search import index

WHEN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # 10:00 in Beijing


@pytest.fixture
def column(db):
    return Column.objects.get_or_create(slug="zcwj", defaults={"label": "政策文件"})[0]


@pytest.fixture
def publish(agency, column):
    """Makes a publication; give `state="draft"` for one that is not public."""
    made = []

    def publication(title="关于做好防汛工作的通知", **facts) -> Publication:
        made.append(title)
        facts = {
            "kind": "notice",
            "state": "published",
            "formed_on": date(2026, 2, 27),
            "published_on": date(2026, 3, 2),
            "published_at": WHEN,
            "first_published_at": WHEN,
            "index_number": f"CX101/2026-{len(made):05d}",
            "created_at": WHEN,
            "changed_at": WHEN,
        } | facts
        return Publication.objects.create(title=title, agency=agency, column=column, **facts)

    return publication


@pytest.fixture
def policy(publish):
    publication = publish("澄溪县临时救助办法", kind="policy", external_id="old-7")
    return PolicyDocument.objects.create(publication=publication, doc_number="澄政发〔2026〕3号")


@pytest.fixture
def interpretation(publish, policy):
    publication = publish("《澄溪县临时救助办法》解读", kind="interpretation")
    return Interpretation.objects.create(publication=publication, policy=policy, form="qa")


@pytest.fixture
def closed(publish):
    """A draft, a publication of tomorrow, and a withdrawn one: none may be seen."""
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    publish("草稿里的秘密", state="draft")
    publish("明天的秘密", published_at=tomorrow)
    publish("撤回的秘密", state="withdrawn", withdrawn_at=WHEN, withdrawal_note="内容有误")


@pytest.fixture
def get(client, db):
    """GET below /api/v1/: (status, answer)."""

    def read(address: str, **query):
        response = client.get(f"/api/v1/{address}", query)
        return response.status_code, response.json()

    return read


@pytest.fixture
def domain(db):
    return Domain.objects.get_or_create(slug="shehuijiuzhu", defaults={"name": "社会救助", "order": 8})[0]


@pytest.fixture
def item(domain, agency):
    """An item of 社会救助 with its eight elements, led by 县民政局."""
    text = "自该信息形成或者变更之日起20个工作日内"
    parsed = parse_limits(text)
    made = Item.objects.create(
        domain=domain,
        code="jz-01",
        level1="最低生活保障",
        level2="办理流程",
        content="申请条件、救助标准",
        basis="《社会救助暂行办法》",
        time_limit=text,
        publisher="县民政局",
        channels=["政府网站", "公开查阅点"],
        levels=["县级", "乡级"],
        effective_on=date(2026, 1, 1),
        changed_at=WHEN,
        computable=parsed.computable,
        limits=parsed.as_dict()["limits"],
    )
    ItemAgency.objects.create(item=made, agency=agency, lead=True)
    return made


@pytest.fixture
def indexed(db):
    """The search has an index of what is public."""
    index.rebuild()
