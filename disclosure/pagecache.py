"""Whole public pages, compressed, in the memory of each web process, in front of sessions and the database.

A page is kept for one version of the content (disclosure.content), which a process reads at most twice a second: a
withdrawal is seen everywhere within a second. Kept is only what is the same for everybody: answers to a GET with
status 200 that set no cookie, may be stored (no `private`, no `no-store`), and looked at no cookie that the reader
has, but for the theme. The cookies that a page asked for in vain are remembered: who has one of them is not
answered from here. So neither a signed-in page nor a token or a draft can come in.
"""

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache

import brotli
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from disclosure import content
from disclosure.context import CONTRAST_COOKIE, ELDER_COOKIE, theme_of

READ_EVERY = 0.5  # seconds between two looks at the version
TRUSTED_FOR = (
    30.0  # seconds that pages outlive a database that does not answer: nobody can withdraw anything then
)
LONGEST_QUERY = 300  # characters
LARGEST = 2_000_000  # bytes of a page
OVERHEAD = 2_000  # bytes counted for an entry beside its bodies
THEME = frozenset({ELDER_COOKIE, CONTRAST_COOKIE})
KINDS = ("text/html", "application/atom+xml", "application/xml")
VARIES = frozenset({"cookie", "accept-encoding"})
FORBIDDEN = re.compile(r"\b(private|no-store|no-cache)\b")


class Watched(dict):
    """The reader's cookies; remembers which names a page asked for."""

    def __init__(self, cookies: dict) -> None:
        super().__init__(cookies)
        self.asked: set[str] = set()

    def get(self, name, default=None):
        self.asked.add(name)
        return super().get(name, default)

    def __getitem__(self, name):
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name) -> bool:
        self.asked.add(name)
        return super().__contains__(name)

    def personal(self) -> frozenset[str]:
        """The names asked for. The token's cookie is left out: who uses the token sets it again, and is not kept."""
        return frozenset(self.asked - THEME - {settings.CSRF_COOKIE_NAME})


class Page:
    """One answer in its compressed spellings; `absent`: cookies whose owners get an answer of their own."""

    def __init__(self, response: HttpResponse, absent: frozenset[str]) -> None:
        self.absent = absent
        self.headers = {name: value for name, value in response.items() if name != "Content-Length"}
        body = response.content
        digest = hashlib.sha256(body).hexdigest()[:24]
        bodies = {"br": brotli.compress(body, quality=5), "gzip": gzip.compress(body, 6, mtime=0)}
        self.bodies = {name: (text, f'"{digest}-{name}"') for name, text in bodies.items()}
        self.etag = f'"{digest}"'
        self.size = OVERHEAD + sum(len(text) for text in bodies.values())

    def body(self, encoding: str) -> tuple[bytes, str]:
        """(body, ETag); readers without compression are few: theirs is unpacked each time."""
        return self.bodies.get(encoding) or (gzip.decompress(self.bodies["gzip"][0]), self.etag)

    def answer(self, request: HttpRequest) -> HttpResponse:
        encoding = accepted(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body, etag = self.body(encoding)
        headers = self.headers | {"ETag": etag, "Content-Length": str(len(body))}
        if encoding:
            headers["Content-Encoding"] = encoding
        response = HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)
        if "HTTP_IF_NONE_MATCH" in request.META:
            return get_conditional_response(request, etag=etag, response=response)
        return response


class Shelf:
    """Pages of one version, the least recently asked for leaving first; never more than `limit` bytes."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pages: OrderedDict[Hashable, Page] = OrderedDict()
        self.version: Hashable = None
        self.size = 0

    def get(self, key: Hashable, version: Hashable) -> Page | None:
        with self.lock:
            self._turn(version)
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page, version: Hashable, limit: int) -> None:
        """Keeps the page, unless the content has changed since `version` was read."""
        with self.lock:
            if version != self.version or page.size > limit:
                return
            self._drop(key)
            self.pages[key] = page
            self.size += page.size
            while self.size > limit:
                self._drop(next(iter(self.pages)))

    def _turn(self, version: Hashable) -> None:
        if version != self.version:
            self.pages.clear()
            self.version, self.size = version, 0

    def _drop(self, key: Hashable) -> None:
        if key in self.pages:
            self.size -= self.pages.pop(key).size


class Version:
    """The content's version as this process knows it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.value: Hashable = None
        self.read = self.tried = float("-inf")

    def now(self) -> Hashable:
        """None when it cannot be told."""
        if time.monotonic() - self.tried >= READ_EVERY:
            with self.lock:  # the others wait: they must not answer from an old version after a quiet hour
                if time.monotonic() - self.tried >= READ_EVERY:
                    self._read()
        return self.value

    def _read(self) -> None:
        begun = time.monotonic()
        try:
            self.value, self.read = content.version(timezone.now()), begun
        except DatabaseError:
            if begun - self.read > TRUSTED_FOR:
                self.value = None
        self.tried = begun


version = Version()
plain, asked = (
    Shelf(),
    Shelf(),
)  # searches and filters have a shelf of their own: a flood of them costs no page


def clear() -> None:
    """Forgets everything, as a new process would."""
    version.__init__()
    plain.__init__()
    asked.__init__()


@lru_cache(maxsize=256)
def accepted(header: str) -> str:
    """The compression to use for an Accept-Encoding: "br", "gzip" or ""."""
    wanted = dict(part.replace(" ", "").lower().partition(";")[::2] for part in header.split(","))
    for name in ("br", "gzip"):
        if name in wanted and not re.fullmatch(r"q=0(\.0*)?", wanted[name]):
            return name
    return ""


def key_of(request: HttpRequest) -> Hashable:
    """What a page may depend on."""
    meta = request.META
    return (
        request.scheme,
        meta.get("HTTP_HOST", ""),
        request.path,
        meta.get("QUERY_STRING", ""),
        theme_of(request),
    )


def keepable(response: HttpResponse, cookies: Watched) -> bool:
    """Whether the answer is the same for everybody who has none of the cookies it asked for."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.get("Content-Type", "").startswith(KINDS)
        and "Content-Encoding" not in response
        and not FORBIDDEN.search(response.get("Cache-Control", ""))
        and varies <= VARIES
        and len(response.content) <= LARGEST
        and not cookies.personal() & cookies.keys()
    )


class PageCache:
    """Middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.concerns(request) or (now := version.now()) is None:
            return self.get_response(request)
        shelf = asked if request.META.get("QUERY_STRING") else plain
        key = key_of(request)
        page = shelf.get(key, now)
        if page is None:
            return self.render(request, shelf, key, now)
        if request.COOKIES and not page.absent.isdisjoint(request.COOKIES):
            return self.get_response(request)
        return page.answer(request)

    def concerns(self, request: HttpRequest) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and settings.PAGE_CACHE_MB > 0
            and "HTTP_HX_REQUEST" not in request.META
            and "HTTP_AUTHORIZATION" not in request.META
            and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        )

    def render(self, request: HttpRequest, shelf: Shelf, key: Hashable, now: Hashable) -> HttpResponse:
        """Draws the page; a HEAD is drawn as the GET it asks about. A view may keep what it counted for `content_version`."""
        request.content_version = now
        cookies = request.COOKIES = Watched(request.COOKIES)
        method, request.method = request.method, "GET"
        response = self.get_response(request)
        request.method = method
        if not keepable(response, cookies):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if "Cache-Control" not in response:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        page = Page(response, cookies.personal())
        shelf.put(key, page, now, settings.PAGE_CACHE_MB * 1_000_000 // 2)
        return page.answer(request)
