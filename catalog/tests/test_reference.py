"""The project's reviewed reference files: complete, free of real places, honest about what is assumed."""

import re

import pytest

from catalog import elements
from catalog.basis import parse_basis
from catalog.limits import parse_limits
from catalog.loading import load_reference, publisher_kinds, read
from catalog.models import Domain, ReferenceItem

ROWS = read("reference_items.csv")
DOMAINS = [row for row in read("domains.csv") if row["kind"] == "standard"]
KINDS = read("statutory_items.csv")
PLACE = re.compile(
    r"[\u4e00-\u9fff]{2}(?:自治县|自治区)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,3}(?:市|县|区|镇|乡|街道)"
    r"(?:人民政府|住房|自然资源|民政|教育|财政|农业)"
)
KINDS_NOT_PLACES = re.compile(r"^(?:各乡镇|县级|市县|本级|乡镇)")


def test_all_26_domains_and_440_rows_are_there():
    assert len(DOMAINS) == 26
    assert len(ROWS) == 440
    assert {row["domain"] for row in ROWS} == {row["name"] for row in DOMAINS}
    assert len({row["code"] for row in ROWS}) == 440


def test_slugs_are_pinyin_and_the_renamed_domain_keeps_its_successor():
    assert all(re.fullmatch(r"[a-z]+", row["slug"]) for row in DOMAINS)
    assert next(row["successor"] for row in DOMAINS if row["name"] == "扶贫") == "乡村振兴"


def test_publishers_are_kinds_of_agency_never_real_ones():
    known = {kind.kind for kind in publisher_kinds()}
    others = {
        "有关行政监督部门",
        "招标人及其招标代理机构",
        "招标人或者其委托的招标代理机构",
        "采购人或者其委托的采购代理机构",
        "征收申请单位",
        "房地产价格评估机构",
        "负责农村集体土地征收的有关部门",
        "城市管理主管部门…",
        "",
    }
    for row in ROWS:
        assert set(row["publisher"].split("、")) <= known | others, row["code"]


@pytest.mark.parametrize("column", ["item_level1", "item_level2", "content", "channels", "audience"])
def test_no_real_place_stands_in_the_other_cells(column):
    for row in ROWS:
        for found in PLACE.findall(row[column]):
            assert KINDS_NOT_PLACES.match(found), f"{row['code']}: {found}"


def test_channels_are_of_the_national_list():
    for row in ROWS:
        assert set(filter(None, row["channels"].split(";"))) <= set(elements.CHANNELS), row["code"]


def test_what_is_assumed_is_marked():
    for row in ROWS:
        for name in filter(None, row["assumed"].split(";")):
            assert name in {"audience", "method", "level"}
            assert row[name]
    first = next(row for row in ROWS if row["code"] == "01-002")
    assert (first["assumed"], first["audience"], first["method"], first["level"]) == (
        "audience;method;level",
        "全社会",
        "主动",
        "县级",
    )


def test_the_kinds_of_articles_20_and_21_cite_their_article_and_item():
    cited = [parse_basis(row["basis"]).citations[0].articles[0] for row in KINDS]
    assert [(one.article, one.item) for one in cited[:15]] == [(20, number) for number in range(1, 16)]
    assert [one.article for one in cited[15:]] == [21] * 15
    towns = [row["item_level2"] for row in KINDS if row["level"] == "乡级"]
    assert len(towns) == 8 and "宅基地使用情况审核" in towns
    budget = next(row for row in KINDS if row["code"] == "S20-07")
    assert [limit.number for limit in parse_limits(budget["time_limit"]).limits] == [20, 20]


def test_incomplete_rows_are_flagged():
    for row in ROWS:
        values = {name: row.get(name, "") for name in elements.NAMES}
        values |= {"name": row["item_level2"] or row["item_level1"]}
        assert row["incomplete"].split(";") == (elements.incomplete(values) or [""]), row["code"]


@pytest.mark.django_db
def test_loading_is_quick_to_repeat_and_keeps_the_administrators_preset():
    assert load_reference() == (27, 470)
    Domain.objects.filter(slug="shehuijiuzhu").update(renewal_days=60)
    ReferenceItem.objects.filter(code="01-001").update(content="旧内容")
    assert load_reference() == (27, 470)
    assert (Domain.objects.count(), ReferenceItem.objects.count()) == (27, 470)
    assert Domain.objects.get(slug="shehuijiuzhu").renewal_days == 60
    assert ReferenceItem.objects.get(code="01-001").content != "旧内容"


@pytest.mark.django_db
def test_marks_tell_given_from_assumed_from_missing():
    load_reference()
    marks = ReferenceItem.objects.get(code="18-008").marks
    assert (marks["name"], marks["content"], marks["audience"], marks["levels"]) == (
        "given",
        "missing",
        "assumed",
        "assumed",
    )
