"""What the demonstration county says: enough, in every domain and state, and about nobody real."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demonstration import content
from demonstration.days import Days, chinese
from demonstration.releases import PEOPLE
from publishing import typeset
from publishing.privacy import find
from workdays.calendar import Calendar

DAYS = Days(Calendar(), date(2026, 11, 22))
ROOT = Path(__file__).resolve().parents[2]
PUBLICATIONS = content.publications()
OTHERS = [
    r for name in ("policies.txt", "disclosure.txt", "drafts.txt", "records.txt") for r in content.read(name)
]
INTERPRETATIONS = content.read("interpretations.txt")
REQUESTS = content.read("applications.txt")
EVERYTHING = "\n".join(path.read_text(encoding="utf-8") for path in content.DATA.rglob("*.txt"))
FORMS = {"文字", "图解", "问答", "视频", "新闻发布会", "吹风会", "访谈", "案例"}
PROVINCES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 "
    "陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
)


def dated():
    return [content.dated(record, DAYS) for record in [*(r for _, r in PUBLICATIONS), *OTHERS]]


def test_each_of_26_domains_has_six_publications_or_more():
    counts = Counter(domain for domain, _ in PUBLICATIONS)
    assert len(counts) == 26 and min(counts.values()) >= 6 and sum(counts.values()) >= 156


def test_at_least_ninety_texts_were_written_one_by_one():
    assert len({record.body for _, record in PUBLICATIONS}) >= 160
    assert len({record.title for _, record in PUBLICATIONS}) >= 90


def test_bodies_have_the_length_of_such_documents():
    bodies = [content.dated(record, DAYS) for _, record in PUBLICATIONS]
    assert [d.title for d in bodies if not 150 <= len(d.body) <= 600] == []


def test_every_placeholder_has_a_value():
    assert [d.title for d in dated() if "{" in d.title + d.body] == []


def test_policies_are_signed_with_their_day():
    """2026年9月15日 under the signature, not the number of working days that stands in the file."""
    policies = [content.dated(record, DAYS) for record in content.read("policies.txt")]
    assert [p.title for p in policies if chinese(p.formed) not in p.body] == []
    later = [p for p in policies if p.get("施行") != "+0"]
    assert [p.title for p in later if chinese(p.effective) + "起" not in p.body] == []


def test_everything_lies_before_today_and_was_formed_first():
    assert [d.title for d in dated() if not d.formed <= d.published < DAYS.today] == []


@pytest.mark.parametrize("today", [date(2026, 1, 5), date(2026, 3, 2), date(2027, 2, 20), date(2027, 10, 8)])
def test_it_is_fresh_on_any_day(today):
    days = Days(Calendar(), today)
    records = [*(r for _, r in PUBLICATIONS), *OTHERS]
    assert all(content.dated(record, days).published < today for record in records)


def test_no_personal_data_stands_in_any_text_outside_a_list_of_people():
    found = {d.title: [f.kind for f in find(d.body.partition(PEOPLE)[0])] for d in dated()}
    found |= {r.title: [f.kind for f in find(r.body)] for r in [*INTERPRETATIONS, *REQUESTS]}
    assert {title: kinds for title, kinds in found.items() if kinds} == {}


def test_telephones_are_those_of_the_fictional_county():
    assert re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", EVERYTHING) == []
    areas = set(re.findall(r"(0\d{2,3})-\d{7,8}", EVERYTHING))
    assert areas == {"0999"}


def test_no_province_is_named():
    assert [name for name in PROVINCES.split() if name in EVERYTHING] == []


def test_every_agency_and_genre_is_known():
    with (ROOT / "agencies/data/agencies.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["short_name"] for row in csv.DictReader(lines)}
    records = [*(r for _, r in PUBLICATIONS), *OTHERS, *REQUESTS]
    genres = content.table("genres.csv", "genre")
    assert [r.title for r in records if r["单位"] not in names] == []
    assert {r.get("类别") for _, r in PUBLICATIONS} <= set(genres)


def test_tables_are_even_and_no_paragraph_is_run_together():
    for document in dated():
        found = typeset.blocks(document.body, document.title, document.get("文号"))
        lines = [line for line in document.body.splitlines() if line.strip()]
        assert sum(max(1, len(block.cells)) for block in found) == len(lines), document.title
        assert all(len({len(row) for row in block.cells}) <= 1 for block in found), document.title


def test_policies_stand_in_all_four_conditions():
    policies = content.read("policies.txt")
    assert len(policies) >= 14
    assert sum(record.get("性质") == "行政规范性文件" for record in policies) >= 10
    assert {key for record in policies for key in ("修改", "废止", "有效期", "不解读") if record.get(key)} == {
        "修改", "废止", "有效期", "不解读",
    }  # fmt: skip


def test_interpretations_come_in_every_form():
    keys = {record["代号"] for record in content.read("policies.txt")}
    assert len(INTERPRETATIONS) >= 18
    assert {record["形式"] for record in INTERPRETATIONS} == FORMS
    assert {record["政策"] for record in INTERPRETATIONS} <= keys


def test_annual_reports_balance():
    reports = [r for r in content.read("disclosure.txt") if r["类别"] == "公开年报"]
    number = {
        name: [int(r[name]) for r in reports]
        for name in ["新", "结", "予", "部", "不", "无", "处", "他", "转", "合计"]
    }
    kinds = (number[name] for name in ["予", "部", "不", "无", "处", "他"])
    assert [sum(row) for row in zip(*kinds, strict=True)] == number["合计"]
    came = [a + b for a, b in zip(number["新"], number["结"], strict=True)]
    went = [a + b for a, b in zip(number["合计"], number["转"], strict=True)]
    assert came == went
    pairs = zip(reports[::2], reports[1::2], strict=True)
    assert all(newer["结"] == older["转"] for newer, older in pairs)


def test_thirty_two_requests_or_more_by_all_kinds_of_people():
    assert len(REQUESTS) >= 32
    assert len({record["单位"] for record in REQUESTS}) >= 15
    assert {record.get("类别", "公民") for record in REQUESTS} >= {
        "公民", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
    }  # fmt: skip
