"""What the schema says is what the API answers."""

import json

import jsonschema
import pytest

QUERIES = {"/api/v1/workdays/due/": {"received": "2026-09-10"}}
PLACES = {"{year}": "2026", "{slug}": "minzheng"}


def as_json_schema(node):
    """OpenAPI 3.0's `nullable` as a JSON schema's null."""
    if isinstance(node, list):
        return [as_json_schema(part) for part in node]
    if not isinstance(node, dict):
        return node
    node = {key: as_json_schema(value) for key, value in node.items()}
    return {"anyOf": [node, {"type": "null"}]} if node.pop("nullable", False) else node


@pytest.fixture
def drawn(client, db):
    return as_json_schema(json.loads(client.get("/api/v1/schema/").content))


def fits(drawn: dict, path: str, answer: dict) -> None:
    shape = drawn["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**shape, "components": drawn["components"]}
    jsonschema.validate(answer, whole, format_checker=jsonschema.FormatChecker())


def test_every_list_fits(client, drawn, item, interpretation, indexed):
    for path in drawn["paths"]:
        if "{" not in path:
            response = client.get(path, QUERIES.get(path, {}))
            assert response.status_code == 200, path
            fits(drawn, path, response.json())


def test_every_thing_fits(client, drawn, item, interpretation, policy):
    places = {
        "/api/v1/publications/{public_id}/": policy.publication.public_id,
        "/api/v1/policies/{public_id}/": policy.publication.public_id,
        "/api/v1/interpretations/{public_id}/": interpretation.publication.public_id,
        "/api/v1/items/{id}/": item.pk,
        "/api/v1/domains/{slug}/": "shehuijiuzhu",
        "/api/v1/agencies/{slug}/": "minzheng",
        "/api/v1/workdays/{year}/": 2026,
    }
    for path, key in places.items():
        answer = client.get(path.split("{")[0] + f"{key}/").json()
        fits(drawn, path, answer)
    assert {path for path in drawn["paths"] if "{" in path} == {*places, "/api/v1/reference-items/{id}/"}
