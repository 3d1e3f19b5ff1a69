"""Gates, index numbers, revisions and what publishing sets off."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actors import Actor
from accounts.verbs import Refused
from audit.models import Entry
from duties.models import Duty
from publishing import actions, findings, gates
from publishing.models import Publication, Review
from publishing.querysets import for_item, for_items
from publishing.tests.fixtures import pass_reviews

LATER = timedelta(hours=2)


def test_all_obstacles_are_shown_at_once(drafted, at):
    publication = drafted(text="", formed_on=None)
    found = [obstacle.gate for obstacle in gates.obstacles(publication, "publish", at)]
    assert found == [
        "says_something",
        "complete",
        "secrecy_reviewed",
        "privacy_checked",
        "wording_checked",
        "approved",
    ]


def test_an_incomplete_draft_cannot_be_submitted(drafted, editor, at):
    with pytest.raises(actions.Blocked) as refused:
        actions.submit(drafted(text=""), Actor.of(editor), at=at)
    assert [obstacle.text for obstacle in refused.value.obstacles] == ["填写正文，或添加附件。"]


def test_a_draft_cannot_be_formed_tomorrow(drafted, editor, at):
    with pytest.raises(actions.Blocked, match="成文日期不能晚于今天"):
        actions.submit(drafted(formed_on=date(2026, 3, 3)), Actor.of(editor), at=at)


def test_publishing_gives_number_dates_and_audit_entry(drafted, bring):
    publication = bring(drafted(), "published")
    assert publication.index_number == "CX101/2026-00001"
    assert publication.published_on == date(2026, 3, 2)
    assert publication.first_published_at == publication.published_at
    assert "发布" in set(Entry.objects.about(publication).values_list("word", flat=True))


def test_index_numbers_run_per_agency_and_year_and_are_never_reused(drafted, bring):
    first = bring(drafted(), "withdrawn")
    second = bring(drafted(title="第二份通知"), "published")
    assert (first.index_number, second.index_number) == ("CX101/2026-00001", "CX101/2026-00002")


def test_an_edit_after_approval_needs_approval_again(drafted, bring, editor, at):
    publication = bring(drafted(), "approved")
    publication = actions.edit(publication, Actor.of(editor), version=1, at=at + LATER, text="改过的正文。")
    assert (publication.state, publication.revision) == ("draft", 2)
    names = [obstacle.gate for obstacle in gates.obstacles(publication, "publish", at)]
    assert names == ["secrecy_reviewed", "privacy_checked", "wording_checked", "approved"]


def test_a_second_editor_does_not_overwrite_the_first(drafted, editor, head, at):
    publication = drafted()
    actions.edit(publication, Actor.of(head), version=1, at=at, text="负责人先保存的正文。")
    with pytest.raises(actions.Outdated, match="赵负责在10:00保存过"):
        actions.edit(publication, Actor.of(editor), version=1, at=at + LATER, text="编辑后保存的正文。")
    publication.refresh_from_db()
    assert publication.text == "负责人先保存的正文。"
    assert publication.revisions.count() == 2


def test_a_review_that_cannot_decide_waits(drafted, bring, reviewer, at):
    publication = bring(drafted(), "submitted")
    actions.review(
        publication,
        Actor.of(reviewer),
        kind="secrecy",
        result="undecided",
        basis="报保密局确定",
        at=at + LATER,
    )
    texts = [obstacle.text for obstacle in gates.obstacles(publication, "publish", at)]
    assert texts[0].startswith("保密审查“不能确定”")


def test_a_failed_review_needs_a_basis_and_keeps_the_state(drafted, bring, reviewer, at):
    publication = bring(drafted(), "submitted")
    with pytest.raises(Refused, match="依据"):
        actions.review(publication, Actor.of(reviewer), kind="privacy", result="fail", at=at)
    done = actions.review(
        publication, Actor.of(reviewer), kind="privacy", result="fail", basis="含身份证号", at=at + LATER
    )
    assert done.state == "submitted"
    said = [obstacle.text for obstacle in gates.obstacles(done, "publish", at + LATER)]
    assert "个人信息检查没有通过：含身份证号。按意见修改后重新送审。" in said


def test_three_reviews_are_three_records_of_one_revision(drafted, bring):
    publication = bring(drafted(), "reviewed")
    found = Review.objects.filter(publication=publication).values_list("kind", "revision", "by_label")
    assert set(found) == {("secrecy", 1, "吴审核"), ("privacy", 1, "吴审核"), ("wording", 1, "吴审核")}


def test_a_second_sitting_takes_the_place_of_the_first(drafted, bring, reviewer, at):
    publication = bring(drafted(), "submitted")
    passing = dict.fromkeys(("secrecy", "privacy", "wording"), {"result": "pass", "basis": ""})
    asked = passing | {"wording": {"result": "undecided", "basis": "地名待核实"}}
    done = actions.review_all(publication, Actor.of(reviewer), records=asked, at=at + LATER)
    assert done.state == "submitted"
    done = actions.review_all(publication, Actor.of(reviewer), records=passing, at=at + LATER * 2)
    assert (done.state, done.reviews.count()) == ("reviewed", 6)


def test_a_sitting_locks_and_looks_once(drafted, bring, reviewer, at):
    publication = bring(drafted(), "submitted")
    with CaptureQueriesContext(connection) as seen:
        pass_reviews(publication, Actor.of(reviewer), at + LATER)
    asked = [query["sql"] for query in seen]
    assert sum("FOR UPDATE OF" in sql and "publishing_publication" in sql for sql in asked) == 1
    assert sum(sql.startswith("SELECT") and 'FROM "publishing_review"' in sql for sql in asked) == 1


def test_withheld_information_is_never_published(drafted, bring, editor, at):
    kept = drafted(attribute="withheld", ground="14-a", ground_reason="定密")
    with pytest.raises(actions.Blocked, match="不能发布"):
        actions.publish(bring(kept, "approved"), Actor.of(editor), at=at + LATER)


def test_the_database_itself_refuses_a_withheld_publication_in_public(drafted, bring):
    published = bring(drafted(), "published")
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=published.pk).update(attribute="withheld", ground_reason="x")


@pytest.mark.parametrize(
    "change",
    [
        {"first_published_at": datetime(2020, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))},
        {"index_number": "CX101/2026-99999"},
    ],
)
def test_the_first_publication_and_the_index_number_never_change(change, drafted, bring):
    published = bring(drafted(), "published")
    with pytest.raises(Exception, match="never change"), transaction.atomic():
        Publication.objects.filter(pk=published.pk).update(**change)


def test_the_duty_to_publish_runs_from_formation(drafted, bring):
    publication = drafted(formed_on=date(2026, 3, 2))
    duty = Duty.objects.open().about(publication).get()
    assert (duty.kind, duty.due_on) == ("publication", date(2026, 3, 30))
    bring(publication, "published")
    assert not Duty.objects.open().about(publication).exists()


def test_withheld_information_gets_a_duty_to_look_again(drafted):
    kept = drafted(attribute="on_request", ground_reason="涉及少数申请人")
    duty = Duty.objects.open().about(kept).get()
    assert (duty.kind, duty.due_on) == ("withheld_review", date(2027, 3, 2))


def test_an_item_knows_what_was_published_under_it(drafted, bring, item, at):
    published = bring(drafted(items=[item]), "published")
    drafted(items=[item], title="没有发布的")
    assert list(for_item(item, at + LATER)) == [published]
    assert for_items([item.pk], at + LATER) == {item.pk: (1, published.published_at)}


def test_an_unknown_fact_is_a_mistake_of_the_caller(drafted):
    with pytest.raises(TypeError, match="unknown facts: colour"):
        drafted(colour="red")


def test_html_from_elsewhere_passes_the_allow_list(drafted):
    publication = drafted(rich_text="<p onclick='x()'>正文</p><script>x()</script>")
    assert (publication.body_html, publication.text) == ("<p>正文</p>", "正文")


def test_passing_reviews_in_one_sitting_is_all_or_nothing(drafted, bring, editor, at):
    publication = bring(drafted(), "submitted")
    with pytest.raises(Refused):
        pass_reviews(publication, Actor.of(editor), at)
    assert publication.reviews.count() == 0


def test_personal_data_stays_only_with_a_recorded_basis(drafted, bring, reviewer, at):
    publication = bring(drafted(text="联系人手机13812345678。"), "submitted")
    passing = {"kind": "privacy", "result": "pass", "at": at + LATER}
    with pytest.raises(Refused, match="写明公开它的依据"):
        actions.review(publication, Actor.of(reviewer), **passing)
    actions.review(publication, Actor.of(reviewer), basis="单位值班手机", **passing)
    assert publication.reviews.get().basis == "单位值班手机"


def test_masking_leaves_nothing_to_find(drafted, editor, at):
    publication = actions.mask(drafted(text="联系人手机13812345678。"), Actor.of(editor), at=at)
    assert "13812345678" not in publication.text + publication.body_html
    assert findings.of(publication).total == 0
    assert publication.revision == 2
