"""Pages are kept whole for one version of the content: the same for everybody, and never what is somebody's own."""

import gzip

import brotli
import pytest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from disclosure import content, pagecache
from publishing import actions
from publishing.tests.fixtures import bring, column, drafted  # noqa: F401

SIZE = 1


@pytest.fixture(autouse=True)
def kept(settings):
    """The cache is on, and empty."""
    settings.PAGE_CACHE_MB = SIZE
    pagecache.clear()
    yield
    pagecache.clear()


@pytest.fixture
def notice(drafted, bring):  # noqa: F811
    return bring(drafted(), "published")


@pytest.fixture
def silent(django_assert_num_queries):
    """silent(): a block in which nobody asks the database; the version was read just before."""

    def block():
        pagecache.version.tried = float("inf")
        return django_assert_num_queries(0)

    pagecache.version.now()
    return block


def said(page: HttpResponse) -> dict[str, str]:
    """The headers, but for the number that each answer has of its own."""
    return {name: value for name, value in page.items() if name != "X-Request-Id"}


def is_kept(page: HttpResponse) -> bool:
    return "ETag" in page


def test_a_page_is_drawn_once(client, db, silent):
    first = client.get("/sitemap/")
    with silent():
        again = client.get("/sitemap/")
    assert again.content == first.content and "网站地图" in again.text


def test_it_carries_what_the_first_one_said(client, db):
    first, again = client.get("/"), client.get("/")
    assert said(again) == said(first)
    assert "Content-Security-Policy" in again and again["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("theme", "mark"), [({"elder": "on"}, "data-elder"), ({"contrast": "yb"}, 'data-contrast="yb"')]
)
def test_each_theme_has_its_own(client, db, theme, mark):
    assert mark not in client.get("/").text.split("<head>")[0]
    client.cookies.load(theme)
    assert mark in client.get("/").text.split("<head>")[0]
    client.cookies.clear()
    assert mark not in client.get("/").text.split("<head>")[0]


def test_a_made_up_theme_makes_no_entry(client, db):
    client.get("/")
    for number in range(5):
        client.cookies.load({"contrast": f"x{number}"})
        client.get("/")
    assert len(pagecache.plain.pages) == 1


def test_query_strings_are_told_apart(client, notice):
    assert notice.title in client.get("/publications/?q=临时救助").text
    assert notice.title not in client.get("/publications/?q=公租房").text
    assert notice.title in client.get("/publications/?q=临时救助").text


def test_hosts_are_told_apart(client, notice):
    """The permanent address on the page names the host it was asked at."""
    address = f"/publications/{notice.public_id}/"
    pages = {host: client.get(address, headers={"host": host}).text for host in ("localhost", "127.0.0.1")}
    assert "http://localhost/" in pages["localhost"] and "http://localhost/" not in pages["127.0.0.1"]


