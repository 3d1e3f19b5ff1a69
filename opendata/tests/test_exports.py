"""Lists as files: CSV, JSON Lines and .xlsx, in constant memory; formulas are defused."""

import io
import json
import tracemalloc

import openpyxl
import pytest

from opendata import rendering
from opendata.tests.test_api_manners import LISTS

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@pytest.fixture
def fetch(client):
    """fetch(address, format, **query): the bytes of a list."""

    def read(address, format, **query) -> bytes:
        response = client.get(f"/api/v1/{address}", query | {"format": format})
        assert response.status_code == 200 and response["Content-Type"] == FORMATS[format]
        assert response["Content-Disposition"].endswith(f'.{format}"')
        return b"".join(response)

    return read


@pytest.mark.parametrize("address", [*LISTS, "statistics/", "workdays/2026/"])
def test_every_list_is_also_lines_and_a_workbook(fetch, get, item, interpretation, address):
    answer = get(address)[1]
    rows = answer.get("results", answer.get("days"))
    lines = [json.loads(line) for line in fetch(address, "jsonl").splitlines()]
    assert lines[:20] == rows[:20]
    sheet = openpyxl.load_workbook(io.BytesIO(fetch(address, "xlsx"))).active
    assert sheet.max_row == len(lines) + 1 or not lines


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers(fetch, publish, get):
    publish("=HYPERLINK(1)")
    publish("https://example.cn/")
    rows = list(openpyxl.load_workbook(io.BytesIO(fetch("publications/", "xlsx"))).active.iter_rows())
    titles = [row[2] for row in rows[1:]]
    assert {cell.value for cell in titles} == {"=HYPERLINK(1)", "https://example.cn/"}
    assert {cell.data_type for cell in titles} == {"s"} and not any(cell.hyperlink for cell in titles)
    assert openpyxl.load_workbook(io.BytesIO(fetch("outcomes/", "xlsx"))).active["F2"].value == 3


def test_exports_hold_the_page_asked_for(fetch, publish):
    for number in range(5):
        publish(f"通知{number}")
    assert len(fetch("publications/", "jsonl", page_size=2).splitlines()) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_twenty_thousand_rows_take_no_more_memory_than_a_thousand(format):
    def peak(rows: int) -> int:
        tracemalloc.start()
        made = ({"title": f"第{number}号通知", "n": number} for number in range(rows))
        size = sum(map(len, rendering.export(format, ["title", "n"], made, "x")))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > rows
        return found

    assert peak(20_000) < peak(1_000) + 400_000


@pytest.mark.parametrize("format", FORMATS)
def test_a_refusal_is_json_whatever_format_was_asked_for(client, agency, format):
    response = client.get("/api/v1/publications/", {"format": format, "year": "x"})
    assert response.status_code == 400 and response["Content-Type"] == "application/json"
    assert response.json()["error"]["code"] == "invalid"
