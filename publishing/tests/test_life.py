"""Scheduled publication, public notices that end, corrections, comparable revisions, index numbers by the county's rule."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from audit.models import Entry
from outbox.models import Message
from publishing import actions, checks, comparing, desk, notices, pages, rules
from publishing.models import Attachment, NoticeKind, Publication
from publishing.search_source import documents
from publishing.tests.fixtures import propose

LATER = timedelta(hours=2)
BEIJING = ZoneInfo("Asia/Shanghai")


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=BEIJING)


def test_what_is_scheduled_goes_out_at_its_hour_and_once(drafted, bring, editor, at):
    publication = bring(drafted(), "approved")
    actions.schedule(publication, Actor.of(editor), when=at + LATER, at=at + timedelta(hours=1))
    assert actions.publish_due(at + timedelta(hours=1)) == 0
    assert actions.publish_due(at + LATER) == 1
    assert actions.publish_due(at + LATER) == 0
    publication.refresh_from_db()
    assert (publication.state, publication.scheduled_at) == ("published", None)
    assert Entry.objects.about(publication).filter(word="发布", actor_label="系统").count() == 1


def test_a_time_that_is_over_is_refused(drafted, bring, editor, at):
    with pytest.raises(Refused, match="晚于现在"):
        actions.schedule(bring(drafted(), "approved"), Actor.of(editor), when=at, at=at + LATER)


def test_the_desk_says_that_what_is_scheduled_needs_nothing_more(drafted, bring, editor, at):
    publication = bring(drafted(), "approved")
    assert desk.next_step(publication) == "下一步：按“发布”，或者定时发布。"
    done = actions.schedule(publication, Actor.of(editor), when=at + LATER, at=at + timedelta(hours=1))
    assert desk.next_step(done).startswith("已定时，到时自动发布")


def test_an_edit_takes_it_off_the_schedule(drafted, bring, editor, at):
    publication = bring(drafted(), "approved")
    actions.schedule(publication, Actor.of(editor), when=at + LATER, at=at + timedelta(hours=1))
    done = actions.edit(publication, Actor.of(editor), version=1, at=at + timedelta(hours=1), text="改")
    assert done.scheduled_at is None


def test_what_stands_against_it_at_its_hour_is_said(drafted, bring, editor, at):
    publication = bring(drafted(), "approved")
    actions.schedule(publication, Actor.of(editor), when=at + LATER, at=at + timedelta(hours=1))
    publication.reviews.filter(kind="approval").update(result="fail")
    assert actions.publish_due(at + LATER) == 0
    publication.refresh_from_db()
    assert (publication.state, publication.scheduled_at) == ("approved", None)
    assert "批准" in publication.schedule_problem


@pytest.fixture
def notice(drafted, bring, editor, at):
    """A 公示 until 9 March with a list of names, in text and as a file."""
    notices.load()
    publication = drafted(
        kind="publicity",
        text="共救助 2 户。",
        personal_text="| 姓名 | 金额 |\n| 甲某某 | 800 |",
        ends_on=date(2026, 3, 9),
    )
    upload = SimpleUploadedFile("名单.txt", "甲某某".encode())
    actions.attach(publication, Actor.of(editor), upload=upload, personal=True, at=at)
    publication.refresh_from_db()
    return bring(publication, "published")


def test_a_notice_shows_its_list_until_its_last_day(notice):
    assert "甲某某" in pages.notice(notice, noon(3, 9))["html"]
    assert len(pages.attachments(notice, noon(3, 9))) == 1
    after = pages.notice(notice, noon(3, 10))
    assert (after["html"], after["running"]) == ("", False)
    assert pages.attachments(notice, noon(3, 10)) == []
    assert notice.text == "共救助 2 户。"


def test_the_file_is_not_found_the_day_after(notice):
    assert Attachment.objects.public(noon(3, 9)).exists()
    assert not Attachment.objects.public(noon(3, 10)).exists()


def test_names_are_in_no_index_and_no_download(notice, client):
    Publication.objects.filter(pk=notice.pk).update(published_at=notice.created_at)
    assert "甲某某" not in next(iter(documents([notice.public_id]))).text
    assert client.get(reverse("publishing:word", args=[notice.public_id])).status_code == 200
    page = client.get(reverse("publishing:detail", args=[notice.public_id])).content.decode()
    assert "甲某某" not in page
    assert "已经撤下" in page


def test_index_and_caches_hear_of_the_end_once(notice):
    Message.objects.all().delete()
    assert actions.end_notices(noon(3, 9)) == 0
    assert actions.end_notices(noon(3, 10)) == 1
    assert actions.end_notices(noon(3, 11)) == 0
    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"kind": "publicity"}, "填写公示截止日期"),
        ({"personal_text": "甲某某"}, "填写公示截止日期"),
        ({"kind": "publicity", "ends_on": date(2026, 2, 1)}, "不能早于成文日期"),
    ],
)
def test_a_notice_without_an_end_is_not_submitted(facts, wanted, drafted, editor, at):
    with pytest.raises(actions.Blocked, match=wanted):
        actions.submit(drafted(**facts), Actor.of(editor), at=at)


NAMES = "| 姓名 | 金额 |\n| --- | --- |\n| 王小明 | 800 |"


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({"text": NAMES}, "标题或正文里的姓名.*期满也不会撤下"),
        ({"text": "申请人：王小明"}, "期满也不会撤下"),
        ({"text": "申请人：澄溪县云栎食品有限公司"}, ""),
        ({"text": NAMES.replace("王小明", "王**")}, ""),
        ({"personal_text": NAMES}, ""),
    ],
)
def test_what_a_list_may_show_for_its_time_does_not_stand_in_the_text(facts, wanted, drafted, at):
    """惠民补贴公示 shows names: in its list, which leaves at the end, and not in the text, which stays."""
    notices.load()
    kind = NoticeKind.objects.get(slug="subsidy")
    publication = drafted(kind="publicity", notice_kind=kind, ends_on=date(2026, 3, 9), **facts)
    said = notices.objections(publication)
    assert re.search(wanted, said[0]) if wanted else said == []


@pytest.mark.parametrize(("personal", "held"), [(True, False), (False, True)])
def test_a_file_with_names_leaves_at_the_end_or_is_held(personal, held, drafted, editor, at):
    notices.load()
    kind = NoticeKind.objects.get(slug="subsidy")
    publication = drafted(kind="publicity", notice_kind=kind, ends_on=date(2026, 3, 9))
    upload = SimpleUploadedFile("名单.txt", "姓名\t金额\n王小明\t800".encode())
    actions.attach(publication, Actor.of(editor), upload=upload, personal=personal, at=at)
    assert any("期满也不会撤下" in text for text in notices.objections(publication)) is held


def test_one_click_covers_what_would_stay(drafted, editor, at):
    notices.load()
    kind = NoticeKind.objects.get(slug="subsidy")
    publication = drafted(kind="publicity", notice_kind=kind, ends_on=date(2026, 3, 9), text=NAMES)
    publication = actions.mask(publication, Actor.of(editor), at=at)
    assert "王**" in publication.text
    assert notices.objections(publication) == []


def test_a_correction_brings_no_names_back(notice, editor, at):
    with pytest.raises(Refused, match="姓名超出了公示"):
        actions.correct(
            notice, Actor.of(editor), title=notice.title, text=f"共救助 2 户。\n{NAMES}", reason="补充", at=at
        )


def test_a_correction_changes_the_page_and_keeps_the_first_day(drafted, bring, reviewer, at):
    publication = bring(drafted(), "corrected")
    first, before = publication.first_published_at, publication.digest
    done = actions.decide_correction(
        publication, Actor.of(reviewer), result="pass", reason="核对过", at=at + timedelta(days=1)
    )
    assert "重点人群" in done.body_html
    assert (done.first_published_at, done.revision) == (first, 2)
    found = done.corrections.get()
    assert (found.state, found.digest_before, found.digest_after) == ("applied", before, done.digest)
    assert set(done.reviews.filter(revision=2).values_list("kind", flat=True)) == {
        "secrecy",
        "privacy",
        "wording",
        "approval",
    }


def test_until_it_is_decided_the_public_sees_the_old_text(drafted, bring):
    publication = bring(drafted(), "corrected")
    assert "重点对象" in publication.text


def test_a_correction_that_is_refused_changes_nothing(drafted, bring, reviewer, at):
    publication = bring(drafted(), "corrected")
    actions.decide_correction(publication, Actor.of(reviewer), result="fail", reason="原文无误", at=at)
    publication.refresh_from_db()
    assert (publication.revision, publication.corrections.get().state) == (1, "dropped")
    with pytest.raises(Refused, match="没有等待核准"):
        actions.decide_correction(publication, Actor.of(reviewer), result="pass", reason="再来", at=at)


def test_who_proposes_does_not_decide_and_one_waits_at_a_time(drafted, bring, reviewer, editor, at):
    publication = propose(bring(drafted(), "published"), Actor.of(reviewer), at + LATER)
    with pytest.raises(Refused, match="另一位同事"):
        actions.decide_correction(publication, Actor.of(reviewer), result="pass", reason="自己看过", at=at)
    with pytest.raises(Refused, match="已经有一件"):
        propose(publication, Actor.of(editor), at + LATER)


def test_a_correction_changes_something(drafted, bring, editor, at):
    publication = bring(drafted(), "published")
    for text in (publication.text, " "):
        with pytest.raises(Refused):
            actions.correct(
                publication, Actor.of(editor), title=publication.title, text=text, reason="改", at=at
            )


def test_corrections_and_withdrawals_are_listed_with_their_digests(drafted, bring, reviewer, client, at):
    publication = bring(drafted(), "corrected")
    actions.decide_correction(publication, Actor.of(reviewer), result="pass", reason="核对过", at=at)
    gone = bring(drafted(title="收回的通知"), "withdrawn")
    listed = client.get(reverse("publishing:changes")).content.decode()
    assert "“重点对象”应为“重点人群”。" in listed
    assert gone.index_number in listed
    assert "收回的通知" not in listed
    history = client.get(reverse("publishing:history", args=[publication.public_id])).content.decode()
    for revision in publication.revisions.all():
        assert revision.digest in history
    page = client.get(reverse("publishing:detail", args=[publication.public_id])).content.decode()
    correction = publication.corrections.get()
    assert "更正说明" in page and correction.digest_before in page and correction.digest_after in page
    assert page.index("更正过。") < page.index('class="gw"') < page.index('id="corrections"')


def test_digests_of_drafts_are_not_shown(drafted, bring, editor, client, at):
    publication = drafted(text="内部讨论稿。")
    draft_digest = publication.digest
    publication = actions.edit(publication, Actor.of(editor), version=1, at=at, text="定稿。")
    publication = bring(publication, "published")
    history = client.get(reverse("publishing:history", args=[publication.public_id])).content.decode()
    assert draft_digest not in history
    assert publication.digest in history


def test_two_revisions_are_compared_on_the_desk(client, drafted, bring, editor, reviewer, at):
    publication = bring(drafted(), "corrected")
    client.force_login(reviewer)
    proposed = client.get(reverse("desk_publishing:proposed", args=[publication.public_id])).content.decode()
    assert "对象</del>" in proposed
    actions.decide_correction(publication, Actor.of(reviewer), result="pass", reason="核对过", at=at)
    address = reverse("desk_publishing:compare", args=[publication.public_id, 1, 2])
    assert "人群</ins>" in client.get(address).content.decode()
    assert (
        client.get(reverse("desk_publishing:compare", args=[publication.public_id, 1, 9])).status_code == 404
    )


def test_a_correction_is_written_on_the_desk(client, drafted, bring, editor):
    publication = bring(drafted(), "published")
    client.force_login(editor)
    address = reverse("desk_publishing:correct", args=[publication.public_id])
    assert client.get(address).status_code == 200
    half = client.post(address, {"title": "新标题", "text": "新的正文", "reason": ""})
    assert "新的正文" in half.content.decode()
    assert client.post(address, {"title": "新标题", "text": "新的正文", "reason": "写错"}).status_code == 302


def test_a_time_is_set_and_taken_back_on_the_desk(client, drafted, bring, editor):
    publication = bring(drafted(), "approved")
    client.force_login(editor)
    address = reverse("desk_publishing:schedule", args=[publication.public_id])
    assert client.post(address, {"when": "不是时间"}).status_code == 409
    assert client.post(address, {"when": "2099-01-05T09:00"}).status_code == 302
    act = reverse("desk_publishing:act", args=[publication.public_id])
    assert client.post(act, {"verb": "unschedule"}).status_code == 302
    publication.refresh_from_db()
    assert publication.scheduled_at is None


def test_paragraphs_are_compared_within():
    found = comparing.lines("一\n补助八百元。\n删去的", "一\n补助九百元。")
    assert found[0].pieces == (("same", "一"),)
    assert found[1].pieces == (("same", "补助"), ("out", "八"), ("in", "九"), ("same", "百元。"))
    assert found[2].pieces == (("out", "删去的"),)


def test_index_numbers_follow_the_rule_of_the_county(settings, drafted, bring):
    settings.INDEX_RULE = "{code}/{year}{serial:04d}"
    assert bring(drafted(), "published").index_number == "CX101/20260001"


@pytest.mark.parametrize("rule", ["{code}/{year}", "{year}/{serial}", "{code}-{serial}", "{code}/{nr}", "{"])
def test_a_rule_that_cannot_serve_stops_the_start(rule, settings):
    with pytest.raises(ValueError, match="只能用|要同时有"):
        rules.index_number(rule, "CX101", 2026, 1)
    settings.INDEX_RULE = rule
    assert checks.index_rule_serves(None)[0].id == "publishing.E010"
