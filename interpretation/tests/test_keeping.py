"""Registered, related, listed: how policies are kept in order (国办发〔2018〕37号)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from interpretation import actions, keeping, pages, registering
from interpretation.models import PolicyDocument, Relation
from publishing import actions as publishing
from publishing.models import Publication

LATER = timedelta(hours=2)
APRIL = datetime(2026, 4, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def other(policy, bring):
    """Another policy, public."""
    found = policy(title="澄溪县危房改造管理办法", doc_number="澄民发〔2026〕1号")
    bring(found.publication, "published")
    return found


def test_what_is_not_registered_is_not_published(policy, bring, supervisor, editor, at):
    found = policy(registration_number="")
    approved = bring(found.publication, "approved")
    with pytest.raises(publishing.Blocked, match="三统一"):
        publishing.publish(approved, Actor.of(editor), at=at + LATER)
    done = keeping.register(found, Actor.of(supervisor), at=at + LATER)
    assert (done.registration_number, done.registered_on) == ("GF-2026-0001", date(2026, 3, 2))
    assert publishing.publish(approved, Actor.of(editor), at=at + LATER).state == "published"


def test_numbers_run_on_and_are_given_by_the_office_only(policy, supervisor, editor, at):
    first, second = policy(registration_number=""), policy(title="另一份办法", registration_number="")
    with pytest.raises(Refused):
        keeping.register(first, Actor.of(editor), at=at)
    numbers = [
        keeping.register(each, Actor.of(supervisor), at=at).registration_number for each in (first, second)
    ]
    assert numbers == ["GF-2026-0001", "GF-2026-0002"]
    with pytest.raises(Refused, match="已经登记过"):
        keeping.register(first, Actor.of(supervisor), at=at)


def test_a_number_from_elsewhere_is_taken_and_the_rule_steps_over_it(policy, supervisor, at):
    first, second, third = (policy(title=f"办法{n}", registration_number="") for n in range(3))
    given = keeping.register(first, Actor.of(supervisor), at=at, given=" GF-2026-0001 ")
    assert given.registration_number == "GF-2026-0001"
    assert keeping.register(second, Actor.of(supervisor), at=at).registration_number == "GF-2026-0002"
    with pytest.raises(Refused, match="已经用过"):
        keeping.register(third, Actor.of(supervisor), at=at, given="GF-2026-0002")
    with pytest.raises(Refused, match="最多 60 个字"):
        keeping.register(third, Actor.of(supervisor), at=at, given="号" * 61)


def test_registering_asks_first_and_says_that_nothing_is_public_yet(policy, client, supervisor, editor):
    found = policy(registration_number="")
    address = reverse("desk_publishing:detail", args=[found.publication.public_id])
    client.force_login(editor)
    assert 'id="registering"' not in client.get(address).text
    client.force_login(supervisor)
    page = client.get(address).text
    assert "确定登记" in page and "登记不等于发布" in page
    act = reverse("desk_interpretation:act", args=[found.publication.public_id])
    page = client.post(act, {"verb": "register", "given": "市规〔2026〕8号"}, follow=True).text
    assert "已登记，登记号 市规〔2026〕8号。文件还没有发布，公众还看不到。" in page
    assert "公众页面已经更新" not in page and 'id="registering"' not in page


def test_a_reason_for_later_material_claims_no_public_page(policy, bring, client, editor):
    found = policy(late_reason="")
    bring(found.publication, "submitted")
    client.force_login(editor)
    act = reverse("desk_interpretation:act", args=[found.publication.public_id])
    page = client.post(act, {"verb": "follow_later", "reason": "图解在做"}, follow=True).text
    assert "已记录解读材料随后发布的理由。文件还没有发布，公众还看不到。" in page


def test_a_registration_number_is_given_once(policy):
    policy(registration_number="GF-2026-0009")
    with pytest.raises(IntegrityError), transaction.atomic():
        policy(title="另一份办法", registration_number="GF-2026-0009")


def test_other_documents_and_other_counties_need_no_registration(settings, policy, bring):
    assert bring(policy(doc_type="other", registration_number="").publication, "published")
    settings.REGISTRATION_RULE = ""
    waiting = policy(title="另一份办法", doc_number="澄民发〔2026〕9号", registration_number="")
    assert bring(waiting.publication, "published").state == "published"


@pytest.mark.parametrize("named", ["澄民发[2026]1号", "《澄溪县危房改造管理办法》"])
def test_a_document_is_found_by_number_or_title(named, policy, other, editor, at):
    found = policy(doc_number="澄民发〔2026〕5号")
    relation = keeping.relate(found, Actor.of(editor), kind="based_on", named=named, at=at)
    assert relation.target == other


def test_a_document_of_elsewhere_stands_by_its_title(policy, editor, at):
    named = "《中华人民共和国政府信息公开条例》"
    relation = keeping.relate(policy(), Actor.of(editor), kind="based_on", named=named, at=at)
    assert (relation.target, relation.title) == (None, named)


@pytest.mark.parametrize(
    ("kind", "named"), [("eats", "某文"), ("amends", " "), ("amends", "澄民发〔2026〕3号")]
)
def test_a_relation_names_a_kind_and_another_document(kind, named, policy, editor, at):
    with pytest.raises(Refused):
        keeping.relate(policy(), Actor.of(editor), kind=kind, named=named, at=at)


def test_relations_are_kept_by_the_office_only(policy, editor, clerk, at):
    found = policy()
    with pytest.raises(Refused):
        keeping.relate(found, Actor.of(clerk), kind="based_on", named="某文", at=at)
    relation = keeping.relate(found, Actor.of(editor), kind="based_on", named="某文", at=at)
    with pytest.raises(Refused):
        keeping.unrelate(relation, Actor.of(clerk), at=at)
    keeping.unrelate(relation, Actor.of(editor), at=at)
    assert not Relation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "field"), [("amends", "amended_on"), ("repeals", "repealed_on"), ("replaces", "repealed_on")]
)
def test_validity_follows_when_the_new_document_comes_out(kind, field, policy, other, bring, editor, at):
    found = policy(doc_number="澄民发〔2026〕5号", effective_on=date(2026, 4, 1))
    keeping.relate(found, Actor.of(editor), kind=kind, named="澄民发〔2026〕1号", at=at)
    assert getattr(PolicyDocument.objects.get(pk=other.pk), field) is None
    bring(found.publication, "published")
    assert getattr(PolicyDocument.objects.get(pk=other.pk), field) == date(2026, 4, 1)


def test_what_is_public_is_related_by_who_may_approve_and_taken_back_whole(
    policy, other, bring, editor, reviewer, at
):
    found = policy(doc_number="澄民发〔2026〕5号", effective_on=date(2026, 3, 1))
    bring(found.publication, "published")
    asked = {"kind": "repeals", "named": "澄民发〔2026〕1号", "at": at + LATER}
    with pytest.raises(Refused, match="权限：需要信息审核"):
        keeping.relate(found, Actor.of(editor), **asked)
    relation = keeping.relate(found, Actor.of(reviewer), **asked)
    assert PolicyDocument.objects.get(pk=other.pk).repealed_on == date(2026, 3, 1)
    with pytest.raises(Refused):
        keeping.unrelate(relation, Actor.of(editor), at=at + LATER)
    keeping.unrelate(relation, Actor.of(reviewer), at=at + LATER)
    assert PolicyDocument.objects.get(pk=other.pk).repealed_on is None


@pytest.mark.parametrize("state", ["reviewed", "approved"])
def test_what_was_reviewed_is_related_to_nothing_more(state, policy, other, bring, editor, at):
    found = policy(doc_number="澄民发〔2026〕5号")
    bring(found.publication, state)
    with pytest.raises(Refused):
        keeping.relate(found, Actor.of(editor), kind="repeals", named="澄民发〔2026〕1号", at=at + LATER)


def test_a_repeal_noted_by_mistake_is_taken_back_with_a_reason(other, reviewer, editor, at):
    who = Actor.of(reviewer)
    with pytest.raises(Refused, match="不需要恢复"):
        keeping.reinstate(other, who, reason="登记错了", at=at + LATER)
    actions.repeal(other, who, on=date(2026, 3, 2), reason="被替代", at=at + LATER)
    for actor, reason in ((who, " "), (Actor.of(editor), "登记错了")):
        with pytest.raises(Refused):
            keeping.reinstate(other, actor, reason=reason, at=at + LATER)
    assert keeping.reinstate(other, who, reason="登记错了", at=at + LATER).repealed_on is None


def test_what_another_document_repeals_is_reinstated_there(policy, other, bring, editor, reviewer, at):
    found = policy(doc_number="澄民发〔2026〕5号")
    keeping.relate(found, Actor.of(editor), kind="repeals", named="澄民发〔2026〕1号", at=at)
    bring(found.publication, "published")
    with pytest.raises(Refused, match="先在它那里删除关系"):
        keeping.reinstate(other, Actor.of(reviewer), reason="登记错了", at=at + LATER)


def test_both_pages_show_the_relation_once_both_are_public(policy, other, bring, editor, at):
    found = policy(doc_number="澄民发〔2026〕5号")
    keeping.relate(found, Actor.of(editor), kind="implements", named="澄民发〔2026〕1号", at=at)
    assert pages.relations(other, at + LATER) == []
    bring(found.publication, "published")
    assert pages.relations(other, at + LATER)[0][0] == "配套和落实的文件"
    assert pages.relations(found, at + LATER)[0][1][0]["title"] == "澄溪县危房改造管理办法"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("amends", "请以修改后的文本为准。修改它的文件是<a"),
        ("repeals", "仅供查阅。废止、替代它的文件是<a"),
        ("implements", None),
    ],
)
def test_the_banner_leads_to_the_document_that_acted(kind, words, policy, other, bring, editor, client, at):
    found = policy(doc_number="澄民发〔2026〕5号")
    keeping.relate(found, Actor.of(editor), kind=kind, named="澄民发〔2026〕1号", at=at)
    bring(found.publication, "published")
    text = client.get(reverse("publishing:detail", args=[other.publication.public_id])).content.decode()
    assert (words in text) if words else ("它的文件是" not in text)


def test_each_quarter_a_list_is_drafted_once(other, agency):
    made = keeping.draft_lists(APRIL)
    assert [found.title for found in made] == ["澄溪县民政局2026年第一季度规范性文件目录"]
    assert "| GF-1 | 澄溪县危房改造管理办法 | 澄民发〔2026〕1号 | 2026-03-02 |" in made[0].text
    assert made[0].state == "draft"
    assert keeping.draft_lists(APRIL + timedelta(days=5)) == []
    assert Publication.objects.filter(origin__startswith="list:").count() == 1


def test_a_quarter_without_documents_has_no_list(other):
    assert keeping.draft_lists(APRIL + timedelta(days=100)) == []


@pytest.mark.parametrize(
    ("on", "quarter", "days"),
    [
        (date(2026, 4, 1), (2026, 1), (date(2026, 1, 1), date(2026, 3, 31))),
        (date(2026, 1, 15), (2025, 4), (date(2025, 10, 1), date(2025, 12, 31))),
        (date(2026, 9, 30), (2026, 2), (date(2026, 4, 1), date(2026, 6, 30))),
    ],
)
def test_the_quarter_before_a_day(on, quarter, days):
    assert registering.quarter_before(on) == quarter
    assert registering.days_of(*quarter) == days


def test_two_directories_by_validity(other, client, reviewer):
    Publication.objects.update(published_at=datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Shanghai")))
    address = reverse("interpretation:directory")
    assert "危房改造管理办法" in client.get(address).content.decode()
    PolicyDocument.objects.update(expires_on=date(2026, 3, 3))
    assert "危房改造管理办法" not in client.get(address).content.decode()
    assert "危房改造管理办法" in client.get(address, {"which": "void"}).content.decode()


def test_registering_and_relating_on_the_desk(client, policy, supervisor, editor):
    found = policy(registration_number="")
    address = reverse("desk_interpretation:act", args=[found.publication.public_id])
    client.force_login(supervisor)
    assert client.post(address, {"verb": "register"}).status_code == 302
    client.force_login(editor)
    assert client.post(address, {"verb": "relate", "kind": "based_on", "named": ""}).status_code == 409
    assert client.post(address, {"verb": "relate", "kind": "based_on", "named": "某文"}).status_code == 302
    relation = found.relations.get()
    assert client.post(address, {"verb": "unrelate", "relation": relation.pk}).status_code == 302
    assert client.post(address, {"verb": "unrelate", "relation": relation.pk}).status_code == 409
