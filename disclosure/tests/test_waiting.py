"""What waits for each person on the desk's first page, and what is no business of theirs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import roles
from accounts.actors import Actor
from accounts.models import Membership, User
from duties.models import Duty
from interpretation.tests.conftest import bring, column, drafted, explaining, item, policy
from publishing import actions
from publishing.models import Publication

__all__ = ["bring", "column", "drafted", "explaining", "item", "policy"]


@pytest.fixture
def sees(client):
    """sees(person): {queue: titles} of the desk's first page, and the count in the menu under "menu"."""

    def look(person: User) -> dict:
        client.force_login(person)
        response = client.get("/desk/")
        [menu] = [link.count for link in response.context["desk"].links if link.label == "待办"]
        found = {queue.name: [row.title for row in queue.rows] for queue in response.context["waiting"]}
        return found | ({"menu": menu} if menu else {})

    return look


@pytest.mark.parametrize(
    ("state", "person", "queue"),
    [
        ("submitted", "reviewer", "submitted"),
        ("submitted", "head", "submitted"),
        ("submitted", "editor", None),
        ("referred", "supervisor", "referred"),
        ("referred", "reviewer", None),
        ("reviewed", "head", "reviewed"),
        ("reviewed", "editor", None),
        ("approved", "editor", "approved"),
        ("approved", "head", None),
        ("corrected", "reviewer", "corrections"),
        ("corrected", "editor", None),
        ("published", "editor", None),
        ("withdrawn", "reviewer", None),
    ],
)
def test_a_draft_waits_for_whose_turn_it_is(request, sees, drafted, bring, state, person, queue):
    bring(drafted(), state)
    expected = {queue: ["关于做好临时救助工作的通知"], "menu": 1} if queue else {}
    assert sees(request.getfixturevalue(person)) == expected


def test_an_own_draft_is_shown_but_presses_nobody(sees, drafted, editor, reviewer):
    drafted()
    assert sees(editor) == {"drafts": ["关于做好临时救助工作的通知"]}
    assert sees(reviewer) == {}


def test_a_draft_sent_back_waits_for_the_editor_with_the_reason(
    client, sees, drafted, bring, reviewer, editor, at
):
    sent = bring(drafted(), "submitted")
    actions.send_back(sent, Actor.of(reviewer), reason="附件一缺少盖章页", at=at + timedelta(days=1))
    assert sees(editor) == {"returned": ["关于做好临时救助工作的通知"], "menu": 1}
    page = client.get("/desk/").text
    assert "退回理由：附件一缺少盖章页" in page and "3月3日起" in page
    bring(Publication.objects.get(), "submitted")
    assert sees(editor) == {}


def test_what_the_supervisor_refuses_comes_back_to_the_editor(sees, drafted, bring, supervisor, editor, at):
    sent = bring(drafted(), "referred")
    actions.decide_secrecy(
        sent, Actor.of(supervisor), result="fail", reason="涉及内部安排", at=at + timedelta(days=1)
    )
    assert sees(editor)["returned"] == ["关于做好临时救助工作的通知"]


def test_who_drafted_is_not_asked_to_review(sees, drafted, bring, reviewer, editor, agency):
    Membership.objects.create(user=editor, agency=agency, role=roles.REVIEWER)
    bring(drafted(), "submitted")
    assert "submitted" not in sees(editor)


def test_three_readers_are_each_asked_once_and_a_head_last(settings, sees, drafted, bring, reviewer, head):
    settings.REVIEW_PRESET = "three"
    sent = bring(drafted(), "submitted")
    record = {"result": "pass", "basis": "逐项看过"}
    three = dict.fromkeys(("secrecy", "privacy", "wording"), record)
    actions.review_all(sent, Actor.of(reviewer), records=three, at=sent.changed_at)
    assert "submitted" not in sees(reviewer) and "submitted" in sees(head)
    Publication.objects.update(state="reviewed")
    assert "reviewed" not in sees(reviewer) and "reviewed" in sees(head)


def test_another_agency_sees_nothing_of_it(sees, drafted, bring, other_agency):
    outsider = User.objects.create(username="outsider", name="钱外单位")
    for role in (roles.EDITOR, roles.REVIEWER, roles.HEAD):
        Membership.objects.create(user=outsider, agency=other_agency, role=role)
    for state in ("submitted", "reviewed", "approved", "corrected"):
        bring(drafted(title=state), state)
    assert sees(outsider) == {}


