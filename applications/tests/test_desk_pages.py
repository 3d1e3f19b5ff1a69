"""The clerk's way through the desk, and who is kept out."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Membership
from accounts.roles import CLERK
from applications import actions
from applications.models import Application
from applications.tests.conftest import CALLED, moment, sealed_copy
from audit.models import Entry

pytestmark = pytest.mark.django_db


def case_url(application) -> str:
    return reverse("desk_applications:case", args=[application.number])


def do(client, user, application, verb, **data):
    client.force_login(user)
    address = reverse("desk_applications:do", args=[application.number, verb])
    return client.post(address, data)


def test_the_whole_way_on_the_desk(client, received, clerk, head):

    today = timezone.localdate().isoformat()
    assert do(client, clerk, received, "confirm", on=today, **CALLED).status_code == 302
    assert do(client, head, received, "assign", to=clerk.pk).status_code == 302
    client.force_login(clerk)
    address = reverse("desk_applications:draft", args=[received.number]) + "?outcome=published"
    assert client.post(address, {"where": "澄溪县政务公开平台“社会救助”领域"}).status_code == 302
    assert do(client, head, received, "approve").status_code == 302
    assert do(client, clerk, received, "reply", on=today, method="download").status_code == 422
    assert do(client, clerk, received, "attach_sealed_copy", file=sealed_copy()).status_code == 302
    assert do(client, clerk, received, "reply", on=today, method="download").status_code == 302
    assert Application.objects.get().state == "replied"


def test_lists_show_masked_names_only(client, received, clerk):
    client.force_login(clerk)
    text = client.get(reverse("desk_applications:index")).content.decode()
    assert "王**" in text and "王申请" not in text


def test_reading_the_applicant_needs_a_reason_and_leaves_an_entry(client, received, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:reveal", args=[received.number])
    assert client.post(address, {"reason": ""}).status_code == 302
    assert "11010519491231002X" in client.post(address, {"reason": "核对身份"}).content.decode()
    assert Entry.objects.about(received).filter(word="查看申请人信息", reason="核对身份").count() == 1


@pytest.mark.parametrize("person", ["other_clerk", "editor"])
def test_others_do_not_find_the_case(client, received, person, request):
    client.force_login(request.getfixturevalue(person))
    assert client.get(case_url(received)).status_code in (403, 404)


def test_the_drafter_is_not_offered_the_approval(client, drafted, clerk, head):
    client.force_login(clerk)
    assert "approve" not in [verb.name for verb in client.get(case_url(drafted)).context["verbs"]]
    assert do(client, clerk, drafted, "approve").status_code == 422
    assert do(client, head, drafted, "approve").status_code == 302


def test_a_missing_field_is_said_beside_it(client, assigned, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:draft", args=[assigned.number]) + "?outcome=not_held"
    page = client.post(address, {"search_where": ""})
    assert page.status_code == 422 and "写明检索了哪些地方" in page.content.decode()


def paper_form(client, agency, **changes) -> dict:
    token = client.get(reverse("desk_applications:receive")).context["token"]
    return {
        "agency": agency.pk, "channel": "counter", "on": "2026-03-02", "kind": "citizen", "name": "王申请",
        "id_kind": "resident", "id_number": "11010519491231002X", "phone": "13800005678",
        "wanted": "2025年度部门决算", "form": "paper", "delivery": "hand", "token": token,
    } | changes  # fmt: skip


def test_a_clerk_writes_down_a_paper_request_once(client, agency, clerk):
    client.force_login(clerk)
    form, address = paper_form(client, agency), reverse("desk_applications:receive")
    sent, again = client.post(address, form), client.post(address, form)
    application = Application.objects.get()
    assert (application.state, str(application.due_on)) == ("confirmed", "2026-03-30")
    assert sent.url == again.url == reverse("desk_applications:received", args=[application.number])
    first, second = client.get(sent.url), client.get(sent.url)
    assert first.context["code"] and application.number in first.content.decode()
    assert first.context["code"] not in second.content.decode() and not second.context["code"]


def test_a_paper_form_without_its_token_registers_nothing_and_loses_nothing(client, agency, clerk):
    client.force_login(clerk)
    page = client.post(reverse("desk_applications:receive"), paper_form(client, agency, token="x"))
    assert page.status_code == 422 and "2025年度部门决算" in page.content.decode()
    assert not Application.objects.exists()


def test_a_reply_that_provides_and_has_no_file_is_warned_about(client, assigned, clerk, head):
    who, text = Actor.of(clerk), {"provided": "分配明细表，2 页"}
    actions.draft(assigned, who, outcome="granted", data=text, at=moment(3, 10))
    approve = reverse("desk_applications:do", args=[assigned.number, "approve"])
    client.force_login(head)
    for address in (case_url(assigned), approve):
        assert "还没有添加附件" in client.get(address).content.decode()
    file = ContentFile(b"%PDF-1.7 list", "分配表.pdf")
    actions.attach(Application.objects.get(), who, file=file, at=moment(3, 10))
    for address in (case_url(assigned), approve):
        assert "还没有添加附件" not in client.get(address).content.decode()


def test_only_outcomes_that_can_be_given_now_are_offered(client, assigned, clerk):
    client.force_login(clerk)
    page = client.get(reverse("desk_applications:draft", args=[assigned.number]))
    offered = {row.code for _, rows in page.context["groups"] for row in rows}
    closed = {row.after or row.code for row, _ in page.context["closed"]}
    assert {"granted", "not_held"} <= offered
    assert closed == {"supplement", "lapse", "unpaid", "third_party", "reasons"}


@pytest.mark.parametrize("number", ["12345", "澄民公开复2026年3号", "澄民公开复〔2026〕第3号", "〔2026〕3号"])
def test_a_letter_number_typed_by_hand_has_its_shape(client, assigned, clerk, number):
    client.force_login(clerk)
    address = reverse("desk_applications:draft", args=[assigned.number]) + "?outcome=published"
    page = client.post(address, {"where": "县档案馆二楼查阅室", "number": number})
    text = page.content.decode()
    assert page.status_code == 422 and "文号写成" in text
    assert number in text and "县档案馆二楼查阅室" in text
    assert client.post(address, {"where": "县档案馆", "number": "澄民公开复〔2026〕3号"}).status_code == 302


def test_a_paper_form_presumes_no_agency_and_refuses_what_contradicts(client, agency, other_agency, clerk):
    client.force_login(clerk)
    address = reverse("desk_applications:receive")
    assert "选择受理机关" not in client.get(address).content.decode()
    page = client.post(address, paper_form(client, agency, form="paper", delivery="download"))
    assert page.status_code == 422 and "纸质的不能从网上" in page.content.decode()
    Membership.objects.create(user=clerk, agency=other_agency, role=CLERK)
    assert '<option value="" selected>选择受理机关' in client.get(address).content.decode()
    assert (
        "选择受理机关" in client.post(address, paper_form(client, agency) | {"agency": ""}).content.decode()
    )
    assert not Application.objects.exists()


def test_what_only_post_needs_is_asked_for_post_alone_and_all_of_it_stands_in_the_page(client, sealed, clerk):
    client.force_login(clerk)
    text = client.get(reverse("desk_applications:do", args=[sealed.number, "reply"])).content.decode()
    post = text.split('data-when="method=post">')[1].split("</section>")[0]
    assert 'name="carrier"' in post and 'name="proof"' not in post
    proof = text.split('data-when="method=post|hand|reading">')[1].split("</section>")[0]
    assert 'name="proof"' in proof and 'name="file"' in proof and "hidden" not in proof
