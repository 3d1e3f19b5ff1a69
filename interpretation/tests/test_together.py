"""Document and material together, the reason when not, the thread, stale answers, and how often heads explain."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from interpretation import actions, gates, pages, rules
from interpretation.models import Interpretation
from publishing import actions as publishing
from publishing.actions import Blocked
from publishing.models import Publication

LATER = timedelta(hours=2)


@pytest.fixture
def out(policy, explaining, bring):
    """out(**facts): a policy and an interpretation of it, both public."""

    def make(**facts):
        found = policy()
        bring(found.publication, "published")
        reading = explaining(found, **facts)
        bring(reading.publication, "published")
        reading.refresh_from_db()
        found.refresh_from_db()
        return found, reading

    return make


def test_material_that_follows_needs_a_reason(policy, bring, editor, at):
    found = policy(late_reason="")
    approved = bring(found.publication, "approved")
    with pytest.raises(Blocked, match="随后发布的理由"):
        publishing.publish(approved, Actor.of(editor), at=at + LATER)
    actions.follow_later(found, Actor.of(editor), reason="图解还在制作", at=at + LATER)
    assert publishing.publish(approved, Actor.of(editor), at=at + LATER).state == "published"


def test_a_reason_is_asked_for_and_strangers_give_none(policy, bring, editor, clerk, at):
    found = policy(late_reason="")
    with pytest.raises(Refused):
        actions.follow_later(found, Actor.of(editor), reason="草稿时写在方案里", at=at)
    bring(found.publication, "approved")
    for actor, reason in ((editor, " "), (clerk, "图解还在制作")):
        with pytest.raises(Refused):
            actions.follow_later(found, Actor.of(actor), reason=reason, at=at + LATER)


def test_approved_material_needs_no_reason(policy, explaining, bring):
    found = policy(late_reason="")
    bring(explaining(found).publication, "approved")
    assert bring(found.publication, "published").state == "published"
    assert Interpretation.objects.get().publication.state == "published"


def test_a_strict_county_publishes_nothing_without_material(settings, policy, explaining, bring, at):
    settings.STRICT_INTERPRETATION = True
    found = policy()
    bring(found.publication, "approved")
    assert "三同步" in gates.material_ready(found.publication, at)[0]
    bring(explaining(found).publication, "approved")
    assert gates.material_ready(found.publication, at) == []


def test_a_waived_policy_needs_no_material(policy, at):
    found = policy(interpretation_required=False, waiver_reason="只转发会议时间", late_reason="")
    assert gates.material_ready(found.publication, at) == []


@pytest.mark.parametrize("form", ["graphic", "video", "press", "briefing", "interview"])
def test_what_is_seen_or_heard_has_a_full_text(form, policy, explaining, at):
    reading = explaining(policy(), form=form, sections={})
    Publication.objects.filter(pk=reading.publication_id).update(text="")
    reading.publication.refresh_from_db()
    assert "文字版" in gates.explains_fully(reading.publication, at)[0]


def test_a_clarification_does_not_fulfil_the_duty(out, at):
    found, reading = out(clarifies=True)
    assert reading.label == "澄清说明"
    assert actions._explained(found, at + LATER) is False


def test_the_page_shows_one_thread(out, client, at):
    found, reading = out()
    Publication.objects.update(published_at=at)
    thread = pages.thread(found, [reading], date(2026, 3, 2))
    assert [entry["title"] for entry in thread] == ["文件发布", reading.publication.title]
    page = client.get(reverse("publishing:detail", args=[found.publication.public_id])).content.decode()
    assert "从发布到现在" in page


def test_answers_go_stale_when_the_document_changes_and_are_looked_at_again(out, reviewer, editor, at):
    found, reading = out(form="qa")
    assert reading.about_digest == found.publication.digest
    assert not reading.is_stale(found, date(2026, 3, 2))
    actions.amend(found, Actor.of(reviewer), on=date(2026, 3, 4), reason="第三条改了", at=at + LATER)
    found.refresh_from_db()
    assert reading.is_stale(found, date(2026, 3, 4))
    assert pages.thread(found, [reading], date(2026, 3, 4))[1]["tag"] == "问答，待核对"
    reading = Interpretation.objects.select_related("policy__publication").get(pk=reading.pk)
    actions.recheck(reading, Actor.of(editor), reason="不涉及第三条", at=at + timedelta(days=2))
    reading.refresh_from_db()
    assert not reading.is_stale(found, date(2026, 3, 4))


def test_looking_again_takes_a_word_and_a_role(out, clerk, editor, at):
    _, reading = out(form="qa")
    for actor, reason in ((clerk, "看过"), (editor, "")):
        with pytest.raises(Refused):
            actions.recheck(reading, Actor.of(actor), reason=reason, at=at + LATER)


@pytest.mark.parametrize(
    ("watched", "checked", "changed_on", "stale"),
    [
        (True, "a", [None], True),
        (True, "b", [None], False),
        (False, "a", [None], False),
        (True, "", [date(2026, 3, 1)], False),
        (True, "b", [date(2026, 3, 3)], True),
        (True, "b", [date(2026, 3, 9)], False),
        (True, "b", [date(2026, 3, 1)], False),
    ],
)
def test_when_an_answer_is_stale(watched, checked, changed_on, stale):
    found = rules.stale(
        watched=watched,
        checked=checked,
        current="b",
        checked_on=date(2026, 3, 2),
        changed_on=changed_on,
        on=date(2026, 3, 5),
    )
    assert found is stale


def test_heads_are_counted_by_year(out, agency, client, supervisor, at):
    out(rank="head")
    counted = Interpretation.objects.by_head([agency], 2026, at + timedelta(days=1))
    assert (counted[0].by_head, counted[0].in_all) == (1, 1)
    assert Interpretation.objects.by_head([agency], 2025, at + timedelta(days=1))[0].by_head == 0
    client.force_login(supervisor)
    page = client.get(reverse("desk_interpretation:heads"), {"year": "2026"})
    assert "2026 年主要负责人解读次数" in page.content.decode()
    assert client.get(reverse("desk_interpretation:heads"), {"year": "x"}).status_code == 200


def test_looking_again_on_the_desk(out, client, editor):
    _, reading = out(form="qa")
    client.force_login(editor)
    address = reverse("desk_interpretation:recheck", args=[reading.publication.public_id])
    assert client.post(address, {"reason": ""}).status_code == 409
    assert client.post(address, {"reason": "仍然适用"}).status_code == 302
