"""What every answer of the API keeps to: errors, CSV, CORS, rates, the schema and its page."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from catalog.csvfiles import harmless
from opendata.rendering import number_or_text
from opendata.tests.conftest import WHEN
from publishing.models import Publication
from search import tally

LISTS = [
    "domains/",
    "items/",
    "reference-items/",
    "agencies/",
    "publications/",
    "policies/",
    "interpretations/",
    "outcomes/",
    "workdays/",
]


def csv_of(client, address: str, **query) -> list[str]:
    response = client.get(f"/api/v1/{address}", query | {"format": "csv"})
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("address", LISTS)
def test_every_list_has_one_shape(get, agency, address):
    status, answer = get(address)
    assert status == 200
    assert list(answer) == ["count", "next", "previous", "results"]


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_also_csv(client, get, agency, address):
    columns = csv_of(client, address)[0].split(",")
    rows = get(address)[1]["results"]
    assert not rows or columns == list(rows[0])


def test_csv_holds_the_whole_list_or_the_page_asked_for(client, publish):
    for number in range(25):
        publish(f"通知{number}")
    assert len(csv_of(client, "publications/")) == 26
    assert len(csv_of(client, "publications/", page_size=10)) == 11
    assert len(csv_of(client, "publications/", q="通知7")) == 2


def test_a_formula_in_csv_is_defused(client, publish):
    publish("=HYPERLINK(1)")
    assert "'=HYPERLINK(1)" in csv_of(client, "publications/")[1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (-3, "-3"),
        ("-3", "'-3"),
        ("@x", "'@x"),
        (["甲", "乙"], "甲；乙"),
        (["=甲"], "'=甲"),
        ([{"a": 1}], '[{"a": 1}]'),
    ],
)
def test_each_value_as_a_cell(value, text):
    assert harmless(number_or_text(value)) == text


def test_any_site_may_read(client, agency):
    assert client.get("/api/v1/agencies/")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/agencies/nobody/")["Access-Control-Allow-Origin"] == "*"


def test_an_unchanged_answer_is_not_sent_twice(client, agency):
    tag = client.get("/api/v1/agencies/")["ETag"]
    assert client.get("/api/v1/agencies/", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "address", ["nothing/", "publications/没有/", "publications/x/y/", "agencies/nobody/"]
)
def test_what_is_not_there_is_said_in_our_own_shape(get, address):
    status, answer = get(address)
    assert status == 404
    assert answer["error"] == {"code": "not_found", "message": "没有找到。", "fields": {}}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, agency, method):
    response = getattr(client, method)("/api/v1/agencies/", "{}", content_type="application/json")
    assert (response.status_code, response.json()["error"]["code"]) == (405, "method_not_allowed")


def test_an_unknown_format_is_refused(get, agency):
    status, answer = get("agencies/", format="xml")
    assert (status, answer["error"]["code"]) == (404, "not_found")


def test_an_address_is_slowed_down_past_its_rate(client, agency, settings):
    settings.API_RATE = "2/min"
    cache.clear()
    codes = [client.get("/api/v1/agencies/").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    refused = client.get("/api/v1/agencies/")
    assert refused.json()["error"]["code"] == "throttled"
    assert int(refused["Retry-After"]) > 0


def test_every_answer_tells_how_many_requests_are_left(client, agency, settings):
    settings.API_RATE = "9/min"
    cache.clear()
    first, second = (client.get("/api/v1/agencies/") for _ in range(2))
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("9", "8")
    assert second["RateLimit-Remaining"] == "7" and 0 < int(second["RateLimit-Reset"]) <= 60


def test_a_browser_may_ask_beforehand(client, agency):
    response = client.options("/api/v1/agencies/", headers={"Origin": "https://example.cn"})
    assert response.status_code == 200 and "GET" in response["Access-Control-Allow-Methods"]
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_an_answer_says_when_it_last_changed(client, publish):
    publication = publish()
    for address in ("publications/", f"publications/{publication.public_id}/"):
        response = client.get(f"/api/v1/{address}")
        since = {"If-Modified-Since": response["Last-Modified"]}
        assert client.get(f"/api/v1/{address}", headers=since).status_code == 304


def test_a_withdrawal_is_a_change(client, publish):
    publication = publish()
    publish()
    since = {"If-Modified-Since": client.get("/api/v1/publications/")["Last-Modified"]}
    later = timezone.now() + timedelta(seconds=2)
    Publication.objects.filter(pk=publication.pk).update(
        state="withdrawn", withdrawal_note="内容有误", withdrawn_at=WHEN, changed_at=later
    )
    assert client.get("/api/v1/publications/", headers=since).status_code == 200


def test_a_walk_by_cursor_meets_everything_once(get, publish):
    made = [publish(f"通知{number}").public_id for number in range(7)]
    seen, address = [], "/api/v1/publications/?cursor=&page_size=3"
    while address:
        status, answer = get(address.split("/api/v1/")[1])
        assert status == 200
        seen += [row["id"] for row in answer["results"]]
        if len(seen) == 6:
            made.append(publish("走到一半时发布的").public_id)
        address = answer["next"]
    assert seen == made


def test_a_broken_cursor_is_refused(get, publish):
    status, answer = get("publications/", cursor="没有这个")
    assert status == 404 and "从头开始" in answer["error"]["message"]


def test_without_redis_nobody_is_turned_away(client, agency, monkeypatch):
    def gone(*args):
        raise RedisError("gone")

    monkeypatch.setattr(tally, "count", gone)
    assert client.get("/api/v1/agencies/").status_code == 200


def test_an_address_without_its_slash_leads_to_the_right_one(client, db):
    response = client.get("/api/v1/workdays/due?received=2026-09-10")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/workdays/due/?received=2026-09-10")


def test_agencies_carry_their_guide(get, agency):
    row = next(row for row in get("agencies/")[1]["results"] if row["slug"] == "minzheng")
    assert (row["code"], row["parent"], row["reviewing_body"]) == ("CX101", "CX000", "澄溪县人民政府")
    assert row["url"] == "http://testserver/agencies/minzheng/"
    assert get("agencies/minzheng/")[1] == row


def test_the_kinds_of_reply_cover_the_rows_of_the_report(get):
    rows = get("outcomes/")[1]["results"]
    assert {row["report_row"] for row in rows} == set(range(3, 24))
    assert {row["remedy"] for row in rows} == {"review_first", "either", "none"}
    assert list(rows[0]) == ["code", "name", "article", "letter", "needs_ground", "report_row", "remedy"]


def test_the_schema_names_every_address(client, db):
    schema = json.loads(client.get("/api/v1/schema/", {"format": "json"}).content)
    assert schema["openapi"].startswith("3.")
    paths = {path.split("/api/v1/")[1] for path in schema["paths"]}
    assert {*LISTS, "workdays/due/", "workdays/{year}/", "publications/{public_id}/"} <= paths


def test_the_page_about_the_api_explains_it_without_scripts(client, db):
    page = client.get("/api/v1/docs/").content.decode()
    for word in ("/api/v1/workdays/due/", "received", "page_size", "format=csv", "政策文件"):
        assert word in page
    assert "http://" not in page.replace("http://testserver", "")


def test_every_example_on_the_page_answers(client, agency, indexed):
    page = client.get("/api/v1/docs/").content.decode()
    examples = {part.split('"')[0].replace("&amp;", "&") for part in page.split('<p>例：<a href="')[1:]}
    assert len(examples) > 6
    assert [client.get(address).status_code for address in sorted(examples)] == [200] * len(examples)


def test_the_start_lists_the_addresses(get):
    assert get("")[1]["due"] == "http://testserver/api/v1/workdays/due/"


def test_whole_addresses_come_from_the_public_address(get, agency, settings):
    settings.PUBLIC_URL = "https://www.example.gov.cn"
    assert get("agencies/minzheng/")[1]["url"] == "https://www.example.gov.cn/agencies/minzheng/"
