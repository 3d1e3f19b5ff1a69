"""Whatever is typed or sent, a page answers: never an error of the portal's own."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from applications import drafts, forms, rendering
from applications.tests.conftest import moment

pytestmark = pytest.mark.django_db
ODD = ["\0", "'; DROP TABLE", "９９", "x" * 5000, "-1", "%00", "🙂"]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("name", ["agency", "item", "number", "q", "page"])
def test_odd_addresses(client, agency, name, text):
    for page in ("start", "paper", "track", "public_log"):
        assert client.get(reverse(f"applications:{page}"), {name: text}).status_code == 200


@pytest.mark.parametrize("text", ODD)
def test_odd_codes_and_numbers(client, text):
    assert client.post(reverse("applications:resume"), {"code": text}).status_code == 404
    answer = client.post(reverse("applications:track"), {"code": text, "number": text})
    assert answer.status_code in (404, 422)


@pytest.mark.parametrize("step", ["look", "applicant", "wanted", "delivery"])
@pytest.mark.parametrize("text", ODD)
def test_odd_forms(client, agency, step, text):
    names = ("agency", "kind", "name", "id_kind", "id_number", "phone", "email", "wanted", "delivery", "form")
    sent = client.post(reverse("applications:step", args=[step]), dict.fromkeys(names, text))
    assert sent.status_code in (302, 422)


@pytest.mark.parametrize("text", ODD)
def test_odd_words_on_the_desk(client, received, clerk, text):
    client.force_login(clerk)
    index = reverse("desk_applications:index")
    assert client.get(index, {"q": text, "tab": text, "page": text}).status_code == 200
    reveal = reverse("desk_applications:reveal", args=[received.number])
    assert client.post(reveal, {"reason": text}).status_code in (200, 302)
    missing = reverse("desk_applications:letter", args=[received.number, 999999999999999999])
    assert client.get(missing).status_code == 404


def test_a_forged_cookie_is_no_cookie(client):
    drafts.begin({}, at=moment(3, 2))
    client.cookies["application-draft"] = "AAAA-AAAA-AAAA"
    assert client.get(reverse("applications:step", args=["look"])).status_code == 302
    client.cookies["application-case"] = "x:y:z"
    assert client.get(reverse("applications:progress", args=["YSQ-2026-000001"])).status_code == 302


def test_control_characters_are_taken_out_of_what_is_typed():
    sent = QueryDict(mutable=True)
    sent["wanted"] = "2025年\x00\x0b\x1f低保资金\t分配表\n明细"
    form = forms.WantedForm(sent)
    assert form.is_valid() and form.cleaned_data["wanted"] == "2025年低保资金\t分配表\n明细"


def test_a_letter_with_control_characters_is_still_a_document():
    controls = "".join(map(chr, range(0x20)))
    body = rendering.docx([{"style": "body", "text": f"答复{controls}如下"}])
    assert body.startswith(b"PK")
