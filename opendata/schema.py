"""The OpenAPI schema as the documentation page shows it. Pure but for the address table."""

from typing import Any

from django.urls import URLPattern
from django.utils.module_loading import import_string

TITLES = {
    "domains": "领域",
    "items": "公开事项",
    "reference-items": "参考事项",
    "agencies": "机关",
    "publications": "公开信息",
    "policies": "政策文件",
    "interpretations": "政策解读",
    "search": "检索",
    "workdays": "工作日",
    "outcomes": "答复类型",
    "statistics": "统计",
    "schema": "接口说明",
}
EXAMPLES = {
    "workdays/due/": "?received=2026-09-10&days=20",
    "workdays/{year}/": "",
    "search/": "?q=低保",
}
TYPES = {"string": "文字", "integer": "整数", "number": "数字", "boolean": "true 或 false", "date": "日期"}
SHARED = {"page", "page_size", "format"}


REFUSALS = {
    "400": "参数有误",
    "404": "没有找到",
    "406": "没有这种格式",
    "429": "请求过于频繁",
    "503": "检索正在准备",
}
ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "fields"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fields": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                },
            },
        }
    },
}


def with_refusals(result: dict, generator, request, public: bool) -> dict:
    """Hook of the generator: every operation says how it refuses."""
    result["components"]["schemas"]["Error"] = ERROR
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for methods in result["paths"].values():
        for operation in methods.values():
            for status, words in REFUSALS.items():
                operation["responses"][status] = {"description": words, "content": content}
    return result


def plain_names() -> list[str]:
    """Names of the addresses without a variable part."""
    patterns = import_string("opendata.urls.urlpatterns")
    named = [p for p in patterns if isinstance(p, URLPattern) and not p.pattern.converters]
    return [p.name for p in named if p.name not in {"start", "nothing"}]


def groups(drawn: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema's operations by the first part of their address: `{"title", "operations"}`."""
    found: dict[str, list] = {}
    for address, methods in drawn["paths"].items():
        local = address.split("/api/v1/")[-1]
        found.setdefault(local.split("/")[0], []).append(_operation(address, local, methods["get"]))
    order = list(TITLES)
    names = sorted(found, key=lambda name: order.index(name) if name in order else len(order))
    return [{"title": TITLES.get(name, name), "name": name, "operations": found[name]} for name in names]


def _operation(address: str, local: str, get: dict[str, Any]) -> dict[str, Any]:
    asked = [p for p in get.get("parameters", []) if p["in"] == "query"]
    parameters = [_parameter(p) for p in asked if p["name"] not in SHARED]
    named = {p["name"] for p in asked}
    example = local.replace("{year}", "2026") + EXAMPLES.get(local, "")
    return {
        "address": address,
        "summary": get.get("description", "").strip(),
        "parameters": parameters,
        "is_list": "page_size" in named,
        "example": None if "{" in example else example,
    }


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    shape = parameter.get("schema", {})
    lines = parameter.get("description", "").splitlines()
    return {
        "name": parameter["name"],
        "required": parameter.get("required", False),
        "text": "".join(line for line in lines if not line.startswith("*")),
        "choices": [_choice(line) for line in lines if line.startswith("*")] or shape.get("enum", []),
        "type": TYPES.get(shape.get("format")) or TYPES.get(shape.get("type"), ""),
    }


def _choice(line: str) -> str:
    """ "* `notice` - 通知公告" as notice（通知公告）; the label alone where both are the same."""
    code, _, label = line.lstrip("* ").replace("`", "").partition(" - ")
    return code if code == label else f"{code}（{label}）"
