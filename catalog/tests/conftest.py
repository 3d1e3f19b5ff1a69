"""A small catalogue: 社会救助 with one item of the county's, answered for by 县民政局."""

from datetime import date

import pytest

from accounts.actors import Actor
from agencies.models import Agency
from catalog import elements
from catalog.actions import read_limits, version_values
from catalog.models import Domain, Item, ItemAgency, ItemVersion

WORDS = {
    "level1": "最低生活保障",
    "level2": "审批信息",
    "content": "低保对象名单及相关信息",
    "basis": "《社会救助暂行办法》",
    "time_limit": "制定或获取信息之日起10个工作日内",
    "publisher": "县民政局",
    "channels": ["政府网站"],
    "levels": ["县级"],
}


@pytest.fixture
def domain(db) -> Domain:
    return Domain.objects.create(
        slug="shehuijiuzhu", name="社会救助", order=20, publisher_kind="民政部门", renewal_days=90
    )


@pytest.fixture
def make_item(domain, agency, at):
    """make_item(**words) -> Item with its first version, for 县民政局."""

    def make(agencies: list[Agency] | None = None, **words) -> Item:
        item = Item(
            domain=domain,
            code=f"T-{Item.objects.count() + 1:03d}",
            effective_on=at.date(),
            changed_at=at,
            renewal_days=90,
            **(WORDS | words),
        )
        item.marks = elements.marks(["audience", "method"], elements.incomplete(item.elements()))
        read_limits(item)
        item.save()
        for i, one in enumerate(agencies or [agency]):
            ItemAgency.objects.create(item=item, agency=one, lead=i == 0 and one.kind != Agency.TOWNSHIP)
        system = Actor("system", "系统")
        ItemVersion.objects.create(**version_values(item, system, [], at=at, reason="采用参考目录"))
        return item

    return make


@pytest.fixture
def item(make_item) -> Item:
    return make_item()


@pytest.fixture
def township(government) -> Agency:
    return Agency.objects.create(
        code="CX201",
        name="澄溪县云栎镇人民政府",
        short_name="云栎镇",
        slug="yunli",
        kind=Agency.TOWNSHIP,
        parent=government,
    )


@pytest.fixture
def on() -> date:
    return date(2026, 3, 2)
