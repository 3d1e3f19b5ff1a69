"""The policy page, the interpretation page and the two lists."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from interpretation import actions, pages, views
from interpretation.models import PolicyDocument
from interpretation.search_source import interpretations, policies
from workdays import tables


@pytest.fixture
def pair(policy, explaining, bring):
    """A published policy with its published interpretation."""
    draft = policy(effective_on=date(2026, 3, 2))
    material = explaining(draft)
    bring(material.publication, "approved")
    bring(draft.publication, "published")
    material.publication.refresh_from_db()
    draft.publication.refresh_from_db()
    return draft, material


def page(client, found):
    return client.get(reverse("publishing:detail", args=[found.publication.public_id])).content.decode()


def test_the_facts_stand_in_their_fixed_order(pair):
    labels = [row[0] for row in pages.policy_rows(pair[0], date(2026, 3, 2))]
    assert labels == [
        "索引号",
        "主题分类",
        "发文机关",
        "成文日期",
        "标题",
        "发文字号",
        "发布日期",
        "有效性",
        "实施日期",
        "登记号",
    ]


def test_policy_and_interpretation_link_each_other(pair, client):
    document, material = pair
    assert reverse("publishing:detail", args=[material.publication.public_id]) in page(client, document)
    assert reverse("publishing:detail", args=[document.publication.public_id]) in page(client, material)


def test_the_interpretation_page_shows_its_parts_and_questions(pair, client):
    text = page(client, pair[1])
    for part in ("图解解读", "解读的文件", "澄民发〔2026〕3号", "谁能享受", "问：补多少？", "最高三万元。"):
        assert part in text


def test_a_repealed_policy_says_so_on_top(pair, client, reviewer, at):
    actions.repeal(pair[0], Actor.of(reviewer), on=date(2026, 3, 2), reason="被新办法替代", at=at)
    text = page(client, pair[0])
    assert "本文件已于2026年3月2日废止，仅供查阅。" in text
    assert "已废止" in text


def test_the_line_of_documents_is_shown(pair, policy, bring, client, reviewer, at):
    newer = policy(
        title="澄溪县农村危房改造实施办法（修订）", doc_number="澄民发〔2026〕9号", replaces=pair[0]
    )
    bring(newer.publication, "published")
    actions.repeal(pair[0], Actor.of(reviewer), on=date(2026, 3, 2), reason="被替代", at=at, by=newer)
    assert "现行文件是" in page(client, pair[0])
    assert "文件沿革" in page(client, pair[0])
    assert "澄溪县农村危房改造实施办法（修订）" in page(client, pair[0])


def test_a_draft_interpretation_is_not_on_the_policy_page(pair, explaining, client):
    explaining(pair[0], title="还没有审查的解读")
    assert "还没有审查的解读" not in page(client, pair[0])
    assert "还没有审查的解读" not in client.get(reverse("interpretation:interpretations")).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("q=危房改造", True),
        ("q=教育", False),
        ("q=安全为本", False),
        ("q=安全为本&where=text", True),
        ("q=澄民发[2026]3号", True),
        ("q=(2026)3号", True),
        ("q=澄政发〔2026〕3号", False),
        ("prefix=澄民发&number_year=2026&number_serial=3", True),
        ("number_serial=4", False),
        ("validity=standing", True),
        ("validity=void", False),
        ("issuer=民政局", True),
        ("issuer=教育局", False),
        ("agency=minzheng", True),
        ("year=2026", True),
        ("year=2025", False),
        ("doc_type=regulation", False),
        ("doc_type=regulation&doc_type=normative", True),
        ("office=澄溪县民政局", True),
        ("office=民政局", False),
        ("validity=in_force", True),
        ("validity=lapsed&validity=repealed", False),
        ("explained=yes&registered=yes", True),
        ("explained=no", False),
        ("registered=no", False),
        ("topic=没有的主题", False),
        ("validity=\0&doc_type=x&explained=maybe", True),
        ("year=x&page=99&agency=none", True),
    ],
)
def test_the_library_filters_by_the_address(query, found, pair, client):
    answer = client.get(f"{reverse('interpretation:policies')}?{query}")
    assert answer.status_code == 200
    assert (answer.context["page"].paginator.count == 1) is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("kind=graphic", True),
        ("kind=video", False),
        ("agency=minzheng", True),
        ("year=2026", True),
    ],
)
def test_the_interpretations_filter_by_the_address(query, found, pair, client):
    answer = client.get(f"{reverse('interpretation:interpretations')}?{query}")
    assert (pair[1].publication.title in answer.content.decode()) is found


def test_drafts_are_in_no_list(policy, client):
    policy()
    assert client.get(reverse("interpretation:policies")).context["page"].paginator.count == 0


def test_the_search_hears_of_both(pair):
    found = list(policies()) + list(interpretations())
    assert [(doc.kind, doc.doc_number) for doc in found] == [
        ("policy", "澄民发〔2026〕3号"),
        ("interpretation", "澄民发〔2026〕3号"),
    ]


def test_void_and_standing_agree_with_the_rule(policy):
    on = date(2026, 3, 2)
    cases = [
        {},
        {"expires_on": date(2026, 3, 1)},
        {"expires_on": on},
        {"stated_validity": "repealed"},
        {"effective_on": date(2026, 4, 1)},
    ]
    for number, facts in enumerate(cases):
        policy(doc_number=f"澄民发〔2026〕{number + 50}号", **facts)
    void = set(PolicyDocument.objects.void(on))
    assert void == {p for p in PolicyDocument.objects.all() if p.validity_on(on) in ("repealed", "lapsed")}
    assert set(PolicyDocument.objects.standing(on)) == set(PolicyDocument.objects.all()) - void


def test_every_facet_agrees_with_the_documents(policy, bring, client):
    for number in range(3):
        bring(policy(doc_number=f"澄民发〔2026〕{number + 20}号", topic="住房").publication, "published")
    facets = client.get(reverse("interpretation:policies"), {"year": "2026"}).context["facets"]
    counts = {facet.name: {c.label: c.count for c in facet.values} for facet in facets}
    assert counts == {"year": {"2026年": 3}}
    chosen = client.get(reverse("interpretation:policies"), {"explained": "yes"}).context
    assert [(c.label, c.count, c.chosen) for c in chosen["facets"][0].values] == [
        ("有解读", 0, True),
        ("没有解读", 3, False),
    ]
    assert chosen["chips"] == [("解读：有解读", "")]


def test_the_whole_library_is_counted_once_for_each_version_of_the_content(policy, bring, rf):
    def years(version, **asked):
        request = rf.get("/policies/", asked)
        request.content_version = version
        with CaptureQueriesContext(connection) as seen:
            html = views.policies(request).content.decode()
        return f"共 {html.count('2026年')} 处", sum("GROUP BY" in each["sql"] for each in seen)

    bring(policy(doc_number="澄民发〔2026〕60号").publication, "published")
    first = years(("one",))
    assert (first[1], years(("one",), validity="standing")[1], years(("one",), q="办法")[1]) == (1, 0, 1)
    bring(policy(doc_number="澄民发〔2026〕61号").publication, "published")
    assert years(("two",))[1] == 1 and years(("two",))[0] != first[0]


def test_searching_again_keeps_what_was_picked(pair, client):
    page = client.get(reverse("interpretation:policies"), {"year": "2026", "validity": "standing"})
    assert '<input type="hidden" name="year" value="2026">' in page.content.decode()
    assert page.context["chips"] == [
        ("有效性：有效", "year=2026"),
        ("成文年份：2026年", "validity=standing"),
    ]


def test_the_library_asks_six_questions_however_many_documents(policy, bring, client, rf):
    for number in range(4):
        bring(policy(doc_number=f"澄民发〔2026〕{number + 30}号").publication, "published")
    tables.current()
    with CaptureQueriesContext(connection) as seen:
        views.policies(rf.get("/policies/", {"validity": "standing", "q": "办法"}))
    assert len(seen) == 6


def test_the_facet_of_validity_agrees_with_the_rule(policy):
    on, at = date(2026, 3, 2), datetime(2026, 3, 2, 9, tzinfo=UTC)
    cases = [
        {},
        {"expires_on": date(2026, 3, 1)},
        {"expires_on": on},
        {"stated_validity": "repealed", "expires_on": date(2026, 3, 1)},
        {"repealed_on": on},
        {"repealed_on": date(2026, 3, 3)},
        {"effective_on": date(2026, 4, 1), "amended_on": on},
        {"amended_on": on},
        {"stated_validity": "amended"},
        {"stated_validity": ""},
    ]
    for number, facts in enumerate(cases):
        policy(doc_number=f"澄民发〔2026〕{number + 50}号", **facts)
    for found in PolicyDocument.objects.all().with_facets(on, at):
        assert found.facet_validity == (found.validity_on(on) or "unknown")
