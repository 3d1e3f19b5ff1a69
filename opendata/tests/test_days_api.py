"""/api/v1/workdays/: a year's days, and a limit counted day by day."""

import pytest


def test_a_limit_is_counted_with_every_day_explained(get):
    status, answer = get("workdays/due/", received="2026-09-10", days=20)
    assert (status, answer["due"], answer["provisional"]) == (200, "2026-10-14", False)
    assert sum(day["counted"] for day in answer["days"]) == 20
    days = {day["date"]: day["why"] for day in answer["days"]}
    assert days["2026-09-10"] == "当日不计入，从次日起算"
    assert days["2026-09-20"].startswith("调休上班")
    assert days["2026-10-01"] == "国庆节放假"
    assert days["2026-09-12"] == "周六"


def test_twenty_days_unless_asked(get):
    assert get("workdays/due/", received="2026-03-02")[1]["due"] == "2026-03-30"


def test_a_limit_into_a_year_without_a_notice_is_provisional(get):
    answer = get("workdays/due/", received="2026-12-14", days=20)[1]
    assert (answer["due"], answer["provisional"]) == ("2027-01-12", True)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "received"),
        ({"received": ""}, "received"),
        ({"received": "2026-02-30"}, "received"),
        ({"received": "昨天"}, "received"),
        ({"received": "9999-12-31"}, "received"),
        ({"received": "0001-01-01"}, "received"),
        ({"received": "2026-03-02\0"}, "received"),
        ({"received": "2026-03-02", "days": "abc"}, "days"),
        ({"received": "2026-03-02", "days": "0"}, "days"),
        ({"received": "2026-03-02", "days": "-5"}, "days"),
        ({"received": "2026-03-02", "days": "100000"}, "days"),
        ({"received": "2026-03-02", "days": "9" * 5000}, "days"),
        ({"received": "2026-03-02", "days": "1e3"}, "days"),
    ],
)
def test_a_bad_question_is_refused_with_its_field(get, query, field):
    status, answer = get("workdays/due/", **query)
    assert status == 400
    assert answer["error"]["code"] == "invalid"
    assert list(answer["error"]["fields"]) == [field]


def test_a_year_gives_every_day_and_its_notice(get):
    status, answer = get("workdays/2026/")
    assert (status, len(answer["days"]), answer["workdays"], answer["provisional"]) == (200, 365, 248, False)
    assert answer["notice"]["number"] == "国办发明电〔2025〕7号"
    assert answer["days"][262] == {
        "date": "2026-09-20",
        "is_workday": True,
        "name": "国庆节",
        "why": "调休上班（国庆节）",
    }


def test_a_year_without_a_notice_says_so(get):
    answer = get("workdays/2027/")[1]
    assert answer["provisional"]
    assert answer["notice"]["provisional"]


@pytest.mark.parametrize("year", ["1999", "2035", "99999", "abc", "-1", "0"])
def test_an_unknown_year_is_not_found(get, year):
    status, answer = get(f"workdays/{year}/")
    assert (status, answer["error"]["code"]) == (404, "not_found")


def test_the_years_and_their_notices_are_listed(get):
    answer = get("workdays/")[1]
    assert answer["count"] == 10
    assert answer["results"][0]["year"] == 2027


def test_the_notices_are_filtered(get):
    assert [row["year"] for row in get("workdays/", provisional="true")[1]["results"]] == [2027]
    assert get("workdays/", year="2026")[1]["count"] == 1
    assert get("workdays/", year="今年")[0] == 400


def test_a_year_and_a_limit_as_csv(client, db):
    year = client.get("/api/v1/workdays/2026/", {"format": "csv"})
    assert year["Content-Type"] == "text/csv; charset=utf-8"
    assert len(b"".join(year).splitlines()) == 366
    due = client.get("/api/v1/workdays/due/", {"received": "2026-09-10", "format": "csv"})
    assert b"2026-10-14,true," in b"".join(due)
