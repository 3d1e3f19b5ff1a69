"""/api/v1/statistics/: figures per agency and year, small counts of requests left out."""

import json
from datetime import date

import pytest
from django.urls import reverse

from applications.models import Application, Letter
from opendata.counting import few, guarded, told_grounds


@pytest.fixture
def replied(agency):
    """Makes replied requests of March 2026."""

    def make(count: int, outcome: str = "granted", replied_on: date = date(2026, 3, 30)) -> None:
        start = Application.objects.count()
        Application.objects.bulk_create(
            Application(
                number=f"YSQ-2026-{start + n:06d}",
                code_hash=f"{start + n}",
                agency=agency,
                state="replied",
                channel="counter",
                kind="citizen",
                applicant_type="person",
                masked_name="王*",
                identity="x",
                wanted="预算",
                form="paper",
                delivery="hand",
                submitted_at="2026-03-02T10:00+08:00",
                received_on=date(2026, 3, 2),
                due_on=date(2026, 3, 30),
                replied_on=replied_on,
                outcome=outcome,
            )
            for n in range(count)
        )

    return make


def row(get, **query) -> dict:
    return get("statistics/", **query)[1]["results"][0]


def test_publications_are_counted_by_year_and_lateness(get, publish):
    publish("按时", formed_on=date(2026, 2, 2))
    publish("迟了", formed_on=date(2025, 12, 1))
    publish("旧站导入", formed_on=date(2020, 1, 2), origin="import")
    found = row(get)
    assert (found["agency"], found["year"], found["published"], found["late"]) == ("澄溪县民政局", 2026, 3, 1)


def test_what_is_not_public_is_not_counted(get, closed):
    assert get("statistics/")[1]["results"] == []


def test_interpretations_in_time_are_counted(get, interpretation):
    found = row(get)
    assert (found["interpretations_required"], found["interpretations_in_time"]) == (1, 1)


def test_a_late_interpretation_is_not_in_time(get, interpretation):
    publication = interpretation.publication
    type(publication).objects.filter(pk=publication.pk).update(published_on=date(2026, 3, 6))
    found = row(get)
    assert (found["interpretations_required"], found["interpretations_in_time"]) == (1, 0)


def test_requests_are_counted(get, replied):
    replied(6)
    replied(5, "not_held", date(2026, 4, 1))
    found = row(get)
    assert (found["requests_received"], found["requests_replied"], found["requests_in_time"]) == (11, 11, 6)
    assert found["mean_working_days"] == 20.9
    assert found["outcomes"] == {"granted": 6, "not_held": 5}


def test_small_counts_of_requests_are_not_told(get, replied):
    replied(3)
    found = row(get)
    assert [found[name] for name in ("requests_received", "requests_replied", "mean_working_days")] == [
        None
    ] * 3
    assert found["outcomes"] == {"granted": None}


def test_figures_are_filtered(get, publish):
    publish()
    assert get("statistics/", year="2026", agency="CX101")[1]["count"] == 1
    assert get("statistics/", year="2025")[1]["count"] == 0
    assert get("statistics/", agency="县财政局")[1]["count"] == 0
    assert get("statistics/", year="去年")[0] == 400


@pytest.mark.parametrize(
    ("asked", "status", "count"),
    [
        ({}, 200, 26),
        ({"code": "granted"}, 200, 1),
        ({"code": "无"}, 200, 0),
        ({"remedy": "sue"}, 400, None),
        ({"remedy": "none", "needs_ground": "true"}, 200, 0),
    ],
)
def test_kinds_of_reply_are_filtered(get, asked, status, count):
    found, answer = get("outcomes/", **asked)
    assert (found, answer.get("count")) == (status, count)


def test_the_page_says_what_its_data_are(client, publish):
    publish()
    html = client.get(reverse("open:statistics")).content.decode()
    told = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (told["@type"], told["temporalCoverage"], told["url"]) == (
        "Dataset",
        "2026/2026",
        "http://testserver/statistics/",
    )
    address = "http://testserver/api/v1/statistics/?format=csv"
    assert told["distribution"][0]["contentUrl"] == address
    assert b"".join(client.get(address)).startswith(b"\xef\xbb\xbfagency,")


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_one_to_four_are_few(count, told):
    assert few(count) == told


def test_the_sum_does_not_give_a_small_count_away():
    assert guarded({"a": 20, "b": 7, "c": 2}) == {"a": 20, "b": None, "c": None}
    assert guarded({"a": 20, "b": 3, "c": 2}) == {"a": 20, "b": None, "c": None}
    assert guarded({"a": 20, "b": 7}) == {"a": 20, "b": 7}


def _letters(agency, grounds: list[str]) -> None:
    """A reply that went out on each of these grounds, one to a request."""
    for number, (application, ground) in enumerate(
        zip(Application.objects.order_by("pk"), grounds, strict=True)
    ):
        Letter.objects.create(
            application=application,
            agency=agency,
            kind="reply",
            number=f"{number}号",
            year=2026,
            outcome=application.outcome,
            data={"ground": ground},
            frozen_at="2026-03-30T10:00+08:00",
            digest="0" * 64,
            dated_on=date(2026, 3, 30),
        )


def test_refusals_are_counted_by_ground(get, replied, agency):
    replied(11, "partial")
    _letters(agency, ["16-1"] * 6 + ["14-a"] * 5)
    assert row(get)["refusal_grounds"] == {"14-a": 5, "16-1": 6}


def test_few_refusals_tell_no_ground(get, replied, agency):
    replied(3, "partial")
    _letters(agency, ["16-1"] * 3)
    assert row(get)["refusal_grounds"] == {"16-1": None}


def test_grounds_do_not_give_a_hidden_count_of_refusals_away():
    assert told_grounds({"16-1": 9}, {"internal": None, "partial": 6}) == {"16-1": None}
    assert told_grounds({"16-1": 9}, {"internal": 9, "granted": None}) == {"16-1": 9}


def test_the_page_shows_the_chosen_year_in_words(client, publish, replied, agency):
    replied(11, "partial")
    _letters(agency, ["16-1"] * 11)
    publish(formed_on=date(2025, 1, 3), published_on=date(2025, 1, 6))
    page = client.get("/statistics/").content.decode()
    assert "2026 年政务公开统计" in page and "内部事务信息" in page and "内部事务" in page
    older = client.get("/statistics/", {"year": "2025"}).content.decode()
    assert "2025 年政务公开统计" in older and "内部事务信息" not in older


@pytest.mark.parametrize("year", ["", "x", "1", "9" * 40])
def test_the_page_stands_without_figures_and_for_any_year(client, db, year):
    page = client.get("/statistics/", {"year": year})
    assert page.status_code == 200 and "还没有可以统计的记录" in page.content.decode()


def test_small_counts_are_written_as_few_on_the_page(client, replied):
    replied(3)
    assert "少" in client.get("/statistics/").content.decode().split("依申请公开</h2>")[1].split("<tbody>")[1]
