"""The staff's pages, walked as 周编辑 and 吴审核 would."""

import io
from datetime import timedelta
from types import ModuleType

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from accounts.actors import Actor
from disclosure.urls import addresses
from publishing import actions
from publishing.models import Publication, Review


def form_values(agency, column, **more):
    return {
        "kind": "notice",
        "agency": agency.pk,
        "column": column.pk,
        "title": "关于做好临时救助工作的通知",
        "formed_on": "2026-03-01",
        "text": "一、总体要求\n正文。",
        "attribute": "active",
        "version": "",
    } | more


def page(publication, name="detail"):
    return reverse(f"desk_publishing:{name}", args=[publication.public_id])


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.parametrize("name", ["index", "new"])
def test_the_desk_asks_who_you_are(name, client, db):
    assert client.get(reverse(f"desk_publishing:{name}")).status_code == 302


def test_a_clerk_of_another_agency_finds_nothing(drafted, client, other_clerk, stranger):
    publication = drafted()
    for person, status in ((other_clerk, 403), (stranger, 403)):
        client.force_login(person)
        assert client.get(page(publication)).status_code == status


def test_an_editor_of_another_agency_finds_nothing(drafted, client, other_agency, stranger):
    stranger.memberships.create(agency=other_agency, role="editor")
    client.force_login(stranger)
    assert client.get(page(drafted())).status_code == 404


def test_a_draft_is_written_and_shown(as_editor, agency, column):
    answer = as_editor.post(reverse("desk_publishing:new"), form_values(agency, column), follow=True)
    assert "已保存" in answer.content.decode()
    assert Publication.objects.get().drafted_by.name == "周编辑"


def test_a_wrong_form_keeps_every_character(as_editor, agency, column):
    values = form_values(agency, column, title="", text="写了很久的正文，不能丢。\n\n  第二段")
    answer = as_editor.post(reverse("desk_publishing:new"), values)
    assert "写了很久的正文，不能丢。\n\n  第二段" in answer.content.decode().replace("\r", "")
    assert "填写标题" in answer.content.decode()
    assert not Publication.objects.exists()


def test_preview_sets_the_text_without_saving(as_editor, agency, column):
    answer = as_editor.post(reverse("desk_publishing:new"), form_values(agency, column, preview="1"))
    assert '<h2 class="gw-h1" id="s1">一、总体要求</h2>' in answer.content.decode()
    assert not Publication.objects.exists()


def test_a_word_file_that_is_none_is_said_so(as_editor, agency, column):
    values = form_values(agency, column, preview="1", word_file=SimpleUploadedFile("a.docx", b"no"))
    answer = as_editor.post(reverse("desk_publishing:new"), values).content.decode()
    assert "另存为 .docx" in answer
    assert "一、总体要求" in answer


def test_two_people_editing_lose_nothing(drafted, as_editor, client, head, agency, column):
    publication = drafted()
    first = form_values(
        agency, column, text="负责人写的。", version=1, formed_on="2026-02-27", source="县民政局"
    )
    second = form_values(agency, column, text="编辑写的。", version=1)
    client.force_login(head)
    client.post(page(publication, "edit"), first)
    client.force_login(publication.drafted_by)
    answer = client.post(page(publication, "edit"), second).content.decode()
    assert "您的修改还没有保存，也没有丢失" in answer
    for stored in ("负责人写的。", "成文日期：2026-02-27", "：县民政局"):
        assert stored in answer
    assert "编辑写的。" in answer
    assert "公开属性：" not in answer
    client.post(page(publication, "edit"), second | {"version": 2})
    publication.refresh_from_db()
    assert (publication.text, publication.revision) == ("编辑写的。", 3)


def test_the_whole_way_to_the_public(drafted, client, editor, reviewer):
    publication = drafted()

    def press(person, verb):
        client.force_login(person)
        return client.post(page(publication, "act"), {"verb": verb}).status_code

    assert press(editor, "submit") == 302
    client.force_login(reviewer)
    verdict = {f"{kind}-result": "pass" for kind in ("secrecy", "privacy", "wording")}
    assert client.post(page(publication, "review"), verdict | {"version": 1}).status_code == 302
    assert press(editor, "approve") == 409
    assert press(reviewer, "approve") == 302
    assert press(editor, "publish") == 302
    publication.refresh_from_db()
    assert publication.state == "published"


