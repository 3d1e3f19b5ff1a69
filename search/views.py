"""The result page."""

from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from search import asked, labels, linked, page, query, suggestions
from search.analysis import query_words


class _Counted:
    """As many entries as were found, so that the paginator can number pages it does not hold."""

    def __init__(self, count: int) -> None:
        self.count = min(count, query.DEEPEST)

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, piece) -> range:
        return range(self.count)[piece]


@require_safe
@vary_on_cookie
@cache_control(public=True, max_age=0, must_revalidate=True)
def results(request: HttpRequest) -> HttpResponse:
    """/search/?q=&kind=&agency=&domain=&year=&validity=&sort=&page="""
    state = page.State.of(request.GET)
    context = {"q": state.q, "crumbs": [("搜索", None)]}
    if not (state.q or state.narrowed):
        return render(request, "search/results.html", context | {"state": state})
    found = query.search(state.q, state.filters, state.page, sort=state.sort)
    if not found.available:
        return _recovering(request, state, context)
    first, last = state.page == 1, _last_page(found.count)
    if state.page > last:  # an old address, or one typed by hand: the last page, as every list gives it
        state = replace(state, page=last)
        found = query.search(state.q, state.filters, last, sort=state.sort)
    if state.q and first and not state.narrowed:
        asked.note(state.q, found.count, timezone.localdate())
    context |= {"state": state, "found": found, "structured": _structured(request, state, found)}
    return render(request, "search/results.html", context | _shown(state, found))


def _recovering(request: HttpRequest, state: page.State, context: dict) -> HttpResponse:
    """While the index is made again: 503, the same question once more, and the lists that the database answers."""
    context |= {"again_url": state.url(page=state.page), "lists": _lists(state.q)}
    response = render(request, "search/recovering.html", context, status=503)
    response["Retry-After"] = str(query.RECOVERING)
    return response


def _lists(q: str) -> list[tuple[str, str]]:
    """(words, address) of each list that this surface serves, with what was asked where it can look for words itself."""
    telling = " ".join(clause.word for clause in query_words(q).clauses if not clause.weak)[:60]
    words = {"q": telling} if telling else {}
    found = [
        (
            f"在政策文件的标题里找“{telling}”" if telling else "政策文件",
            _address("interpretation:policies", **words),
        ),
        (
            f"在全部信息的标题里找“{telling}”" if telling else "全部公开信息",
            _address("publishing:list", **words),
        ),
        ("按领域查找公开事项", _address("catalog:index")),
        ("按机关查找", _address("agencies:index")),
    ]
    return [(label, url) for label, url in found if url]


@require_safe
@cache_control(public=True, max_age=60)
def suggest(request: HttpRequest) -> JsonResponse:
    """/search/suggest/?q=: wordings for what is being typed; nothing of it is counted."""
    found = suggestions.suggestions(request.GET.get("q", "").replace("\0", ""))
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})


def _last_page(count: int) -> int:
    return max(1, -(-min(count, query.DEEPEST) // query.PAGE_SIZE))


def _shown(state: page.State, found: query.Result) -> dict:
    pages = Paginator(_Counted(found.count), query.PAGE_SIZE)
    return {
        "page": pages.get_page(state.page),
        "params": state.url().removeprefix("?"),
        "facets": page.facets(state, found.facets),
        "chips": state.chips(),
        "clear_url": state.url(filters={}),
        "sorts": [(name == state.sort, words, state.url(sort=name)) for name, words in labels.SORTS.items()],
        "words": [(word, state.url(q=word, filters={})) for word in _other_words(state, found)],
        "apply_url": _address("applications:start", q=state.q),
    }


def _structured(request: HttpRequest, state: page.State, found: query.Result) -> SafeString:
    """The page as a list of links (schema.org SearchResultsPage)."""
    here = linked.origin(request)
    links = [
        {"@type": "ListItem", "position": place, "name": hit.title, "url": here + hit.url}
        for place, hit in enumerate(found.results, (state.page - 1) * query.PAGE_SIZE + 1)
    ]
    facts = {
        "name": f"搜索：{state.q}" if state.q else "搜索",
        "url": f"{here}{request.path}{state.url(page=state.page)}",
        "inLanguage": "zh-CN",
        "mainEntity": {"@type": "ItemList", "numberOfItems": found.count, "itemListElement": links},
    }
    return linked.block("SearchResultsPage", facts)


def _other_words(state: page.State, found: query.Result) -> list[str]:
    return query.other_words(query_words(state.q)) if found.count < 3 else []


def _address(name: str, **words: str) -> str:
    """The address of another room's page with words filled in; "" where this surface has none."""
    try:
        return reverse(name) + (f"?{urlencode(words)}" if words else "")
    except NoReverseMatch:
        return ""
