"""Work inside the office: given back, remarked on, helped with; the helper never learns who asks (个人信息保护法 19)."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Membership
from accounts.roles import COWORKER
from accounts.verbs import Refused
from applications import actions, progress
from applications.tests.conftest import moment
from duties.models import Duty, Notice
from duties.sweep import sweep
from workdays import tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(clerk):
    return Actor.of(clerk)


@pytest.fixture
def helped(assigned, who, coworker):
    """Asked on Wednesday, 4 March: 5 working days end on the 11th."""
    return actions.ask_help(assigned, who, to=coworker, what="查2025年的分配表在哪个科室", at=moment(3, 4))


def test_whom_it_is_given_to_finds_it_in_the_inbox(assigned, clerk):
    """Assigned on 3 March; the reply is due on the 31st."""
    notice = Notice.objects.get(user=clerk, reminder__step__startswith="assigned")
    assert notice.reminder.text == f"【交办】{assigned.number} 由赵负责交给您办理，应在 2026-03-31 前答复"
    assert Notice.objects.filter(reminder__step__startswith="assigned").count() == 1


def test_given_again_the_next_one_is_told_too(assigned, head, agency, other_clerk):
    Membership.objects.create(user=other_clerk, agency=agency, role="clerk")
    actions.assign(assigned, Actor.of(head), to=other_clerk, at=moment(3, 4))
    assert Notice.objects.filter(user=other_clerk, reminder__step__startswith="assigned").count() == 1


def test_who_takes_it_on_themselves_is_not_told(confirmed, head):
    actions.assign(confirmed, Actor.of(head), to=head, at=moment(3, 4))
    assert not Notice.objects.filter(reminder__step__startswith="assigned").exists()


def test_given_back_it_waits_for_the_head_again(assigned, who, head):
    actions.give_back(assigned, who, reason="属于低保科", at=moment(3, 5))
    assigned.refresh_from_db()
    assert (assigned.state, assigned.assigned_to) == ("confirmed", None)
    assert "重新交办" in Notice.objects.get(user=head, reminder__step__startswith="back").reminder.text
    assert assigned.events.get(kind="given_back").note == "属于低保科"


def test_only_whom_it_was_given_to_gives_it_back(assigned, agency, other_clerk):
    Membership.objects.create(user=other_clerk, agency=agency, role="clerk")
    with pytest.raises(Refused, match="由本人退回"):
        actions.give_back(assigned, Actor.of(other_clerk), reason="不归我", at=moment(3, 5))


def test_a_reason_is_needed_to_give_it_back(assigned, who):
    with pytest.raises(Refused, match="理由"):
        actions.give_back(assigned, who, reason=" ", at=moment(3, 5))


def test_a_note_is_for_colleagues_only(assigned, who):
    actions.note(assigned, who, text="电话里说不急", at=moment(3, 5))
    assert assigned.events.get(kind="noted").note == "电话里说不急"
    page = progress.page(assigned, tables.current(), date(2026, 3, 6))
    assert "电话里说不急" not in str(page["entries"])
    with pytest.raises(Refused, match="备注的内容"):
        actions.note(assigned, who, text="  ", at=moment(3, 5))


def test_help_has_its_own_limit_and_stops_no_clock(helped, assigned):
    assigned.refresh_from_db()
    assert (helped.due_on, assigned.due_on, assigned.clock_state) == (
        date(2026, 3, 11), date(2026, 3, 31), "running",
    )  # fmt: skip
    assert Duty.objects.open().get(kind="application.contribution").due_on == date(2026, 3, 11)


def test_only_a_helper_of_the_agency_is_asked_and_for_one_thing_at_a_time(helped, assigned, who, head):
    with pytest.raises(Refused, match="不是澄溪县民政局的协办人员"):
        actions.ask_help(assigned, who, to=head, what="查找", at=moment(3, 5))
    with pytest.raises(Refused, match="还没有答复"):
        actions.ask_help(assigned, who, to=helped.to, what="再查", at=moment(3, 5))


def test_what_is_wanted_must_be_said(assigned, who, coworker):
    with pytest.raises(Refused, match="需要协办的事"):
        actions.ask_help(assigned, who, to=coworker, what=" ", at=moment(3, 5))


def test_the_answer_reaches_the_clerk(helped, coworker, clerk):
    actions.give_help(helped, Actor.of(coworker), answer="在低保科档案柜", at=moment(3, 9))
    assert not Duty.objects.open().filter(kind="application.contribution").exists()
    assert "协办已答复" in Notice.objects.get(user=clerk, reminder__step__startswith="help").reminder.text
    with pytest.raises(Refused, match="已经答复过"):
        actions.give_help(helped, Actor.of(coworker), answer="又找到一份", at=moment(3, 10))


@pytest.fixture
def colleague(coworker, agency, django_user_model):
    user = django_user_model.objects.create_user("colleague", "c@example.cn", "pass-word-1234", name="蒋协办")
    Membership.objects.create(user=user, agency=agency, role=COWORKER)
    return user


def test_another_helper_neither_answers_nor_sees_it(helped, colleague, client):
    with pytest.raises(Refused, match="由本人答复"):
        actions.give_help(helped, Actor.of(colleague), answer="在我这里", at=moment(3, 9))
    client.force_login(colleague)
    assert client.get(reverse("desk_applications:help_one", args=[helped.pk])).status_code == 404
    assert helped.application.number not in client.get(reverse("desk_applications:help")).content.decode()
    assert not Duty.objects.for_user(colleague).exists()


def test_reminders_go_to_the_one_who_was_asked_then_also_to_the_clerk(helped, colleague, coworker, clerk):
    sweep(date(2026, 3, 12), at=moment(3, 12))
    told = Notice.objects.filter(reminder__duty__kind="application.contribution")
    assert {(n.user.username, n.reminder.step) for n in told} == {
        ("coworker", "asked"), ("coworker", "soon2"), ("coworker", "due"), ("coworker", "overdue"), ("clerk", "overdue"),
        ("head", "overdue"),
    }  # fmt: skip


def test_the_helper_sees_the_question_and_no_person(helped, coworker, client):
    client.force_login(coworker)
    page = client.get(reverse("desk_applications:help_one", args=[helped.pk])).content.decode()
    assert "查2025年的分配表" in page and "低保资金分配" in page
    assert "王" not in page and "138" not in page and "11010519491231002X" not in page


def test_the_helper_sees_no_case_letter_or_queue(helped, coworker, client):
    client.force_login(coworker)
    number = helped.application.number
    for address in (
        reverse("desk_applications:index"),
        reverse("desk_applications:case", args=[number]),
        reverse("desk_applications:do", args=[number, "note"]),
    ):
        assert client.get(address).status_code in (403, 404), address


def test_the_helper_answers_on_the_page(helped, coworker, client):
    client.force_login(coworker)
    address = reverse("desk_applications:help_one", args=[helped.pk])
    assert "写明协办的结果" in client.post(address, {"answer": ""}).content.decode()
    assert client.post(address, {"answer": "在低保科档案柜"}).status_code == 302
    helped.refresh_from_db()
    assert helped.answer == "在低保科档案柜"
    assert "在低保科档案柜" in client.get(address).content.decode()


def test_help_ends_with_the_case(helped, who):
    actions.withdraw(helped.application, who, at=moment(3, 6))
    assert not Duty.objects.open().filter(kind="application.contribution").exists()
