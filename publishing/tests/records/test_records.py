"""Typed records from draft to withdrawal: real values, the right limit, and natural persons only while the notice runs."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from duties.models import Duty
from duties.sweep import sweep
from publishing import actions, gates
from publishing.models import Publication
from publishing.records import world
from publishing.search_source import documents


def duty(publication) -> tuple:
    found = Duty.objects.open().about(publication).get()
    return found.kind, found.due_on.isoformat()


def test_a_record_is_kept_as_values_and_gives_title_kind_and_day(recorded):
    made = recorded("penalty")
    assert made.title == "澄溪县云栎食品有限公司行政处罚决定（澄民罚〔2026〕3号）"
    assert (made.kind, made.formed_on, made.column.kind) == ("penalty", date(2026, 2, 26), "penalty")
    assert made.fields["fine"] == 3 and made.fields["sort"] == "fine"
    assert "云栎食品" in made.revisions.get().text


@pytest.mark.parametrize(
    ("name", "kind", "due"),
    [
        # decided 26 February 2026; 28 February is a working Saturday: 27, 28, 2, 3, 4, 5, 6 March
        ("penalty", "result_publication", "2026-03-06"),
        # decided 27 February: 28, 2, 3, 4, 5, 6, 9 March
        ("licence", "result_publication", "2026-03-09"),
        # 12 February and 20 natural days: 4 March, a Wednesday
        ("budget", "budget_publication", "2026-03-04"),
        # 10 February: 11 to 14 (a working Saturday), 24 to 28, 2 to 6 March, 9 to 13, 16 March
        ("project", "publication", "2026-03-16"),
    ],
)
def test_each_kind_is_due_by_its_own_law(name, kind, due, recorded):
    assert duty(recorded(name)) == (kind, due)


def test_twenty_natural_days_that_end_on_a_holiday_roll_on(recorded):
    made = recorded(
        "budget", approved_on="2026-01-27"
    )  # 16 February is 春节: the 24th is the first working day
    assert duty(made) == ("budget_publication", "2026-02-24")


def test_bad_fields_are_refused_and_nothing_is_written(recorded):
    with pytest.raises(Refused) as refused:
        recorded("penalty", fine="三万", party="")
    assert set(refused.value.fields) == {"fine", "party"} and not Publication.objects.exists()


def test_the_database_refuses_a_record_without_its_fields(recorded):
    made = recorded("penalty")
    for wrong in ({"fields": {"number": "1"}}, {"record": ""}, {"record": "nothing"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=made.pk).update(**wrong)


def test_a_penalty_needs_an_end_date_and_a_budget_its_tables(recorded, at):
    missing = [o.text for o in gates.obstacles(recorded("penalty", ends_on=None), "submit", at)]
    assert missing == ["填写公示截止日期：期满后名单等个人信息自动撤下。"]
    assert [o.text for o in gates.obstacles(recorded("budget"), "submit", at)] == ["填写正文，或添加附件。"]


def test_an_edit_checks_again_and_is_a_new_revision(recorded, editor, at):
    made = recorded("penalty")
    raw = dict(made.fields) | {"fine": "5", "content": "罚款5万元"}
    changed = actions.edit(made, Actor.of(editor), version=1, fields=raw, at=at)
    assert changed.fields["fine"] == 5 and changed.revision == 2
    with pytest.raises(Refused):
        actions.edit(made, Actor.of(editor), version=2, fields=raw | {"sort": ""}, at=at)


def test_publishing_ends_the_duty(recorded, bring):
    made = bring(recorded("licence"), "published")
    assert not Duty.objects.open().about(made).exists()


def test_the_page_shows_the_fields_as_a_table(recorded, bring, client):
    made = bring(recorded("penalty"), "published")
    page = client.get(reverse("publishing:detail", args=[made.public_id])).content.decode()
    assert '<th scope="row">处罚类别</th>' in page and "3万元" in page and "91350100M000100Y43" in page


def test_a_natural_person_is_masked_shown_only_while_the_notice_runs_and_never_indexed(recorded, bring):
    made = bring(recorded("person", ends_on=date(2026, 3, 31)), "published")
    assert ("行政相对人名称", "王某某") in world.shown_on(made, date(2026, 3, 31))
    assert "行政相对人名称" not in dict(world.shown_on(made, date(2026, 4, 1)))
    found = next(iter(documents([made.public_id])))
    assert "王" not in found.text and "澄民罚〔2026〕4号" in found.text
    assert "party" not in world.open_fields(made)


def test_a_long_field_shows_no_more_of_a_person_than_a_notice_may(recorded, editor, at):
    facts = "2026年1月，当事人（身份证号11010519491231002X）未经登记公开募捐。"
    publication = recorded("person", facts=facts)
    with pytest.raises(actions.Blocked, match="标题、正文或者字段里的身份证件号码"):
        actions.submit(publication, Actor.of(editor), at=at)
    masked = actions.mask(publication, Actor.of(editor), at=at)
    assert actions.submit(masked, Actor.of(editor), at=at).state == "submitted"


def test_a_body_is_found_by_its_name(recorded, bring):
    made = bring(recorded("penalty"), "published")
    assert "澄溪县云栎食品有限公司" in next(iter(documents([made.public_id]))).text


class TestReversal:
    """行政处罚法 48: withdrawn within 3 working days, with the reason in its place."""

    GIVEN = {
        "outcome": "revoked",
        "by": "澄溪县人民政府",
        "document": "澄政复决〔2026〕1号",
        "reason": "事实不清",
    }

    def reverse(self, made, editor, at, **changed):
        facts = self.GIVEN | {"on": date(2026, 3, 6)} | changed
        return actions.reverse_penalty(made, Actor.of(editor), at=at + timedelta(days=5), **facts)

    def test_three_working_days_a_note_and_410(self, recorded, bring, editor, reviewer, client, at):
        made = bring(recorded("penalty"), "published")
        self.reverse(made, editor, at)
        # revoked on Friday 6 March: 9, 10, 11 March
        assert duty(made) == ("penalty_withdrawal", "2026-03-11")
        address = reverse("publishing:detail", args=[made.public_id])
        assert "这份行政处罚决定已被撤销" in client.get(address).content.decode()
        note = actions.note_of(made)
        actions.withdraw(made, Actor.of(reviewer), reason=note, at=at + timedelta(days=6))
        assert not Duty.objects.open().about(made).exists()
        answer = client.get(address)
        assert answer.status_code == 410 and "云栎食品" not in answer.content.decode()
        assert "已于2026年3月6日由澄溪县人民政府依法撤销（澄政复决〔2026〕1号）" in answer.content.decode()

    def test_late_ones_escalate(self, recorded, bring, editor, head, reviewer, supervisor, at):
        made = bring(recorded("penalty"), "published")
        self.reverse(made, editor, at)
        steps = [reminder.step for reminder in sweep(date(2026, 3, 13), at=at)]
        assert steps == ["due_soon", "due", "overdue", "escalated"]

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"outcome": "pardoned"}, "选择处罚决定怎样了"),
            ({"on": date(2026, 2, 25)}, "在处罚决定日期之后"),
            ({"on": date(2026, 4, 1)}, "不晚于今天"),
            ({"by": " "}, "填写作出机关"),
            ({"reason": ""}, "要写明理由"),
        ],
    )
    def test_what_is_not_said_rightly_is_refused(self, recorded, bring, editor, at, changed, sentence):
        with pytest.raises(Refused, match=sentence):
            self.reverse(bring(recorded("penalty"), "published"), editor, at, **changed)

    def test_only_a_penalty_and_only_once(self, recorded, bring, editor, clerk, at):
        made = bring(recorded("penalty"), "published")
        with pytest.raises(Refused, match="没有“登记变更、撤销”的权限"):
            self.reverse(made, clerk, at)
        self.reverse(made, editor, at)
        with pytest.raises(Refused, match="已经登记过"):
            self.reverse(made, editor, at)
        with pytest.raises(Refused, match="只有逐条公开的行政处罚决定"):
            self.reverse(bring(recorded("licence"), "published"), editor, at)
        with pytest.raises(Refused, match="状态已经改变"):
            self.reverse(recorded("penalty", number="澄民罚〔2026〕5号"), editor, at)
