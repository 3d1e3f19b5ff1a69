"""What people try on a government's pages, and what they get: an answer, never a fault, never a script of theirs."""

import ast
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.verbs import Refused
from disclosure.tests.test_architecture import CODE, imported, name, tree
from publishing import actions, inspection
from publishing.models import Publication
from publishing.tests.fixtures import bring, column, drafted  # noqa: F401
from search import index

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"
MARKS = ("<script>alert(", "<img src=x", "onerror=alert(1)>")
DOCX = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY leak SYSTEM "file:///etc/passwd"><!ENTITY a "{lol}">'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>通知&leak;&c;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.fixture
def outsider(db) -> Client:
    """Somebody whose faults on our side would show as 500; the search is ready."""
    index.ensure()
    return Client(raise_request_exception=False)


@pytest.fixture
def scripted(drafted, bring, editor, acting, at):  # noqa: F811
    """A published notice with scripts wherever an editor may write, and in the name of a file."""
    notice = drafted(
        title=f"通知{SCRIPT}{BREAKOUT}",
        text=f"正文{SCRIPT}\n{BREAKOUT}",
        issuer=f"某局{SCRIPT}",
        source=BREAKOUT,
    )
    upload = SimpleUploadedFile(f"表{BREAKOUT}.txt", "内容".encode())
    actions.attach(notice, acting(editor), upload=upload, at=at)
    notice.refresh_from_db()
    notice = bring(notice, "published")
    index.rebuild()
    return notice


def test_a_stored_script_is_only_text_on_every_page(outsider, scripted):
    addresses = [
        "/",
        "/publications/",
        "/search/?q=通知",
        f"/publications/{scripted.public_id}/",
        "/feeds/latest.atom",
    ]
    addresses += [f"/agencies/{scripted.agency.slug}/content/", "/sitemap/"]
    shown = 0
    for address in addresses:
        text = outsider.get(address).text
        assert [mark for mark in MARKS if mark in text] == [], address
        shown += "alert(1)" in text
    assert shown >= 4  # it is shown, as text


def test_the_desk_shows_it_as_text_too(client, scripted, editor):
    client.force_login(editor)
    for address in (
        reverse("desk_publishing:index"),
        reverse("desk_publishing:detail", args=[scripted.public_id]),
    ):
        text = client.get(address).text
        assert [mark for mark in MARKS if mark in text] == [], address


@pytest.mark.parametrize(
    "address", ["/search/?q=", "/publications/?q=", "/policies/?q=", "/apply/?q=", "/catalog/?x="]
)
def test_a_reflected_script_is_only_text(outsider, address):
    text = outsider.get(address + SCRIPT + BREAKOUT).text
    assert [mark for mark in MARKS if mark in text] == []


@pytest.mark.parametrize("address", ["/apply/", "/apply/track/", "/desk/sign-in/"])
def test_a_form_from_elsewhere_is_refused(db, address):
    answer = Client(enforce_csrf_checks=True).post(address, {"username": "x"})
    assert answer.status_code == 403 and "刷新后再提交" in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost:8000@evil.example", "localhost, evil.example", "a" * 3000]
)
def test_a_foreign_host_is_refused(outsider, host):
    assert outsider.get("/", headers={"host": host}).status_code == 400


def test_the_forwarded_host_is_not_believed(outsider, scripted):
    page = outsider.get(f"/publications/{scripted.public_id}/", headers={"x-forwarded-host": "evil.example"})
    assert "evil.example" not in page.text


ODD = [
    "/search/?q=" + "长" * 30_000,
    "/search/?q=%ff%fe%00%80",
    "/search/?q=%C4%E3%BA%C3&page=" + "9" * 400,
    "/publications/?agency=%00&page=-1&year=" + "9" * 50,
    "/policies/?validity[]=x&validity=%F0%9F%98%80",
    "/publications/%00/",
    "/publications/..%2f..%2fetc%2fpasswd/",
    "/agencies/%ff/",
    "/catalog/items/99999999999999999999999999/",
    "/api/v1/publications/?page=" + "9" * 400,
    "/api/v1/search/?q=%00&sort=;drop table",
    "/api/v1/workdays/99999999999/",
    "/static/..%2f..%2fdisclosure/settings.py",
    "/files/publications/x/y.pdf",
    "/?" + "&".join(f"a{n}=1" for n in range(5000)),
]


@pytest.mark.parametrize("address", ODD, ids=lambda address: address[:40])
def test_odd_addresses_are_answered(outsider, address):
    assert outsider.get(address).status_code in (200, 301, 302, 400, 404, 414)


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_change_nothing(outsider, scripted, method):
    assert outsider.generic(method, f"/publications/{scripted.public_id}/").status_code in (200, 405)
    assert Publication.objects.get().state == "published"


