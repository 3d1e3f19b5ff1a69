"""What cannot be decided waits at the supervisor; emergencies are made up for; three readers; grounds at the source."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from duties.models import Duty
from publishing import actions, gates, grounds, presets
from publishing.models import Review
from publishing.tests.fixtures import pass_reviews, refer

LATER = timedelta(hours=2)


def duties(publication, kind):
    return Duty.objects.open().about(publication).filter(kind=kind)


def test_what_the_agency_cannot_decide_waits_at_the_supervisor(drafted, bring, reviewer, supervisor, at):
    publication = bring(drafted(), "referred")
    assert duties(publication, "secrecy_decision").get().due_on == date(2026, 3, 9)
    assert duties(publication, "secrecy_decision").get() in Duty.objects.for_user(supervisor)
    with pytest.raises(Refused):
        pass_reviews(publication, Actor.of(reviewer), at + LATER)


def test_the_supervisors_pass_goes_on_with_what_the_reviewer_found(drafted, bring, supervisor, at):
    publication = bring(drafted(), "referred")
    done = actions.decide_secrecy(
        publication, Actor.of(supervisor), result="pass", reason="可以公开", at=at + LATER
    )
    assert done.state == "reviewed"
    assert not duties(publication, "secrecy_decision").exists()
    assert done.reviews.filter(kind="secrecy").values_list("by_label", "result")[0] == ("郑督导", "pass")


def test_the_supervisors_no_sends_it_back(drafted, bring, supervisor, at):
    publication = bring(drafted(), "referred")
    done = actions.decide_secrecy(
        publication, Actor.of(supervisor), result="fail", reason="属于工作秘密", at=at + LATER
    )
    assert done.state == "draft"


@pytest.mark.parametrize(("result", "reason"), [("undecided", "再想想"), ("pass", " ")])
def test_a_decision_is_yes_or_no_with_a_basis(result, reason, drafted, bring, supervisor, at):
    with pytest.raises(Refused):
        actions.decide_secrecy(
            bring(drafted(), "referred"), Actor.of(supervisor), result=result, reason=reason, at=at
        )


def test_an_edit_takes_the_question_back(drafted, bring, editor, at):
    publication = bring(drafted(), "referred")
    done = actions.edit(publication, Actor.of(editor), version=1, at=at + LATER, text="删去有疑问的段落。")
    assert done.state == "draft"
    assert not duties(publication, "secrecy_decision").exists()


def test_an_emergency_puts_wording_and_approval_off_by_one_working_day(drafted, bring, reviewer, head, at):
    publication = bring(drafted(), "submitted")
    for kind in ("secrecy", "privacy"):
        actions.review(publication, Actor.of(reviewer), kind=kind, result="pass", at=at)
    done = actions.publish_urgently(publication, Actor.of(head), reason="暴雨红色预警", at=at)
    assert (done.state, done.urgent_due) == ("published", date(2026, 3, 3))
    assert duties(done, "urgent_follow_up").get().due_on == date(2026, 3, 3)


@pytest.mark.parametrize("skipped", ["secrecy", "privacy"])
def test_no_emergency_skips_secrecy_or_privacy(skipped, drafted, bring, reviewer, head, at):
    publication = bring(drafted(), "submitted")
    for kind in {"secrecy", "privacy", "wording"} - {skipped}:
        actions.review(publication, Actor.of(reviewer), kind=kind, result="pass", at=at)
    with pytest.raises(actions.Blocked) as refused:
        actions.publish_urgently(publication, Actor.of(head), reason="暴雨红色预警", at=at)
    assert [found.gate for found in refused.value.obstacles] == [
        "secrecy_reviewed" if skipped == "secrecy" else "privacy_checked"
    ]


def test_withheld_information_is_not_published_in_an_emergency_either(drafted, bring, head, at):
    kept = bring(drafted(attribute="withheld", ground="16-1", ground_reason="内部管理"), "reviewed")
    with pytest.raises(actions.Blocked, match="不能发布"):
        actions.publish_urgently(kept, Actor.of(head), reason="急", at=at + LATER)


def test_what_was_put_off_is_made_up_for_by_somebody_else(drafted, bring, head, reviewer, at):
    publication = bring(drafted(), "urgent")
    with pytest.raises(Refused, match="另一位同事"):
        actions.follow_up(publication, Actor.of(head), result="pass", reason="已校对", at=at + LATER)
    done = actions.follow_up(publication, Actor.of(reviewer), result="fail", reason="有错字", at=at + LATER)
    assert duties(done, "urgent_follow_up").exists()
    done = actions.follow_up(publication, Actor.of(reviewer), result="pass", reason="已更正", at=at + LATER)
    assert done.urgent_due is None
    assert not duties(done, "urgent_follow_up").exists()
    with pytest.raises(Refused, match="没有需要补办"):
        actions.follow_up(publication, Actor.of(reviewer), result="pass", reason="再来", at=at + LATER)


def test_three_readings_take_two_reviewers_and_a_head(settings, drafted, bring, reviewer, head, at):
    settings.REVIEW_PRESET = "three"
    publication = bring(drafted(), "submitted")
    first = pass_reviews(publication, Actor.of(reviewer), at + LATER)
    assert first.state == "submitted"
    assert "还差 1 人" in gates.obstacles(first, "approve", at)[0].text
    second = actions.review_all(
        publication,
        Actor.of(head),
        records=dict.fromkeys(("secrecy", "privacy", "wording"), {"result": "pass", "basis": ""}),
        at=at + LATER * 2,
    )
    assert second.state == "reviewed"
    for reader in (reviewer, head):
        with pytest.raises(Refused, match="终审"):
            actions.approve(publication, Actor.of(reader), at=at + LATER * 3)


def test_one_person_reading_twice_is_one_reader():
    assert presets.passed_by([("吴", "pass"), ("吴", "pass")]) == {"吴"}
    assert presets.passed_by([("吴", "pass"), ("赵", "pass"), ("吴", "fail")]) == {"赵"}


@pytest.mark.parametrize(
    ("attribute", "ground", "reason", "missing"),
    [
        ("active", "", "", 0),
        ("on_request", "", "只涉及个别申请人", 1),
        ("on_request", "27", "只涉及个别申请人", 0),
        ("on_request", "16-2", "讨论中", 0),
        ("withheld", "27", "不在范围", 1),
        ("withheld", "14-a", " ", 1),
        ("withheld", "", "", 2),
    ],
)
def test_anything_but_public_names_a_ground_and_a_reason(attribute, ground, reason, missing):
    assert len(grounds.missing(attribute, ground, reason)) == missing


def test_a_document_approved_and_not_public_is_looked_at_again(drafted, bring, reviewer, at):
    kept = bring(drafted(attribute="withheld", ground="16-2", ground_reason="讨论记录"), "approved")
    assert kept.state_name == "已审定，不公开"
    actions.reassess(kept, Actor.of(reviewer), reason="仍在讨论", next_due=date(2026, 9, 1), at=at + LATER)
    assert duties(kept, "withheld_review").get().due_on == date(2026, 9, 1)


def test_the_supervisor_decides_on_the_desk(client, drafted, bring, supervisor):
    publication = bring(drafted(), "referred")
    client.force_login(supervisor)
    page = reverse("desk_publishing:detail", args=[publication.public_id])
    assert "确定能否公开" in client.get(page).content.decode()
    address = reverse("desk_publishing:decide", args=[publication.public_id])
    empty = client.post(address, {"result": "pass", "reason": ""})
    assert (empty.status_code, "写明依据与意见" in empty.content.decode()) == (409, True)
    assert client.post(address, {"result": "pass", "reason": "可以公开"}).status_code == 302
    publication.refresh_from_db()
    assert publication.state == "reviewed"


def test_a_second_look_is_recorded_on_the_desk(client, drafted, reviewer):
    kept = drafted(attribute="on_request", ground="27", ground_reason="只涉及个别人")
    client.force_login(reviewer)
    address = reverse("desk_publishing:reassess", args=[kept.public_id])
    assert client.post(address, {"reason": "仍只涉及个别人", "next_due": "2026-13-40"}).status_code == 409
    assert client.post(address, {"reason": "仍只涉及个别人", "next_due": "2027-01-04"}).status_code == 302
    kept.refresh_from_db()
    assert kept.review_due == date(2027, 1, 4)


def test_two_of_the_three_records_can_be_given_first(client, drafted, bring, reviewer):
    publication = bring(drafted(), "submitted")
    client.force_login(reviewer)
    address = reverse("desk_publishing:review", args=[publication.public_id])
    given = {"version": 1, "secrecy-result": "pass", "privacy-result": "pass"}
    assert client.post(address, {"version": 1}).status_code == 200
    assert client.post(address, given).status_code == 302
    assert set(Review.objects.values_list("kind", flat=True)) == {"secrecy", "privacy"}


def test_the_register_holds_everything_by_attribute(client, drafted, bring, editor):
    bring(drafted(), "published")
    drafted(title="=内部会议纪要", attribute="withheld", ground="16-2", ground_reason="讨论记录")
    client.force_login(editor)
    address = reverse("desk_publishing:register")
    page = client.get(address).content.decode()
    assert "=内部会议纪要" in page
    assert "关于做好临时救助工作的通知" in page
    only = client.get(address, {"attribute": "withheld"}).content.decode()
    assert "关于做好临时救助工作的通知" not in only
    assert "=内部会议纪要" not in client.get(address, {"due": "yes"}).content.decode()
    lines = client.get(address, {"format": "csv"}).getvalue().decode("utf-8-sig").splitlines()
    assert (len(lines), "'=内部会议纪要" in "".join(lines)) == (3, True)


def test_the_register_is_for_the_staff_of_the_agency(client, drafted, other_clerk):
    assert client.get(reverse("desk_publishing:register")).status_code == 302
    client.force_login(other_clerk)
    assert client.get(reverse("desk_publishing:register")).status_code == 403


def test_no_button_leads_what_is_not_public_to_the_public(client, drafted, bring, editor):
    kept = bring(drafted(attribute="withheld", ground="16-1", ground_reason="内部管理"), "approved")
    client.force_login(editor)
    page = client.get(reverse("desk_publishing:detail", args=[kept.public_id])).content.decode()
    assert 'value="publish"' not in page


def test_a_reviewer_cannot_refer_their_own_draft(drafted, bring, editor, at):
    with pytest.raises(Refused):
        refer(bring(drafted(), "submitted"), Actor.of(editor), at)
