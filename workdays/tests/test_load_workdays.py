"""Loading the built-in years and a notice from a file, and telling who has open dates."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from workdays import tables
from workdays.models import Day, HolidayNotice

pytestmark = pytest.mark.django_db
HEAD = "date,is_workday,name\n"
NOTICE_2027 = HEAD + (
    "2027-01-01,0,元旦\n2027-02-05,0,春节\n2027-02-06,0,春节\n2027-02-09,0,春节\n2027-02-10,0,春节\n"
    "2027-02-20,1,春节\n2027-05-01,0,劳动节\n2027-05-03,0,劳动节\n2027-10-01,0,国庆节\n"
)
heard: list = []


def listener(calendar, *, at):
    """Stands for a room with one open date: the 5th working day after 4 February 2027."""
    heard.append(at)
    return [{"kind": "reply", "label": "某申请", "now": calendar.add(date(2027, 2, 4), 5).isoformat()}]


@pytest.fixture(autouse=True)
def one_listener(settings):
    settings.WORKDAY_LISTENERS = [f"{__name__}.listener"]
    heard.clear()


@pytest.fixture
def load(tmp_path):
    def run(text: str | bytes | None = None, **options) -> dict:
        out, arguments = StringIO(), []
        if text is not None:
            file = tmp_path / "notice.csv"
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
            arguments = [str(file)]
        call_command("load_workdays", *arguments, stdout=out, **options)
        return json.loads(out.getvalue())

    return run


def test_the_built_in_years_are_there_with_their_notices():
    assert HolidayNotice.objects.get(year=2026).number == "国办发明电〔2025〕7号"
    assert tables.current().known_years == frozenset(range(2018, 2027))
    assert tables.current().add(date(2026, 9, 10), 7) == date(2026, 9, 20)


def test_loading_the_built_in_years_again_changes_nothing(load):
    before = HolidayNotice.objects.count(), Day.objects.count()
    assert load() == {"dry_run": False, "years": [], "moved": []}
    assert heard == []
    assert (HolidayNotice.objects.count(), Day.objects.count()) == before


def test_a_missing_year_is_loaded_again(load):
    Day.objects.filter(notice__year=2026).delete()
    HolidayNotice.objects.filter(year=2026).delete()
    assert [(year["year"], year["changed"]) for year in load()["years"]] == [(2026, 39)]
    assert tables.current().is_workday(date(2026, 9, 20))


def test_a_notice_makes_its_year_certain(load):
    assert tables.current().provisional(date(2027, 2, 9))
    load(NOTICE_2027, number="国办发明电〔2026〕9号", published_on="2026-11-23")
    calendar = tables.current()
    assert not calendar.provisional(date(2027, 2, 9))
    assert not calendar.is_workday(date(2027, 2, 9))
    assert calendar.is_workday(date(2027, 2, 20))
    assert HolidayNotice.objects.get(number="国办发明电〔2026〕9号").published_on == date(2026, 11, 23)


def test_it_says_what_changed_and_what_moved(load):
    answer = load(NOTICE_2027)
    assert answer["years"][0]["mode"] == "whole"
    change = {"date": "2027-02-09", "before": None, "after": "放假", "name": "春节"}
    assert change in answer["days"]
    assert answer["moved"] == [{"kind": "reply", "label": "某申请", "now": "2027-02-17"}]
    assert len(heard) == 1


def test_a_notice_loaded_twice_changes_nothing(load):
    load(NOTICE_2027)
    answer = load(NOTICE_2027)
    assert (answer["days"], answer["moved"], len(heard)) == ([], [], 1)


def test_a_whole_notice_replaces_what_stood_there(load):
    load(NOTICE_2027.replace("2027-02-20,1", "2027-02-21,1"))
    load(NOTICE_2027)
    assert tables.current().is_workday(date(2027, 2, 20))
    assert not tables.current().is_workday(date(2027, 2, 21))


def test_a_few_days_amend_the_year(load):
    answer = load(HEAD + "2026-12-05,1,调休\n")
    assert answer["years"][0]["mode"] == "amendment"
    assert answer["days"] == [{"date": "2026-12-05", "before": None, "after": "上班", "name": "调休"}]
    assert tables.current().is_workday(date(2026, 12, 5))
    assert not tables.current().is_workday(date(2026, 10, 1))


def test_the_built_in_years_leave_a_loaded_notice_alone(load):
    load(NOTICE_2027)
    assert load()["years"] == []
    assert not tables.current().is_workday(date(2027, 2, 9))


def test_a_dry_run_shows_all_and_writes_nothing(load):
    answer = load(NOTICE_2027, dry_run=True)
    assert answer["dry_run"]
    assert answer["moved"][0]["now"] == "2027-02-17"
    assert tables.current().provisional(date(2027, 2, 9))
    assert tables.current().is_workday(date(2027, 2, 9))


def test_a_spreadsheets_encoding_is_read(load):
    load(NOTICE_2027.encode("gb18030"))
    assert tables.current().why(date(2027, 2, 9)) == "春节放假"


def test_a_failing_listener_undoes_the_load(load, settings):
    settings.WORKDAY_LISTENERS = ["builtins.int"]
    with pytest.raises(TypeError):
        load(NOTICE_2027)
    assert tables.current().provisional(date(2027, 2, 9))


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("日期,上班\n", {}, "表头应为"),
        (HEAD + "2027-02-30,0,春节\n", {}, "日期“2027-02-30”无效"),
        (HEAD + "2026-05-01,0,劳动节\n2027-05-01,0,劳动节\n", {}, "一个文件只能是一个年度"),
        (b"\xff\xff\xff", {}, "编码"),
        (NOTICE_2027, {"published_on": "去年"}, "公布日期“去年”无效"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(load, text, options, sentence):
    before = Day.objects.count()
    with pytest.raises(CommandError, match=sentence):
        load(text, **options)
    assert Day.objects.count() == before


def test_a_missing_file_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="读不了"):
        call_command("load_workdays", "/no/such/file.csv")
