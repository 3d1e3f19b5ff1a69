"""Who is responsible (Art 10) is suggested where the clerk needs it: answering under 36(5), passing on a request."""

import pytest
from django.urls import reverse

from applications import responsible
from applications.models import Application
from applications.tests.conftest import moment
from catalog.models import ItemAgency
from publishing import columns
from publishing.models import Publication

pytestmark = pytest.mark.django_db
TITLE = "澄溪县2025年公路养护计划"


@pytest.fixture
def document(other_agency):
    """A public document of the other agency with the title that was asked for."""
    return Publication.objects.create(
        kind="plan", column=columns.for_kind("plan"), agency=other_agency, title=TITLE, text="正文", state="published",
        index_number="CX102/2026-00001", published_at=moment(1, 5), first_published_at=moment(1, 5),
        created_at=moment(1, 5), changed_at=moment(1, 5),
    )  # fmt: skip


def asks(application, **changes) -> Application:
    Application.objects.filter(pk=application.pk).update(**changes)
    return Application.objects.get(pk=application.pk)


def test_who_made_a_document_of_that_title_answers_for_it(received, document, other_agency):
    found = responsible.suggested(asks(received, title_or_number=TITLE), moment(3, 3))
    assert (found.agency, found.own) == (other_agency, False)
    assert found.why == f"已经公开的《{TITLE}》由{other_agency}制作（第十条），请核对。"


def test_the_catalogue_names_the_lead_agency_of_joint_information(received, document, item, agency):
    ItemAgency.objects.create(item=item, agency=agency, lead=True)
    found = responsible.suggested(asks(received, title_or_number=TITLE, item=item), moment(3, 3))
    assert found.own and "目录事项" in found.why


def test_what_is_not_public_yet_names_nobody(received, document):
    case = asks(received, title_or_number=TITLE)
    assert responsible.suggested(case, moment(1, 4)) is None


@pytest.mark.parametrize("place", ["readdress", "draft"])
def test_the_clerk_finds_it_chosen_with_its_reason(client, assigned, clerk, document, other_agency, place):
    case = asks(assigned, title_or_number=TITLE, **({"state": "received"} if place == "readdress" else {}))
    client.force_login(clerk)
    address = reverse("desk_applications:do", args=[case.number, "readdress"])
    if place == "draft":
        address = reverse("desk_applications:draft", args=[case.number]) + "?outcome=other_agency"
    page = client.get(address).text
    assert f'<option value="{other_agency.slug}" selected>' in page
    assert f"由{other_agency}制作（第十条），请核对。" in page


def test_an_answer_under_36_5_is_questioned_when_the_agency_itself_seems_responsible(
    client, assigned, clerk, item, agency
):
    ItemAgency.objects.create(item=item, agency=agency, lead=True)
    case = asks(assigned, item=item)
    client.force_login(clerk)
    address = reverse("desk_applications:draft", args=[case.number]) + "?outcome=other_agency"
    assert "本机关像是自己负责" in client.get(address).text
