"""The forms for policies and interpretations."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interpretation.models import Interpretation, PolicyDocument
from publishing import columns


def values(agency, kind="policy", **more):
    return {
        "agency": agency.pk,
        "column": columns.for_kind(kind).pk,
        "title": "澄溪县农村危房改造实施办法",
        "formed_on": "2026-03-01",
        "text": "一、总体要求",
        "attribute": "active",
    } | more


def policy_values(agency, **more):
    plan = {
        "doc_number": "澄民发[2026]3号",
        "doc_type": "normative",
        "stated_validity": "in_force",
        "interpretation_required": "yes",
        "plan_outline": "谁能享受",
        "plan_form": "graphic",
        "plan_channel": "网站",
        "plan_on": "2026-03-03",
        "plan_person": "陈科长",
    }
    return values(agency, **plan | more)


@pytest.fixture
def as_editor(client, editor, column):
    client.force_login(editor)
    return client


def test_a_policy_is_written_with_its_plan(as_editor, agency):
    as_editor.post(reverse("desk_interpretation:new_policy"), policy_values(agency))
    policy = PolicyDocument.objects.get()
    assert (policy.doc_number, policy.number_serial, policy.plan_person) == ("澄民发〔2026〕3号", 3, "陈科长")
    page = as_editor.get(
        reverse("desk_publishing:detail", args=[policy.publication.public_id])
    ).content.decode()
    assert "谁能享受" in page
    assert "写解读" in page


def test_no_plan_needs_a_reason(as_editor, agency):
    given = policy_values(agency, interpretation_required="no", waiver_reason="")
    answer = as_editor.post(reverse("desk_interpretation:new_policy"), given).content.decode()
    assert "写明不需要解读的理由" in answer
    assert "一、总体要求" in answer
    assert not PolicyDocument.objects.exists()


def test_a_policy_is_changed(as_editor, agency, policy):
    draft = policy()
    url = reverse("desk_interpretation:edit_policy", args=[draft.publication.public_id])
    assert as_editor.get(url).status_code == 200
    as_editor.post(url, policy_values(agency, version=1, plan_person="李科长"))
    draft.refresh_from_db()
    assert draft.plan_person == "李科长"


def test_a_policy_expires_after_it_starts(as_editor, agency):
    given = policy_values(agency, effective_on="2026-05-01", expires_on="2026-04-01")
    answer = as_editor.post(reverse("desk_interpretation:new_policy"), given).content.decode()
    assert "有效期不能早于实施日期" in answer


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("doc_number", "澄政办12", "认不出这个文号"),
        ("plan_on", "2020-01-01", "计划发布日期不能早于成文日期"),
    ],
)
def test_a_number_that_is_none_and_a_plan_of_the_past_are_asked_about(
    as_editor, agency, field, value, sentence
):
    given = policy_values(agency, **{field: value})
    answer = as_editor.post(reverse("desk_interpretation:new_policy"), given).content.decode()
    assert sentence in answer


def test_who_drafts_cannot_register_the_document(as_editor, agency, settings):
    url = reverse("desk_interpretation:new_policy")
    as_editor.post(url, policy_values(agency, registration_number="随便"))
    assert PolicyDocument.objects.get().registration_number is None
    settings.REGISTRATION_RULE = ""  # registered elsewhere
    as_editor.post(url, policy_values(agency, title="另一份", doc_number="", registration_number="GF-1"))
    assert PolicyDocument.objects.get(publication__title="另一份").registration_number == "GF-1"


def test_a_document_of_the_same_title_that_is_public_is_pointed_out(as_editor, policy, bring):
    public = bring(policy().publication, "published")
    draft = policy(doc_number="澄民发〔2026〕4号").publication
    url = reverse("desk_publishing:detail", args=[draft.public_id])
    page = as_editor.get(url).content.decode()
    assert "同名文件已经公开" in page
    assert reverse("publishing:detail", args=[public.public_id]) in page


def test_reading_without_a_file_is_said(as_editor, agency):
    given = policy_values(agency, preview="read")
    page = as_editor.post(reverse("desk_interpretation:new_policy"), given).content.decode()
    assert "先选择 Word 文件" in page


def test_an_interpretation_from_a_word_file_says_its_title_once_and_whom_to_ask(as_editor, agency, policy):
    upload = io.BytesIO()
    document = docx.Document()
    for line in ("一图读懂危房改造", "谁能申请，怎么申请。", "解读人：王建国 联系电话：0000-6612345"):
        document.add_paragraph(line)
    document.paragraphs[0].alignment = 1
    document.save(upload)
    given = values(
        agency, "interpretation", title="", text="", form="text", preview="1",
        word_file=SimpleUploadedFile("a.docx", upload.getvalue()),
    )  # fmt: skip
    url = reverse("desk_interpretation:draft", args=[policy().publication.public_id])
    form = as_editor.post(url, given).context["form"]
    assert form["text"].value().splitlines()[0] == "谁能申请，怎么申请。"
    assert [form[name].value() for name in ("title", "interpreter", "contact")] == [
        "一图读懂危房改造",
        "王建国",
        "0000-6612345",
    ]


def test_an_interpretation_starts_from_the_plan(as_editor, agency, policy):
    draft = policy()
    url = reverse("desk_interpretation:draft", args=[draft.publication.public_id])
    page = as_editor.get(url).content.decode()
    assert "陈科长" in page
    given = values(
        agency, "interpretation", form="qa", rank="head", part_qa="问：谁能享受？\n答：六类对象。", text=""
    )
    as_editor.post(url, given)
    made = Interpretation.objects.get()
    assert (made.policy, made.form, list(made.sections)) == (draft, "qa", ["qa"])
    assert "六类对象" in made.publication.text


def test_an_interpretation_is_changed(as_editor, agency, policy, explaining):
    made = explaining(policy())
    url = reverse("desk_interpretation:edit_interpretation", args=[made.publication.public_id])
    assert "六类重点对象" in as_editor.get(url).content.decode()
    as_editor.post(
        url, values(agency, "interpretation", form="text", rank="office", text="全文。", version=1)
    )
    made.refresh_from_db()
    assert made.sections == {"text": "全文。"}


def test_repealing_stands_on_the_desk(client, policy, bring, reviewer):
    published = policy()
    bring(published.publication, "published")
    client.force_login(reviewer)
    url = reverse("desk_interpretation:act", args=[published.publication.public_id])
    assert client.post(url, {"verb": "repeal", "reason": ""}).status_code == 409
    assert client.post(url, {"verb": "nothing"}).status_code == 409
    assert client.post(url, {"verb": "repeal", "reason": "被替代", "on": "2026-03-02"}).status_code == 302
    assert client.post(url, {"verb": "reinstate", "reason": "登记错了"}).status_code == 302
    assert PolicyDocument.objects.get().repealed_on is None


def test_a_notice_is_no_policy(as_editor, drafted):
    url = reverse("desk_interpretation:edit_policy", args=[drafted().public_id])
    assert as_editor.get(url).status_code == 404
    url = reverse("desk_interpretation:edit_interpretation", args=[drafted().public_id])
    assert as_editor.get(url).status_code == 404


def test_the_desk_lists_what_waits_for_its_interpretation(as_editor, policy, explaining, bring):
    published = policy()
    bring(published.publication, "published")
    explaining(published, title="正在写的解读")
    text = as_editor.get(reverse("desk_interpretation:index")).content.decode()
    for part in (published.publication.title, "2026年3月5日", "解读逾期未发布", "写解读", "正在写的解读"):
        assert part in text


@pytest.mark.parametrize("on", ["2026-02-30", "2026年3月1日", "garbage"])
def test_a_day_that_is_none_is_refused(on, client, policy, bring, reviewer):
    published = policy()
    bring(published.publication, "published")
    client.force_login(reviewer)
    url = reverse("desk_interpretation:act", args=[published.publication.public_id])
    answer = client.post(url, {"verb": "amend", "reason": "见新文件", "on": on})
    assert answer.status_code == 409
    assert "日期写错了" in answer.content.decode()
    published.refresh_from_db()
    assert published.amended_on is None


def test_the_list_of_what_waits_costs_the_same_for_one_or_many(as_editor, policy, bring):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            assert as_editor.get(reverse("desk_interpretation:index")).status_code == 200
        return len(seen)

    bring(policy().publication, "published")
    cost()
    one = cost()
    for number in range(4, 7):
        bring(policy(doc_number=f"澄民发〔2026〕{number}号").publication, "published")
    assert cost() == one


def test_the_policy_to_explain_is_found_by_title_and_number(client, policy, editor, other_agency):
    first = policy()
    policy(title="澄溪县临时救助办法", doc_number="澄民发〔2026〕9号")
    client.force_login(editor)
    address = f"/desk/interpretations/for/{first.publication.public_id}/"
    assert client.get("/desk/interpretations/choose/").text.count("/desk/interpretations/for/") == 2
    for words in ("危房 实施", "〔2026〕3号"):
        page = client.get("/desk/interpretations/choose/", {"q": words}).text
        assert page.count("/desk/interpretations/for/") == 1 and address in page
    assert "没有找到政策文件" in client.get("/desk/interpretations/choose/?q=没有").text
    type(first.publication).objects.update(agency=other_agency)
    assert address not in client.get("/desk/interpretations/choose/").text
