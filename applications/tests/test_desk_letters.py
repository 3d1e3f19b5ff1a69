"""Letters on the desk: the applicant's name in them is a recorded reading, masked for who may not read it."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from audit.models import Entry

pytestmark = pytest.mark.django_db


def letter_pages(client, user, application) -> str:
    """The letter on the page and in the .docx, as `user` sees them."""
    client.force_login(user)
    letter = application.letters.get(kind="D12")
    page = client.get(reverse("desk_applications:letter", args=[application.number, letter.pk]))
    file = client.get(reverse("desk_applications:letter_file", args=[application.number, letter.pk, "docx"]))
    return page.content.decode() + "\n".join(each.text for each in Document(BytesIO(file.content)).paragraphs)


def test_opening_a_letter_is_a_recorded_reading(client, replied, clerk):
    assert letter_pages(client, clerk, replied).count("王申请") >= 2
    assert Entry.objects.about(replied).filter(word="查看申请人信息", reason="查看文书").count() == 2


def test_who_may_not_read_the_applicant_sees_the_masked_name_in_letters(client, replied, supervisor):
    text = letter_pages(client, supervisor, replied)
    assert "王**" in text and "王申请" not in text
    assert not Entry.objects.about(replied).filter(word="查看申请人信息").exists()