@pytest.mark.parametrize("address", ["/apply/", "/apply/track/", "/desk/sign-in/", "/theme/"])
def test_ten_thousand_fields_are_refused_before_they_are_read(outsider, address):
    answer = outsider.post(address, {f"field{n}": "x" for n in range(10_000)})
    assert answer.status_code == 400


BODIES = {
    "GBK": ("application/x-www-form-urlencoded", b"username=%C0%EE&password=%BE%AD"),
    "broken UTF-8": ("application/x-www-form-urlencoded", b"username=\xff\xfe\x00&password=\x80"),
    "JSON": ("application/json", b'{"username": [1, {"x": null}]}'),
    "an unknown charset": ("application/x-www-form-urlencoded; charset=utf-99", b"username=x"),
    "a broken multipart": (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    ),
    "no boundary": ("multipart/form-data", b"--x"),
    "half a megabyte of one field": ("application/x-www-form-urlencoded", b"username=" + b"x" * 500_000),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("address", ["/desk/sign-in/", "/apply/", "/apply/track/"])
def test_odd_bodies_are_answered(outsider, address, body):
    kind, data = body
    assert outsider.generic("POST", address, data, content_type=kind).status_code in (
        200,
        302,
        400,
        415,
        422,
        429,
    )


def archive(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, text in parts.items():
            made.writestr(path.replace("__", "/") + ".xml", text)
    return out.getvalue()


def test_entities_of_an_office_file_are_not_followed():
    """Neither a file of the server nor a thousandfold text comes out of it."""
    data = archive(word__document=DOCX.replace("{lol}", "哈" * 10_000))
    try:
        found = inspection.inspect("通知.docx", data)
    except Refused:
        return
    assert "root:" not in found.text and len(found.text) < 1_000_000


@pytest.mark.parametrize(
    "given", ["../../etc/passwd.txt", "C:\\Windows\\a.txt", "/etc/a.txt", "a\x00b.txt", "长" * 300 + ".txt"]
)
def test_a_file_lies_where_we_say_whatever_its_name(drafted, editor, acting, at, given):  # noqa: F811
    upload = SimpleUploadedFile("x.txt", b"text")
    upload._name = given
    try:
        kept = actions.attach(drafted(), acting(editor), upload=upload, at=at)
    except Refused:
        return
    inside = Path(portal.MEDIA_ROOT).resolve()
    assert Path(kept.file.path).resolve().is_relative_to(inside / "publications")
    assert (
        "/" not in kept.name and "\\" not in kept.name and "\x00" not in kept.name and len(kept.name) <= 200
    )


POLYGLOTS = {
    "a page as PDF": ("a.pdf", b"<html><script>alert(1)</script>"),
    "a page as picture": ("a.png", b"<svg onload=alert(1)>"),
    "a program": ("a.exe", b"MZ"),
    "a page": ("a.html", b"<script>"),
    "a drawing": ("a.svg", b"<svg onload=alert(1)>"),
    "two endings": ("a.pdf.html", b"%PDF-1.7"),
    "an archive as document": ("a.docx", archive(evil="x")),
}


@pytest.mark.parametrize("case", POLYGLOTS.values(), ids=POLYGLOTS)
def test_a_file_that_is_not_what_it_says_is_refused(drafted, editor, acting, at, case):  # noqa: F811
    with pytest.raises(Refused):
        actions.attach(drafted(), acting(editor), upload=SimpleUploadedFile(*case), at=at)


def test_a_file_is_handed_out_to_be_kept_never_shown(outsider, scripted):
    """A polyglot that is a good text file too runs nowhere: not shown in the browser, its kind not guessed."""
    attachment = scripted.attachments.get()
    answer = outsider.get(reverse("publishing:file", args=[scripted.public_id, attachment.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert outsider.get(f"{portal.MEDIA_URL}{attachment.file.name}").status_code == 404


def test_cookies_stay_out_of_reach_of_scripts_and_of_other_sites(client, clerk):
    client.post(reverse("desk_accounts:sign_in"), {"username": "clerk", "password": "pass-word-1234"})
    cookie = client.cookies[portal.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


OUTGOING = {"requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "ftplib", "telnetlib"}
AT_HOME = {"disclosure/management/commands/serve.py"}  # asks its own /readyz


def test_the_portal_asks_nobody_outside():
    """No code of ours can fetch an address, so nobody can make it fetch one (SSRF)."""
    found = [name(path) for path in CODE if OUTGOING & imported(tree(path)) and name(path) not in AT_HOME]
    assert found == []


def test_nothing_is_made_from_strings_that_run():
    """No eval, no exec, no shell, no pickle."""
    wrong = []
    for path in CODE:
        calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
        names = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
        shells = [word for call in calls for word in call.keywords if word.arg == "shell"]
        wrong += (
            [name(path)] if names & {"eval", "exec"} or shells or "pickle" in imported(tree(path)) else []
        )
    assert wrong == []
