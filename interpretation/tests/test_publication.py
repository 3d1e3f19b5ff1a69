"""A policy and its interpretation on their way to the public, and the clock of three working days."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from audit.models import Entry
from duties.models import Duty
from interpretation import actions, search_source
from interpretation.models import PolicyDocument
from interpretation.standing import interpretation_due_on, interpretation_status
from publishing import actions as publishing
from publishing.verbs import WITHDRAW


def fresh(policy):
    return PolicyDocument.objects.select_related("publication").get(pk=policy.pk)


def duty(policy):
    return Duty.objects.open().about(policy).filter(kind="interpretation").first()


def test_a_policy_without_plan_cannot_be_submitted(policy, editor, at):
    draft = policy(plan_outline="", plan_person="")
    with pytest.raises(publishing.Blocked, match="补全解读方案：解读提纲、解读人"):
        publishing.submit(draft.publication, Actor.of(editor), at=at)


def test_a_waiver_with_a_reason_takes_the_place_of_a_plan(policy, bring):
    draft = policy(interpretation_required=False, waiver_reason="只调整联系电话", plan_outline="")
    assert bring(draft.publication, "published").state == "published"
    assert interpretation_status(fresh(draft), date(2026, 3, 9)) == "waived"
    assert duty(draft) is None


def test_a_waiver_without_a_reason_is_refused(policy):
    with pytest.raises(Refused, match="写明理由"):
        policy(interpretation_required=False, waiver_reason=" ")


def test_publishing_a_policy_opens_the_duty(policy, bring):
    published = policy()
    bring(published.publication, "published")
    assert duty(published).due_on == date(2026, 3, 5)
    assert interpretation_due_on(fresh(published)) == date(2026, 3, 5)
    assert interpretation_status(fresh(published), date(2026, 3, 5)) == "due"
    assert interpretation_status(fresh(published), date(2026, 3, 6)) == "overdue"


def test_an_interpretation_closes_it(policy, explaining, bring):
    published = policy()
    bring(published.publication, "published")
    bring(explaining(published).publication, "published")
    assert duty(published) is None
    assert interpretation_status(fresh(published), date(2026, 3, 9)) == "published"


def test_an_approved_interpretation_goes_out_in_the_same_sitting(policy, explaining, bring):
    draft = policy()
    material = explaining(draft)
    bring(material.publication, "approved")
    bring(draft.publication, "published")
    material.publication.refresh_from_db()
    assert material.publication.state == "published"
    assert not Duty.objects.about(draft).exists()


def test_an_interpretation_never_comes_before_its_policy(policy, explaining, bring, editor, at):
    material = bring(explaining(policy()).publication, "approved")
    with pytest.raises(publishing.Blocked, match="所解读的文件还没有发布"):
        publishing.publish(material, Actor.of(editor), at=at)


def test_withdrawing_the_only_interpretation_opens_the_duty_again(policy, explaining, bring):
    published = policy()
    bring(published.publication, "published")
    bring(explaining(published).publication, "withdrawn")
    assert duty(published).due_on == date(2026, 3, 5)


def test_withdrawing_the_policy_closes_its_duty(policy, bring):
    published = policy()
    bring(published.publication, "withdrawn")
    assert duty(published) is None


def test_a_document_number_is_given_once(policy, bring, editor, at):
    bring(policy().publication, "submitted")
    second = policy(title="另一份办法", doc_number="澄民发[2026]3号")
    with pytest.raises(publishing.Blocked, match="已经用过"):
        publishing.submit(second.publication, Actor.of(editor), at=at)


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_public_leaves_its_number_free(state, policy, bring):
    bring(policy().publication, state)
    second = policy(title="另一份办法", doc_number="澄民发[2026]3号")
    assert bring(second.publication, "published").state == "published"


def test_a_number_is_locked_until_its_policy_is_out(policy, bring, editor, at):
    approved = bring(policy().publication, "approved")
    with CaptureQueriesContext(connection) as seen:
        publishing.publish(approved, Actor.of(editor), at=at + timedelta(hours=1))
    assert any("pg_advisory_xact_lock(3701" in query["sql"] for query in seen)


def test_a_policy_without_its_facts_cannot_be_submitted(drafted, editor, at):
    bare = drafted(kind="policy")
    with pytest.raises(publishing.Blocked, match="登记这份政策文件的要素"):
        publishing.submit(bare, Actor.of(editor), at=at)


def test_an_interpretation_of_nothing_cannot_be_submitted(drafted, editor, at):
    with pytest.raises(publishing.Blocked, match="选择所解读的政策文件"):
        publishing.submit(drafted(kind="interpretation"), Actor.of(editor), at=at)


def test_changing_the_plan_after_approval_needs_approval_again(policy, bring, editor, at):
    draft = policy()
    bring(draft.publication, "approved")
    done = actions.edit_policy(
        draft, Actor.of(editor), version=1, at=at + timedelta(hours=1), facts={"plan_person": "另一位"}
    )
    assert (done.state, done.revision, fresh(draft).plan_person) == ("draft", 2, "另一位")


def test_an_interpretation_s_text_is_all_its_parts(explaining, policy, editor, at):
    material = explaining(policy())
    assert "六类重点对象。" in material.publication.text
    done = actions.edit_interpretation(
        material, Actor.of(editor), version=1, at=at, facts={"sections": {"scope": "五类对象。"}}
    )
    assert done.text == "谁能享受\n五类对象。"


VERBS = [
    ("repeal", {"on": date(2026, 3, 2)}, "repealed"),
    ("amend", {"on": date(2026, 3, 2)}, "amended"),
    ("lapse", {"on": date(2026, 3, 2)}, "lapsed"),
    ("waive", {}, "in_force"),
]


@pytest.mark.parametrize(("name", "more", "state"), VERBS, ids=[row[0] for row in VERBS])
def test_each_verb(name, more, state, policy, bring, reviewer, editor, at):
    published = policy()
    with pytest.raises(Refused):
        getattr(actions, name)(published, Actor.of(reviewer), reason="见新文件", at=at, **more)
    bring(published.publication, "published")
    with pytest.raises(Refused):
        getattr(actions, name)(published, Actor.of(editor), reason="见新文件", at=at, **more)
    with pytest.raises(Refused, match="理由"):
        getattr(actions, name)(published, Actor.of(reviewer), reason="", at=at, **more)
    done = getattr(actions, name)(published, Actor.of(reviewer), reason="见新文件", at=at, **more)
    assert done.validity_on(date(2026, 3, 2)) == state
    assert (duty(published) is None) is (name == "waive")


def test_the_policy_page_says_honestly_what_is_missing(policy, bring, client):
    published = policy()
    bring(published.publication, "published")
    text = client.get(reverse("publishing:detail", args=[published.publication.public_id])).content.decode()
    assert "解读还没有发布，应于2026年3月5日前发布" in text


def test_withdrawing_a_policy_withdraws_what_explains_it(policy, explaining, bring, reviewer, client, at):
    published, later = policy(), at + timedelta(hours=1)
    bring(published.publication, "published")
    material = bring(explaining(published).publication, "published")
    publishing.withdraw(published.publication, Actor.of(reviewer), reason="数据有误", at=later)
    material.refresh_from_db()
    assert (material.state, material.withdrawal_note) == ("withdrawn", "数据有误")
    assert client.get(reverse("publishing:detail", args=[material.public_id])).status_code == 410
    assert client.get(reverse("publishing:word", args=[material.public_id])).status_code == 410
    assert list(search_source.interpretations()) == []
    assert Entry.objects.filter(word=WITHDRAW.word, at=later).count() == 2
    assert duty(published) is None


def test_a_withdrawn_policy_needs_no_interpretation_any_more(policy, bring, reviewer, at):
    published = policy()
    bring(published.publication, "withdrawn")
    actions._interpretation_moved(fresh(published), at)
    assert duty(published) is None


def test_search_is_told_index_and_registration_number(policy, bring):
    published = policy(registration_number="GF-2026-0009")
    bring(published.publication, "published")
    (found,) = search_source.policies()
    assert found.serials == (fresh(published).publication.index_number, "GF-2026-0009")