def test_findings_are_marked_in_place(drafted, bring, client, reviewer):
    publication = bring(drafted(text="联系人手机13812345678，请勿公开。"), "submitted")
    client.force_login(reviewer)
    text = client.get(page(publication, "review")).content.decode()
    assert '<mark title="手机号">13812345678</mark>' in text
    assert "手机号 1 处" in text


def test_a_review_of_a_draft_changed_meanwhile_is_not_recorded(drafted, bring, client, reviewer):
    publication = bring(drafted(), "submitted")
    client.force_login(reviewer)
    verdict = {f"{kind}-result": "pass" for kind in ("secrecy", "privacy", "wording")}
    answer = client.post(page(publication, "review"), verdict | {"version": 7}).content.decode()
    assert "被修改了" in answer
    assert not Review.objects.exists()


def test_obstacles_are_shown_on_the_draft(drafted, as_editor):
    text = as_editor.get(page(drafted(text="", formed_on=None))).content.decode()
    assert "还差 2 项才能提交" in text
    assert "填写成文日期。" in text


def test_buttons_follow_role_and_state(drafted, bring, client, editor, reviewer):
    publication = bring(drafted(), "submitted")
    client.force_login(editor)
    assert "开始审查" not in client.get(page(publication)).content.decode()
    client.force_login(reviewer)
    assert "开始审查" in client.get(page(publication)).content.decode()


def test_an_unknown_verb_is_refused(drafted, as_editor):
    assert as_editor.post(page(drafted(), "act"), {"verb": "explode"}).status_code == 409


def test_a_file_is_added_and_taken_off(drafted, as_editor):
    publication = drafted()
    as_editor.post(page(publication, "attach"), {"file": SimpleUploadedFile("名单.pdf", b"%PDF-1.7")})
    attachment = publication.attachments.get()
    own = reverse("desk_publishing:file", args=[publication.public_id, attachment.pk])
    assert as_editor.get(own).status_code == 200
    as_editor.post(reverse("desk_publishing:detach", args=[publication.public_id, attachment.pk]))
    assert not publication.attachments.exists()


def test_a_wrong_file_is_refused_with_a_sentence(drafted, as_editor):
    upload = SimpleUploadedFile("名单.pdf", b"MZ not a pdf")
    answer = as_editor.post(page(drafted(), "attach"), {"file": upload})
    assert answer.status_code == 409
    assert "文件内容不是 .pdf 格式" in answer.content.decode()


@pytest.mark.parametrize("queue", ["mine", "submitted", "reviewed", "approved", "published", "closed", "x"])
def test_every_queue_opens(queue, drafted, as_editor):
    drafted()
    assert as_editor.get(reverse("desk_publishing:index"), {"queue": queue}).status_code == 200


def test_reloading_after_a_refusal_leads_back(drafted, as_editor):
    publication = drafted()
    answer = as_editor.get(page(publication, "act"))
    assert (answer.status_code, answer.url) == (302, page(publication))


def test_a_policy_is_edited_in_its_own_form(drafted, as_editor):
    publication = drafted(kind="policy")
    answer = as_editor.get(page(publication, "edit"))
    assert answer.url == reverse("desk_interpretation:edit_policy", args=[publication.public_id])


@pytest.mark.parametrize(("surface", "shown"), [("desk", False), ("all", True)])
def test_the_desk_alone_has_no_link_to_the_public_page(surface, shown, drafted, bring, as_editor, settings):
    published = bring(drafted(), "published")
    module = ModuleType(f"surface_{surface}")
    module.urlpatterns = addresses(surface, "")
    settings.SURFACE, settings.ROOT_URLCONF = surface, module
    answer = as_editor.get(page(published))
    assert answer.status_code == 200
    assert ("看公众页面</a>" in answer.content.decode().split("<main")[1]) is shown


