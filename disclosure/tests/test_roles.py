"""Every address of the desk, asked by everybody who might try: who may open it stands in one table.

The work is 县民政局's. Strangers, the applicant, and every role of 县住建局 come to none of it, by reading or by posting.
"""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts import roles
from accounts.models import Membership, User
from applications.tests.conftest import applicant, confirmed, form, received
from audit.models import Entry
from disclosure.tests.test_walk import addresses
from publishing.tests.fixtures import bring, column, drafted

__all__ = ["applicant", "bring", "column", "confirmed", "drafted", "form", "received"]
SECRET = "芒种暗记"
STAFF = ("desk/", "supervision/", "admin/")
ANYBODY = {"desk/sign-in/", "desk/sign-in/code/", "desk/sign-out/", "admin/login/", "admin/logout/"}
EVERYONE = set(roles.LABELS)
REQUESTS = {roles.CLERK, roles.HEAD, roles.REVIEWER, roles.SUPERVISOR}
PAGES = {roles.EDITOR, roles.REVIEWER, roles.HEAD, roles.SUPERVISOR}
ABOVE = roles.COUNTY_WIDE | roles.ADMINISTRATORS  # held in the government
# Who may open the pages of the desk that speak of no one case; all other addresses name a case, and its agency decides.
TABLE = {
    "desk/": EVERYONE,
    "desk/password/": EVERYONE,
    "desk/notices/": EVERYONE,
    "desk/applications/": REQUESTS,
    "desk/publications/": PAGES,
    "desk/interpretations/": PAGES,
    "desk/catalog/": {roles.EDITOR, roles.ADMIN, roles.SUPERVISOR},
    "supervision/": {roles.SUPERVISOR, roles.ADMIN},
    "supervision/refusals/": {roles.SUPERVISOR},
    "desk/audit/": {roles.AUDITOR},
    "desk/notices/holidays/": {roles.ADMIN},
}


def routes(patterns, before: str = ""):
    for pattern in patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield whole
        else:
            yield from routes(pattern.url_patterns, whole)


DESK = [route for route in dict.fromkeys(routes(get_resolver().url_patterns)) if route.startswith(STAFF)]


def member(agency, role: str) -> Client:
    """Somebody signed in who holds this one role there."""
    user = User.objects.create_user(f"{agency.slug}-{role}", password="x", name=roles.LABELS[role])
    Membership.objects.create(user=user, agency=agency, role=role)
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def work(drafted, confirmed) -> dict[str, list[str]]:  # noqa: F811
    """A draft and a request of 县民政局, and what stands for them in addresses."""
    draft = drafted(title=f"{SECRET}的通知", text=f"{SECRET}。")
    pks = sorted({str(confirmed.pk), str(draft.pk)})
    return {
        "public_id": [draft.public_id],
        "number": [confirmed.number],
        "pk": pks,
        "verb": ["assign", "consult", "extend", "draft", "reply", "withdraw"],
        "form": ["docx", "pdf"],
        "slug": ["minzheng"],
        "object_id": pks,
        "id": pks,
        "app_label": ["accounts"],
        "content_type_id": ["1"],
        "path": ["x"],
        "url": ["x"],
    }


def cases(values: dict[str, list[str]]) -> list[str]:
    """Addresses that name the draft, the request or an account."""
    return [address for route in DESK if "<" in route for address in addresses(route, values)]


def answers(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body.decode("utf-8", "replace")


def test_the_table_names_every_page_that_speaks_of_no_case():
    plain = {route for route in DESK if "<" not in route and not route.startswith("admin/")}
    sent_only = {route for route in plain if re.search(r"read|export|sign-", route)}
    assert set(TABLE) <= plain
    assert (
        len(cases({"public_id": ["x"], "number": ["YSQ-2026-00001"], "pk": ["1"], "verb": ["assign"]})) > 20
    )
    assert sent_only - ANYBODY == {"desk/notices/read/", "desk/audit/export/"}


@pytest.mark.parametrize("route", TABLE)
def test_a_page_opens_for_the_roles_of_the_table_and_no_other(db, government, agency, route):
    opened = {
        role
        for role in roles.LABELS
        if member(government if role in ABOVE else agency, role).get(f"/{route}").status_code == 200
    }
    assert opened == TABLE[route]


def test_a_stranger_and_the_applicant_come_nowhere(work, received):  # noqa: F811
    outsider = Client(raise_request_exception=False)
    plain = [f"/{route}" for route in DESK if "<" not in route and route not in ANYBODY and "(" not in route]
    for address in plain + cases(work):
        for ask in (outsider.get, outsider.post):
            status = ask(address).status_code
            assert status in (302, 403, 404, 405), (address, status)
    assert not Entry.objects.filter(actor_id__startswith="user", word="登录").exists()


@pytest.mark.parametrize("role", sorted(roles.ADMINISTRATORS))
def test_an_administrator_of_the_county_reads_no_draft(work, government, role):
    """Accounts, roles and logs (which name what was done to) are theirs; what is not published is not (least privilege)."""
    administrator = member(government, role)
    for address in cases(work):
        if (
            address.startswith(("/desk/publications/", "/desk/interpretations/"))
            and "/agencies/" not in address
        ):
            assert answers(administrator, address)[0] in (302, 403, 404), address
        assert SECRET not in answers(administrator, address)[1], address
    for route in DESK:
        if "<" not in route and "(" not in route and "sign-out" not in route and route != "desk/audit/":
            assert SECRET not in answers(administrator, f"/{route}")[1], route


@pytest.mark.parametrize("role", sorted(set(roles.LABELS) - ABOVE))
def test_a_role_of_another_agency_opens_and_changes_nothing_here(work, other_agency, role):
    outsider = member(other_agency, role)
    before = Entry.objects.count()
    for address in cases(work):
        status, text = answers(outsider, address)
        assert status in (302, 403, 404, 405), (address, status)
        assert SECRET not in text, address
        status = outsider.post(address, {"verb": "withdraw", "reason": "x", "version": "1"}).status_code
        assert status in (302, 403, 404, 405), (address, status)
    assert Entry.objects.count() == before
    for route in DESK:
        if "<" not in route and "(" not in route and "sign-out" not in route:
            assert SECRET not in answers(outsider, f"/{route}")[1], route


def test_here_the_same_addresses_are_open(work, agency, confirmed):  # noqa: F811
    """The walk asks for what exists: the editor and the clerk of 县民政局 come in."""
    editor, clerk = member(agency, roles.EDITOR), member(agency, roles.CLERK)
    assert any(SECRET in answers(editor, address)[1] for address in cases(work))
    assert any(confirmed.number in a for a in cases(work) if clerk.get(a).status_code == 200)
