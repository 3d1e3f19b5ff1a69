"""Clean-ups: documents in force, decided one by one, approved by somebody else, without force from the day the list says."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from duties.models import Duty
from interpretation import actions, cleaning, cleanlist
from interpretation.models import CleanUp, PolicyDocument
from publishing import actions as publishing
from publishing.models import Publication

LATER = timedelta(hours=2)
NAME = {"title": "2026年行政规范性文件清理", "basis": "规范性文件定期清理制度"}
DECISIONS = (cleanlist.KEEP, cleanlist.AMEND, cleanlist.REPEAL, cleanlist.LAPSE)


@pytest.fixture
def four(policy, bring):
    """Four documents in force, one void, one that is no normative document."""
    found = [policy(title=f"办法{n}", doc_number=f"澄民发〔2026〕{n}号") for n in (1, 2, 3, 4)]
    found.append(policy(title="旧办法", doc_number="澄民发〔2026〕8号", expires_on=date(2026, 2, 1)))
    found.append(policy(title="工作要点", doc_number="澄民发〔2026〕9号", doc_type="other"))
    for each in found:
        bring(each.publication, "published")
    return found[:4]


@pytest.fixture
def opened(four, agency, editor, at):
    return cleaning.open_clean_up(agency, Actor.of(editor), at=at + LATER, **NAME)


@pytest.fixture
def decided(opened, editor, at):
    for entry, decision in zip(opened.entries.order_by("policy__doc_number"), DECISIONS, strict=True):
        cleaning.decide(entry, Actor.of(editor), decision=decision, reason=f"因为{decision}", at=at + LATER)
    return opened


def states(policies, on):
    return [
        found.validity_on(on)
        for found in PolicyDocument.objects.filter(pk__in=[p.pk for p in policies]).order_by("doc_number")
    ]


def test_it_lists_what_is_in_force_and_normative(opened, four):
    assert {entry.policy_id for entry in opened.entries.all()} == {found.pk for found in four}


def test_the_county_cleans_up_all_agencies_and_an_agency_its_own(four, government, agency, supervisor, at):
    with pytest.raises(Refused, match="没有现行有效"):
        cleaning.open_clean_up(government, Actor.of(supervisor), at=at + LATER, **NAME)
    with pytest.raises(Refused, match="由县政府组织"):
        cleaning.open_clean_up(agency, Actor.of(supervisor), at=at + LATER, whole=True, **NAME)
    made = cleaning.open_clean_up(government, Actor.of(supervisor), at=at + LATER, whole=True, **NAME)
    assert made.entries.count() == 4


def test_one_at_a_time_and_by_the_office_only(opened, agency, editor, clerk, at):
    with pytest.raises(Refused, match="还没有结束"):
        cleaning.open_clean_up(agency, Actor.of(editor), at=at + LATER, **NAME)
    with pytest.raises(Refused, match="权限"):
        cleaning.open_clean_up(agency, Actor.of(clerk), at=at + LATER, **NAME)
    with pytest.raises(Refused, match="权限"):
        cleaning.keep_rest(opened, Actor.of(clerk), reason="仍需要", at=at + LATER)


@pytest.mark.parametrize(("decision", "reason"), [("burn", "因为"), ("keep", " ")])
def test_a_decision_is_one_of_four_and_says_why(decision, reason, opened, editor, at):
    with pytest.raises(Refused):
        cleaning.decide(opened.entries.first(), Actor.of(editor), decision=decision, reason=reason, at=at)


def test_all_must_be_decided_before_somebody_else_approves(opened, editor, reviewer, head, at):
    with pytest.raises(Refused, match="还有 4 件没有结论"):
        cleaning.approve(opened, Actor.of(head), at=at + LATER)
    assert cleaning.keep_rest(opened, Actor.of(reviewer), reason="仍需要", at=at + LATER) == 4
    for own in (editor, reviewer):
        with pytest.raises(Refused, match="权限|另一位同事"):
            cleaning.approve(opened, Actor.of(own), at=at + LATER)
    assert cleaning.approve(opened, Actor.of(head), at=at + LATER).state == "approved"
    with pytest.raises(Refused, match="状态已经改变"):
        cleaning.keep_rest(opened, Actor.of(reviewer), reason="再想想", at=at + LATER)


def test_nothing_changes_until_the_list_is_out(decided, four, head, bring, at):
    done = cleaning.approve(decided, Actor.of(head), at=at)
    today = date(2026, 3, 2)
    assert states(four, today) == ["in_force"] * 4
    assert done.publication.state == "draft"
    for words in (
        "废止的文件（1 件）",
        "| 1 | 办法3 | 澄民发〔2026〕3号 | 因为repeal |",
        "自本公告发布之日起",
    ):
        assert words in done.publication.text
    bring(done.publication, "published")
    assert states(four, today) == ["in_force", "in_force", "repealed", "lapsed"]
    assert states(four, date(2026, 3, 1)) == ["in_force"] * 4
    done.refresh_from_db()
    assert done.state == "published"


@pytest.mark.parametrize(
    ("wanted", "published", "first"),
    [
        (None, date(2026, 3, 2), date(2026, 3, 2)),
        (date(2026, 5, 1), date(2026, 3, 2), date(2026, 5, 1)),
        (date(2026, 2, 1), date(2026, 3, 2), date(2026, 3, 2)),
    ],
)
def test_never_before_the_list_is_out(wanted, published, first):
    assert cleanlist.effective(wanted, published) == first


def test_a_document_withdrawn_meanwhile_does_not_stand_in_the_way(decided, four, head, reviewer, bring, at):
    done = cleaning.approve(decided, Actor.of(head), at=at)
    publishing.withdraw(four[2].publication, Actor.of(reviewer), reason="数据有误", at=at + LATER)
    bring(done.publication, "published")
    assert states(four, date(2026, 3, 2))[3] == "lapsed"


def test_what_lost_its_force_meanwhile_keeps_its_own_date(decided, four, head, reviewer, bring, at):
    done = cleaning.approve(decided, Actor.of(head), at=at)
    for ended, verb in ((four[2], actions.repeal), (four[3], actions.lapse)):
        verb(ended, Actor.of(reviewer), on=date(2026, 2, 27), reason="已有新的规定", at=at)
    bring(done.publication, "published")
    assert states(four, date(2026, 2, 26))[2:] == ["in_force", "in_force"]
    assert states(four, date(2026, 2, 27))[2:] == ["repealed", "lapsed"]


def test_the_next_one_is_a_duty_until_it_is_opened(four, agency, editor, head, bring, at):
    asked = NAME | {"next_on": date(2028, 3, 1)}
    with pytest.raises(Refused, match="晚于今天"):
        cleaning.open_clean_up(
            agency, Actor.of(editor), at=at + LATER, **asked | {"next_on": date(2026, 3, 1)}
        )
    made = cleaning.open_clean_up(agency, Actor.of(editor), at=at + LATER, **asked)
    cleaning.keep_rest(made, Actor.of(editor), reason="仍需要", at=at + LATER)
    bring(cleaning.approve(made, Actor.of(head), at=at).publication, "published")
    assert Duty.objects.open().about(made).get().due_on == date(2028, 3, 1)
    cleaning.open_clean_up(agency, Actor.of(editor), at=at + timedelta(days=700), **NAME)
    assert not Duty.objects.open().about(made).exists()


def test_declaring_lapsed_is_the_office_s(four, editor, reviewer, at):
    with pytest.raises(Refused):
        actions.lapse(four[0], Actor.of(editor), on=date(2026, 4, 1), reason="任务完成", at=at)
    done = actions.lapse(four[0], Actor.of(reviewer), on=date(2026, 4, 1), reason="任务完成", at=at)
    assert [done.validity_on(day) for day in (date(2026, 3, 31), date(2026, 4, 1))] == ["in_force", "lapsed"]


def test_the_public_sees_results_only_once_they_are_out(decided, four, head, bring, client, at):
    index, own = reverse("interpretation:clean_ups"), reverse("interpretation:clean_up", args=[decided.pk])
    done = cleaning.approve(decided, Actor.of(head), at=at)
    assert NAME["title"] not in client.get(index).content.decode()
    assert client.get(own).status_code == 404
    bring(done.publication, "published")
    assert "共 4 件：保留 1 件，修改 1 件，废止 1 件，宣布失效 1 件。" in client.get(index).content.decode()
    page = client.get(own).content.decode()
    assert reverse("publishing:detail", args=[four[2].publication.public_id]) in page
    assert "因为lapse" in page
    Publication.objects.filter(pk=four[2].publication_id).update(
        state="withdrawn", withdrawn_at=at, withdrawal_note="误"
    )
    assert four[2].publication.title not in client.get(own).content.decode()


def test_a_clean_up_on_the_desk_from_beginning_to_end(four, agency, editor, head, stranger, client):
    client.force_login(editor)
    index = reverse("desk_interpretation:clean_ups")
    assert "写明依据" in client.post(index, {"agency": agency.pk, "title": "清理"}).content.decode()
    assert client.post(index, {"agency": agency.pk} | NAME).status_code == 302
    made = CleanUp.objects.get()
    own = reverse("desk_interpretation:clean_up", args=[made.pk])
    act = reverse("desk_interpretation:clean_up_act", args=[made.pk])
    entry = made.entries.first()
    refused = client.post(act, {"entry": entry.pk, "decision": "", "reason": "写了一半"})
    assert (refused.status_code, "写了一半" in refused.content.decode()) == (409, True)
    assert client.post(act, {"entry": "x"}).status_code == 404
    assert (
        client.post(act, {"entry": entry.pk, "decision": "repeal", "reason": "任务完成"}).status_code == 302
    )
    assert client.post(act, {"keep_rest": "1", "reason": ""}).status_code == 409
    assert client.post(act, {"keep_rest": "1", "reason": "仍需要"}).status_code == 302
    assert 'name="approve"' not in client.get(own).content.decode()
    client.force_login(head)
    assert 'name="approve"' in client.get(own).content.decode()
    assert client.post(act, {"approve": "1"}).status_code == 302
    assert "公布用的清单" in client.get(own).content.decode()
    client.force_login(stranger)
    assert client.get(own).status_code in (302, 403, 404)
