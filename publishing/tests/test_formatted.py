"""Documents with tables, links and pictures, from the form to every place that shows them."""

import io

import pypdf
import pytest
import segno
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from accounts.actors import Actor
from publishing import actions, pdffile
from publishing.tests.test_desk import form_values, page
from publishing.tests.test_reading import OWN, PLAIN

BODY = OWN.replace('<img src="files/12/" alt="流程图">', "").strip()


def png():
    out = io.BytesIO()
    segno.make("澄溪县").save(out, kind="png", scale=4)
    return SimpleUploadedFile("流程图.png", out.getvalue(), "image/png")


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def illustrated(drafted, editor, at):
    """A draft with a picture in its text."""
    publication = drafted(rich_text=OWN)
    file = actions.attach(publication, Actor.of(editor), upload=png(), at=at)
    publication.refresh_from_db()
    return actions.edit(
        publication,
        Actor.of(editor),
        version=publication.revision,
        at=at,
        rich_text=OWN.replace("files/12/", f"files/{file.pk}/").replace("13812345678", "13"),
    )


def sent(agency, column, **more):
    return form_values(agency, column, rich_text="", written_in="") | more


def test_what_was_written_in_the_editor_is_kept(as_editor, agency, column, drafted):
    draft = drafted()
    values = sent(agency, column, text="旧", rich_text=BODY, written_in="editor", version=draft.revision)
    assert as_editor.post(page(draft, "edit"), values).status_code == 302
    draft.refresh_from_db()
    assert (draft.rich_text, draft.text) == (BODY, PLAIN.removesuffix("\n流程图"))


def test_without_javascript_the_plain_field_is_what_counts(as_editor, agency, column, drafted):
    draft = drafted(rich_text=BODY)
    shown = as_editor.get(page(draft, "edit")).content.decode()
    assert "| 青石镇 | 12 | 13812345678 |</textarea>" in shown
    text = draft.text.replace("见办法", "参见办法")
    values = sent(agency, column, text=text, rich_text=BODY, version=draft.revision)
    as_editor.post(page(draft, "edit"), values)
    draft.refresh_from_db()
    assert draft.text == text
    assert "rowspan" in draft.rich_text
    assert "<a " not in draft.rich_text


def test_a_form_with_a_mistake_keeps_what_was_formatted(as_editor, agency, column):
    values = sent(agency, column, title="", rich_text=BODY, written_in="editor")
    answer = as_editor.post(reverse("desk_publishing:new"), values)
    form = answer.context["form"]
    assert form["rich_text"].value() == BODY
    assert form.editable == BODY


def test_masking_keeps_the_table(drafted, editor, at):
    masked = actions.mask(drafted(rich_text=BODY), Actor.of(editor), at=at)
    assert "138****5678" in masked.rich_text
    assert 'rowspan="2"' in masked.body_html
    assert "13812345678" not in masked.body_html + masked.text + masked.rich_text


def test_pictures_need_words_and_a_file(drafted, bring, editor, at):
    draft = drafted(rich_text='<p>见图</p><img src="files/999999/" alt="">')
    with pytest.raises(actions.Blocked) as refused:
        actions.submit(draft, Actor.of(editor), at=at)
    said = [obstacle.text for obstacle in refused.value.obstacles]
    assert any("没有文字说明" in text for text in said)
    assert any("附件不在了" in text for text in said)


def test_everything_that_shows_a_document_shows_it_formatted(illustrated, bring, client, at):
    published = bring(illustrated, "published")
    address = reverse("publishing:detail", args=[published.public_id])
    file = published.attachments.get()
    html = client.get(address).content.decode()
    assert f'<img src="files/{file.pk}/" alt="流程图">' in html
    assert client.get(f"{address}files/{file.pk}/").status_code == 200
    found = client.get(reverse("opendata:publication", args=[published.public_id])).json()
    assert f'src="http://testserver{address}files/{file.pk}/"' in found["html"]
    assert found["text"].startswith("一、总则\n见办法第三条")
    written = Document(io.BytesIO(client.get(address + "document.docx").content))
    assert written.tables[0].cell(0, 1)._tc is written.tables[0].cell(0, 2)._tc
    assert len(written.inline_shapes) == 1
    if pdffile.can_write():
        pdf = pypdf.PdfReader(io.BytesIO(client.get(address + "document.pdf").content))
        assert len(pdf.pages[0]["/Resources"]["/XObject"]) == 1


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", None])
def test_a_picture_that_is_broken_or_away_leaves_its_words_in_the_downloads(
    illustrated, bring, client, content
):
    published = bring(illustrated, "published")
    file = published.attachments.get().file
    file.storage.delete(file.name)
    if content is not None:
        file.storage.save(file.name, ContentFile(content))
    address = reverse("publishing:detail", args=[published.public_id])
    written = Document(io.BytesIO(client.get(address + "document.docx").content))
    assert "［图：流程图］" in [paragraph.text for paragraph in written.paragraphs]
    if pdffile.can_write():
        pdf = pypdf.PdfReader(io.BytesIO(client.get(address + "document.pdf").content))
        assert "图：流程图" in "".join(page.extract_text() for page in pdf.pages)


def test_a_correction_may_change_only_a_link(drafted, bring, editor, reviewer, at):
    published = bring(drafted(rich_text=BODY), "published")
    other = BODY.replace("a=1", "a=2")
    values = {"title": published.title, "text": published.text, "reason": "链接有误，已改正。", "at": at}
    actions.correct(published, Actor.of(editor), rich_text=other, **values)
    done = actions.decide_correction(published, Actor.of(reviewer), result="pass", reason="核对无误", at=at)
    assert "a=2" in done.body_html
    newest, before = done.revisions.all()[:2]
    assert (newest.text, newest.digest == before.digest) == (before.text, False)