def test_what_is_scheduled_or_not_for_the_public_waits_for_nobody(sees, drafted, bring, editor, at):
    timed = bring(drafted(title="定时"), "approved")
    actions.schedule(timed, Actor.of(editor), when=at + timedelta(days=2), at=at + timedelta(days=1))
    inner = drafted(title="内部", attribute="withheld", ground="16-1", ground_reason="人事安排")
    Publication.objects.filter(pk=inner.pk).update(state="approved")
    assert sees(editor) == {}


def test_a_normative_document_waits_for_its_number(sees, policy, bring, supervisor, editor, settings):
    bring(policy(registration_number=None).publication, "approved")
    assert sees(supervisor) == {"register": ["澄溪县农村危房改造实施办法"], "menu": 1}
    assert "approved" not in sees(editor)
    settings.REGISTRATION_RULE = ""
    assert sees(supervisor) == {} and "approved" in sees(editor)


def test_a_document_on_its_way_without_material_waits_for_its_interpretation(
    sees, policy, bring, explaining, editor
):
    found = policy(late_reason="")
    bring(found.publication, "submitted")
    assert sees(editor) == {"explain": ["澄溪县农村危房改造实施办法"], "menu": 1}
    explaining(found)
    assert sees(editor) == {"drafts": ["一图读懂农村危房改造实施办法"]}


def test_an_approved_interpretation_waits_for_its_document_not_for_the_editor(
    sees, policy, bring, explaining, editor
):
    found = policy()
    bring(explaining(found).publication, "approved")
    assert "approved" not in sees(editor)


def test_the_first_page_costs_the_same_for_one_or_many(client, drafted, bring, reviewer, editor):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/").status_code == 200
        return len(queries)

    client.force_login(reviewer)
    bring(drafted(title="第一件"), "submitted")
    asked()  # the calendar is kept from here on
    few = asked()
    for number in range(4):
        bring(drafted(title=f"再一件{number}"), "submitted")
        bring(drafted(title=f"批准{number}"), "reviewed")
    assert asked() == few <= 17


def test_long_queues_show_the_longest_waiting_and_their_number(client, drafted, reviewer, at):
    for number in range(22):
        made = drafted(title=f"第{number}件")
        Publication.objects.filter(pk=made.pk).update(
            state="submitted", changed_at=at - timedelta(days=number)
        )
    client.force_login(reviewer)
    [queue] = client.get("/desk/").context["waiting"]
    assert (queue.count, len(queue.rows), queue.rows[0].title) == (22, 20, "第21件")


def test_empty_queues_are_named(client, reviewer):
    client.force_login(reviewer)
    page = client.get("/desk/").text
    assert "现在没有：" in page and "待审查、待批准" in page


def test_only_who_may_write_is_offered_to(client, editor, supervisor):
    client.force_login(editor)
    assert "/desk/interpretations/choose/" in client.get("/desk/").text
    client.force_login(supervisor)
    assert "/desk/interpretations/choose/" not in client.get("/desk/").text


def test_a_duty_about_a_draft_names_it_and_leads_there(client, drafted, reviewer):
    made = drafted()
    client.force_login(reviewer)
    page = client.get("/desk/").text
    assert f'<a href="/desk/publications/{made.public_id}/">关于做好临时救助工作的通知</a>' in page


def test_a_date_of_another_year_carries_its_year(client, drafted, editor):
    drafted()
    Duty.objects.update(due_on="2031-01-08", provisional=True)
    client.force_login(editor)
    page = client.get("/desk/").text
    assert "2031年1月8日" in page and 'href="#provisional"' in page and 'id="provisional"' in page


@pytest.mark.parametrize(
    ("address", "lit"),
    [
        ("/desk/", "待办"),
        ("/desk/interpretations/policies/new/", "信息发布"),
        ("/desk/publications/new/", "信息发布"),
        ("/desk/interpretations/choose/", "政策解读"),
        ("/desk/publications/agencies/", "机关信息"),
    ],
)
def test_the_menu_lights_where_the_person_is(client, editor, column, address, lit):
    client.force_login(editor)
    links = client.get(address).context["desk"].links
    assert [link.label for link in links if link.current] == [lit]