def test_a_foreign_host_is_refused_whatever_is_kept(client, db):
    client.get("/")
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("accepts", "encoding", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_readers_get_a_compression_they_understand(client, db, accepts, encoding, unpack):
    plain = client.get("/sitemap/").content
    response = client.get("/sitemap/", headers={"accept-encoding": accepts})
    assert response.get("Content-Encoding") == encoding
    assert unpack(response.content) == plain
    assert int(response["Content-Length"]) == len(response.content)
    assert "Accept-Encoding" in response["Vary"]


def test_each_spelling_has_an_etag_of_its_own(client, db):
    tags = {client.get("/", headers={"accept-encoding": name})["ETag"] for name in ("br", "gzip", "identity")}
    assert len(tags) == 3


def test_an_unchanged_page_is_not_sent_again(client, db):
    tag = client.get("/")["ETag"]
    again = client.get("/", headers={"if-none-match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert client.get("/", headers={"if-none-match": '"x"'}).status_code == 200


@pytest.mark.parametrize("first", ["get", "head"])
def test_head_says_what_get_says_without_the_body(client, db, first):
    getattr(client, first)("/sitemap/")
    head, page = client.head("/sitemap/"), client.get("/sitemap/")
    assert head.content == b""
    assert said(head) == said(page)
    assert int(head["Content-Length"]) == len(page.content)


def test_a_signed_in_reader_is_never_answered_from_it_nor_kept(client, clerk, silent):
    client.force_login(clerk)
    assert not is_kept(client.get("/"))
    assert not pagecache.plain.pages
    client.logout()
    client.get("/")
    client.force_login(clerk)
    assert not is_kept(client.get("/"))


@pytest.mark.parametrize(
    "address", ["/desk/", "/desk/sign-in/", "/apply/", "/apply/track/", "/no-such-page/"]
)
def test_what_is_personal_or_missing_is_not_kept(client, db, address):
    assert not is_kept(client.get(address))
    assert not pagecache.plain.pages


def test_a_post_passes_through(client, db):
    client.get("/")
    assert client.post("/").status_code == 405


def test_a_withdrawn_page_is_gone_with_the_next_version(client, notice, acting, reviewer, at):
    address = f"/publications/{notice.public_id}/"
    assert is_kept(client.get(address))
    actions.withdraw(notice, acting(reviewer), reason="数据有误。", at=at)
    pagecache.version.value, pagecache.version.tried = "next", float("inf")
    assert client.get(address).status_code == 410


def ask(view, cookies: dict | None = None, query: str = "") -> HttpResponse:
    """What a reader with these cookies gets of a view behind the cache."""
    request = HttpRequest()
    request.method, request.path = "GET", "/made-up/"
    request.META |= {"HTTP_HOST": "localhost", "QUERY_STRING": query}
    request.COOKIES = cookies or {}
    return pagecache.PageCache(view)(request)


def greeting(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"您好，{request.COOKIES.get('name', '访客')}")


def test_who_has_a_cookie_that_the_page_asks_for_gets_an_own_answer(db):
    assert ask(greeting).content.decode() == "您好，访客"
    assert ask(greeting, {"name": "王申请"}).content.decode() == "您好，王申请"
    assert ask(greeting, {"other": "x"}).content.decode() == "您好，访客"
    assert ask(greeting).content.decode() == "您好，访客"


def setting_a_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("x")
    response.set_cookie("code", "secret")
    return response


REFUSED = {
    "sets a cookie": setting_a_cookie,
    "private": lambda request: HttpResponse("x", headers={"Cache-Control": "private"}),
    "no-store": lambda request: HttpResponse("x", headers={"Cache-Control": "max-age=0, no-store"}),
    "varies by language": lambda request: HttpResponse("x", headers={"Vary": "Accept-Language"}),
    "a failure": lambda request: HttpResponse("x", status=503),
    "a file": lambda request: HttpResponse("x", content_type="application/pdf"),
    "longer than a page": lambda request: HttpResponse("x" * (pagecache.LARGEST + 1)),
}


@pytest.mark.parametrize("view", REFUSED.values(), ids=REFUSED)
def test_what_is_not_for_everybody_is_not_kept(db, view):
    assert not is_kept(ask(view))
    assert not pagecache.plain.pages


def test_memory_stays_below_the_limit_and_searches_push_out_no_page(db):
    ask(lambda request: HttpResponse("首页"))
    for number in range(400):
        ask(lambda request, n=number: HttpResponse(f"{n} " + "查询结果" * 300), query=f"q={number}")
    assert pagecache.asked.size <= SIZE * 1_000_000 // 2
    assert 10 < len(pagecache.asked.pages) < 400
    assert len(pagecache.plain.pages) == 1


def test_a_page_drawn_while_the_content_changed_is_not_kept(db):
    def view(request: HttpRequest) -> HttpResponse:
        pagecache.version.value = "next"
        pagecache.plain.get("any", "next")
        return HttpResponse("old")

    ask(view)
    assert not pagecache.plain.pages


def test_the_version_is_read_at_most_twice_a_second(client, db, monkeypatch):
    read = []
    monkeypatch.setattr(content, "version", lambda at: read.append(at) or "v")
    for _ in range(50):
        client.get("/sitemap/")
    assert len(read) <= 2


def test_pages_outlive_the_database_for_a_moment_only(client, db, monkeypatch):
    client.get("/sitemap/")

    def broken(at):
        raise DatabaseError

    monkeypatch.setattr(content, "version", broken)
    pagecache.version.tried = float("-inf")
    assert is_kept(client.get("/sitemap/"))
    pagecache.version.tried, pagecache.version.read = float("-inf"), pagecache.version.read - 60
    assert not is_kept(client.get("/sitemap/"))