def test_a_reviewer_finds_what_waits_without_looking_for_it(client, drafted, bring, reviewer):
    draft = bring(drafted(), "submitted")
    client.force_login(reviewer)
    assert draft.title in client.get(reverse("desk_publishing:index")).content.decode()
    assert "下一步：由审核人" in client.get(page(draft)).content.decode()


def test_a_reviewer_sees_the_document_as_the_public_will(client, drafted, bring, reviewer):
    draft = bring(
        drafted(rich_text="<table><tr><td colspan='2'>甲</td></tr><tr><td>1</td><td>2</td></tr></table>"),
        "submitted",
    )
    client.force_login(reviewer)
    assert 'colspan="2">甲' in client.get(page(draft, "review")).content.decode()


def test_the_review_shows_what_the_document_says_of_itself(drafted, bring, client, reviewer, item):
    publication = bring(drafted(items=[item]), "submitted")
    client.force_login(reviewer)
    text = client.get(page(publication, "review")).text
    for words in ("发布机关", "县民政局", "2026年3月1日", "社会救助 › 临时救助 › 救助对象名单"):
        assert words in text
    assert "可以由同一个人做" in text


@pytest.mark.parametrize(
    ("given", "sentence", "target"),
    [
        ({"wording-result": "fail"}, "文字校对：写明依据与意见", "id_wording-basis"),
        ({"privacy-basis": "看过"}, "个人信息检查：选择结论", "id_privacy-result_0"),
        ({}, "至少给出一项审查的结论。", "id_secrecy-result_0"),
    ],
)
def test_what_is_wrong_in_a_review_is_said_at_the_top(
    drafted, bring, client, reviewer, given, sentence, target
):
    publication = bring(drafted(), "submitted")
    client.force_login(reviewer)
    text = client.post(page(publication, "review"), {"version": publication.revision} | given).text
    top = text.split("<h1")[0]
    assert f'<a href="#{target}">{sentence}</a>' in top and f'id="{target}"' in text
    assert "有 1 处需要修改" in top


@pytest.mark.parametrize(
    ("state", "person", "words"),
    [
        ("reviewed", "head", "批准不能收回"),
        ("approved", "editor", "公众马上能看到，首次发布日期以后不能改"),
        ("approved", "editor", "已有的审查和批准作废"),
        ("published", "reviewer", "您写的理由会原样公开"),
    ],
)
def test_what_cannot_be_undone_is_said_beside_its_button(
    request, drafted, bring, client, state, person, words
):
    publication = bring(drafted(), state)
    client.force_login(request.getfixturevalue(person))
    assert words in client.get(page(publication)).text


def test_a_draft_that_came_back_says_why_until_it_is_handed_in_again(drafted, bring, as_editor, reviewer, at):
    publication = bring(drafted(), "submitted")
    actions.send_back(publication, Actor.of(reviewer), reason="缺少附件", at=at + timedelta(hours=1))
    text = as_editor.get(page(publication)).text
    assert "<b>退回修改：缺少附件</b>" in text and "改好后再提交审查" in text
    as_editor.post(page(publication, "act"), {"verb": "submit"})
    assert "改好后再提交审查" not in as_editor.get(page(publication)).text


def test_joint_issuers_are_kept_in_order_and_the_agency_alone_is_not_repeated(as_editor, agency, column):
    new = reverse("desk_publishing:new")
    as_editor.post(new, form_values(agency, column, issuer=f" {agency.name}、 县财政局 "))
    assert Publication.objects.get().issuer_name == f"{agency.name} 县财政局"
    as_editor.post(new, form_values(agency, column, title="另一份", issuer=agency.name))
    assert Publication.objects.get(title="另一份").issuer == ""


def test_a_joint_word_file_names_all_who_signed(as_editor, agency, column):
    document = Document()
    for line in ("关于救助的通知", "现印发。", f"{agency.name}  澄溪县财政局", "2026年3月1日"):
        document.add_paragraph(line)
    document.save(out := io.BytesIO())
    word = SimpleUploadedFile("a.docx", out.getvalue())
    values = form_values(agency, column, preview="read", word_file=word)
    page = as_editor.post(reverse("desk_publishing:new"), values).content.decode()
    assert f"联合发文的全部机关：{agency.name} 澄溪县财政局" in page
