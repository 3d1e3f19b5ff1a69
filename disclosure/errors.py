"""Pages for what went wrong: one sentence that says what to do, with the right status."""

import sys

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from disclosure import unavailable

API = "/api/"


def _answer(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
    if API in request.path:
        error = {"error": {"code": code, "message": message, "fields": {}}}
        return JsonResponse(error, status=status, json_dumps_params={"ensure_ascii": False})
    return render(request, f"{status}.html", {"message": message}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400, "bad_request", "这次请求的内容有问题，请返回上一页检查后再试。")


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, "forbidden", str(exception) or "您没有打开这个页面的权限。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, "not_found", _own_words(exception) or "没有找到这个页面。")


def _own_words(exception: Exception) -> str:
    """The sentence that a view of ours gave with its 404; Django's own words are English or name a model."""
    said = str(exception.args[0]) if type(exception) is Http404 and exception.args else ""
    return said if said.endswith("。") else ""


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the error is being handled; one that should pass is a 503."""
    if message := unavailable.sentence(sys.exc_info()[1]):
        response = _answer(request, 503, "unavailable", message)
        response["Retry-After"] = str(unavailable.RETRY_SECONDS)
        return response
    return _answer(
        request, 500, "server_error", "这个问题已经记录下来。您填写的内容没有提交，请过几分钟再试。"
    )


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that is too old or comes from elsewhere."""
    return _answer(
        request, 403, "stale_form", "页面打开太久了，请返回上一页，刷新后再提交；浏览器要允许 Cookie。"
    )
