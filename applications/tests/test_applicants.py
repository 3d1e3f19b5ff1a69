"""Who asks: a citizen, a legal person, another organisation, or somebody for them (Art 27, 29)."""

import pytest
from django.urls import reverse

from applications import drafts, identity
from applications.models import Application
from applications.tests.test_form_pages import DELIVERY, PERSON, WANTED, begun, url  # noqa: F401

pytestmark = pytest.mark.django_db
AGENT = {
    "by_agent": "on", "agent_name": "郑代理", "agent_id_kind": "resident", "agent_id_number": "11010519491231002X",
    "agent_phone": "13900001234",
}  # fmt: skip
ORGANISATION = {
    "org_name": "澄溪县清源水务有限公司", "applicant_type": "business", "credit_code": "91350100M000100Y43",
    "legal_rep": "陈某", "contact_name": "林某", "email": "a@example.cn",
}  # fmt: skip


@pytest.mark.parametrize("kind", ["legal_person", "organisation"])
def test_the_form_offers_every_kind(begun, kind):  # noqa: F811
    assert f'value="{kind}"' in begun.get(url("applicant")).text
    assert begun.post(url("applicant"), ORGANISATION | {"kind": kind}).status_code == 302


def send(client, agency, applicant: dict) -> Application:
    for step, data in (("look", {"agency": agency.slug}), ("applicant", applicant), ("wanted", WANTED)):
        assert client.post(url(step), data).status_code == 302
    client.post(url("delivery"), DELIVERY)
    client.post(reverse("applications:check"), {"truthful": "on"})
    return Application.objects.get()


def test_an_agents_particulars_are_sealed_with_the_applicants(begun, agency):  # noqa: F811
    application = send(begun, agency, PERSON | AGENT)
    opened = identity.opened_identity(application)
    assert application.by_agent and application.masked_name == "王**"
    assert (opened["name"], opened["agent_name"], opened["agent_phone"]) == (
        "王申请",
        "郑代理",
        "13900001234",
    )


def test_without_an_agent_nothing_of_one_is_kept(begun, agency):  # noqa: F811
    application = send(begun, agency, PERSON | AGENT | {"by_agent": ""})
    assert not application.by_agent and "agent_name" not in identity.opened_identity(application)


@pytest.mark.parametrize("missing", ["agent_name", "agent_id_number", "agent_phone"])
def test_an_agent_is_named_whole(begun, missing):  # noqa: F811
    page = begun.post(url("applicant"), PERSON | AGENT | {missing: ""})
    assert page.status_code == 422 and page.context["form"].errors.keys() == {missing}


def test_an_agents_identity_number_is_checked(begun):  # noqa: F811
    page = begun.post(url("applicant"), PERSON | AGENT | {"agent_id_number": "110105194912310021"})
    assert "有一位写错了" in page.text


def test_the_fields_of_the_other_kind_are_left_out():
    form = drafts.flattened(PERSON | ORGANISATION | {"kind": "citizen"})
    assert "credit_code" not in form and form["id_number"]


def test_no_page_asks_what_it_is_for(client, clerk, agency):
    client.force_login(clerk)
    for address in ("applications:paper", "desk_applications:receive"):
        page = client.get(reverse(address)).text
        assert 'name="purpose"' not in page and "不" in page.split("用途")[0][-6:]
