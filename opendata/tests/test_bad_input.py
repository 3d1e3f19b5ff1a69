"""No answer of the API is a 500, whatever stands in the address."""

import json

import pytest

JUNK = [
    "",
    "-1",
    "9" * 40,
    "2026-02-30",
    "a\0b",
    "长" * 300,
]


@pytest.fixture
def operations(client, agency, indexed) -> list[tuple[str, list[str]]]:
    """Every address of the schema with the names of its parameters."""
    schema = json.loads(client.get("/api/v1/schema/", {"format": "json"}).content)
    return [
        (path, [p["name"] for p in methods["get"].get("parameters", []) if p["in"] == "query"])
        for path, methods in schema["paths"].items()
    ]


@pytest.mark.parametrize("value", JUNK)
def test_junk_in_any_parameter_is_answered(client, operations, value):
    for path, names in operations:
        if "{" in path:
            continue
        for name in names:
            response = client.get(path, {name: value})
            assert response.status_code in (200, 400, 404), (path, name)
            if response.status_code != 200:
                assert set(response.json()["error"]) == {"code", "message", "fields"}


@pytest.mark.parametrize("value", ["0", "x", "-1", "9" * 30, "a%00b", "%FF", "..%2F..%2Fetc", "长长"])
def test_junk_in_any_address_is_not_found(client, operations, value):
    for path, _ in operations:
        if "{" in path:
            address = path.split("{")[0] + value + "/"
            response = client.get(address)
            assert response.status_code in (400, 404), address
            assert "error" in response.json()


def test_a_parameter_given_twice_or_unknown_is_answered(client, operations):
    for path, _ in operations:
        if "{" not in path:
            assert client.get(path + "?q=a&q=b&nobody=1&page=x&page=1").status_code in (200, 400)
