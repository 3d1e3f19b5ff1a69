"""What every answer of the API keeps to: errors, CSV, CORS, rates, the schema and its page."""

import json

import pytest
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.throttling import SimpleRateThrottle

from opendata.rendering import cell

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
    assert cell(value) == text


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


def test_without_redis_nobody_is_turned_away(client, agency, monkeypatch):
    def gone(*args):
        raise RedisError("gone")

    monkeypatch.setattr(SimpleRateThrottle, "allow_request", gone)
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
