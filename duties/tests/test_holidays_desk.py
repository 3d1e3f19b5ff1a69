"""An administrator previews a holiday notice, confirms it, and everybody concerned is told."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from accounts.verbs import Refused
from audit.models import Entry
from duties import actions
from duties.actions import open_duty
from duties.models import Duty, Notice
from workdays import tables
from workdays.builtin import NoticeFacts
from workdays.csvfile import read_table

AT = datetime(2026, 12, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
HEAD = "date,is_workday,name\n"
NOTICE = HEAD + (
    "2027-01-01,0,元旦\n2027-01-04,0,元旦\n2027-01-09,1,元旦\n2027-05-01,0,劳动节\n2027-10-01,0,国庆节\n"
)
TITLE = NoticeFacts(title="国务院办公厅关于2027年部分节假日安排的通知")


@pytest.fixture
def duty(agency, clerk):
    """The 15th working day after 18 December 2026: provisionally 11 January 2027 (1 January is off by law)."""
    return open_duty(
        "reply", agency, agency=agency, due_on=date(2027, 1, 11), at=AT, provisional=True, label="YSQ-1",
        count=(date(2026, 12, 18), 15),
    )  # fmt: skip


@pytest.fixture
def office(client, admin_user):
    client.force_login(admin_user)

    def send(**data):
        return client.post(reverse("desk_duties:holidays"), data)

    return send


def upload(text: str = NOTICE) -> SimpleUploadedFile:
    return SimpleUploadedFile("2027.csv", text.encode())


def test_the_preview_shows_days_and_duties_and_writes_nothing(office, duty):
    page = office(file=upload(), source="中国政府网").content.decode()
    assert "还没有写入" in page and "2027年1月4日" in page and "YSQ-1" in page
    assert "2027年1月11日" in page and "2027年1月12日" not in page
    duty.refresh_from_db()
    assert (duty.due_on, duty.provisional) == (date(2027, 1, 11), True)
    assert tables.current().provisional(date(2027, 1, 4))


def token_of(page: str) -> str:
    return page.split('name="token" value="')[1].split('"')[0]


def test_confirmed_it_moves_what_it_changes_with_an_entry_and_a_notice(office, duty, clerk):
    """4 January falls away and the make-up Saturday, the 9th, comes in: the 15th working day stays the 11th,
    so the duty of 12 working days is the one that moves."""
    shorter = open_duty(
        "chance", duty.agency, agency=duty.agency, due_on=date(2027, 1, 6), at=AT, provisional=True, label="YSQ-2",
        count=(date(2026, 12, 18), 12),
    )  # fmt: skip
    preview = office(file=upload(), source="中国政府网").content.decode()
    page = office(token=token_of(preview)).content.decode()
    assert "已经录入" in page
    shorter.refresh_from_db()
    duty.refresh_from_db()
    assert (shorter.due_on, shorter.provisional) == (date(2027, 1, 7), False)
    assert (duty.due_on, duty.provisional) == (date(2027, 1, 11), False)
    entry = Entry.objects.about(shorter).get(word="按放假安排重算期限")
    assert (entry.detail["was"], entry.detail["now"]) == ("2027-01-06", "2027-01-07")
    notice = Notice.objects.get(user=clerk)
    assert "2027-01-06 变为 2027-01-07" in notice.reminder.text


def test_the_load_itself_is_written_down_with_who_did_it(office, admin_user):
    office(token=token_of(office(file=upload(), source="中国政府网").content.decode()))
    entry = Entry.objects.get(word="录入放假安排")
    assert entry.actor_id == f"user:{admin_user.pk}"


def test_a_day_that_was_rolled_is_rolled_again(agency, at, calendar):
    """A natural limit that ends on Saturday, 9 January 2027, a make-up day once the notice is there."""
    rolled = open_duty(
        "reply", agency, agency=agency, due_on=date(2027, 1, 11), at=at, count=(date(2027, 1, 9), 0)
    )
    assert actions.counted_again(rolled, tables.current())[0] == date(2027, 1, 11)


def test_only_an_administrator_may_load(clerk, head, supervisor, admin_user):
    table = read_table(NOTICE)
    for user in (clerk, head, supervisor):
        with pytest.raises(Refused, match="权限"):
            actions.load_holidays(table, TITLE, Actor.of(user), at=AT)
    assert actions.load_holidays(table, TITLE, Actor.of(admin_user), at=AT)["years"][0]["year"] == 2027


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("日期\n", "表头应为"), (HEAD, "没有任何一天"), (HEAD + "2027-02-30,0,春节\n", "日期“2027-02-30”无效")],
)
def test_a_bad_file_comes_back_with_a_sentence(office, text, sentence):
    answer = office(file=upload(text), source="中国政府网")
    assert answer.status_code == 422 and sentence in answer.content.decode()


def test_nothing_chosen_or_an_old_preview_says_so(office):
    assert "选择放假安排" in office(source="").content.decode()
    assert "重新选择文件" in office(token="made-up").content.decode()


@pytest.mark.parametrize("person", ["clerk", "head", "supervisor"])
def test_the_page_is_the_administrators(person, client, request):
    client.force_login(request.getfixturevalue(person))
    assert client.get(reverse("desk_duties:holidays")).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(reverse("desk_duties:holidays")).status_code == 302


def test_the_page_lists_the_years(office, client):
    page = client.get(reverse("desk_duties:holidays")).content.decode()
    assert "国办发明电〔2025〕7号" in page and "暂定" in page


def test_suspended_duties_stay_suspended(duty, calendar):
    Duty.objects.update(suspended=True)
    actions.recount(tables.current(), at=AT)
    assert Duty.objects.get().suspended
