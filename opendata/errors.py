"""Errors of the API: `{"error": {"code", "message", "fields"}}` with the right status."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

MESSAGES = {
    400: "请求的参数有误，请检查后再试。",
    403: "没有权限。",
    404: "没有找到。",
    405: "这个地址只能读取（GET）。",
    406: "没有这种格式，可用 json、csv、jsonl 或 xlsx。",
    415: "不接受这种内容。",
    429: "请求过于频繁，请稍后再试。",
    503: "检索正在准备，请稍后再试。",
}
CODES = {
    400: "invalid",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    415: "unsupported",
    429: "throttled",
    503: "not_ready",
}


def handle(problem: Exception, context: dict) -> Response | None:
    """DRF's exception handler: our own shape, in Chinese. Gives None for what is our own fault (a 500)."""
    response = exception_handler(problem, context)
    if response is None:
        return None
    status = response.status_code
    fields = _fields(problem)
    error = {
        "code": CODES.get(status, "error"),
        "message": _message(problem, status, fields),
        "fields": fields,
    }
    response.data = {"error": error}
    return response


def _fields(problem: Exception) -> dict[str, list[str]]:
    detail = getattr(problem, "detail", None)
    if not isinstance(problem, exceptions.ValidationError) or not isinstance(detail, dict):
        return {}
    return {name: [str(text) for text in _listed(texts)] for name, texts in detail.items()}


def _listed(texts) -> list:
    return texts if isinstance(texts, list) else [texts]


def _message(problem: Exception, status: int, fields: dict) -> str:
    if fields:
        first = next(iter(fields))
        return f"参数 {first}：{fields[first][0]}"
    if status == 404 and not isinstance(problem, Http404 | PermissionDenied):
        return str(problem.detail) if str(problem.detail) else MESSAGES[404]
    if isinstance(problem, Http404) and problem.args and "matches the given" not in str(problem):
        return str(problem)
    return MESSAGES.get(status, "请求没有成功。")
