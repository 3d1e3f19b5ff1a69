"""Control characters: asked for, written in and written out."""

import pytest
from django.urls import reverse

from publishing import typeset, wordfile
from publishing.characters import printable
from publishing.models import Publication
from publishing.tests.test_desk import form_values


def test_tab_and_line_breaks_stay():
    assert printable("一\x00、\x0b总\x1f体\t要求\r\n") == "一、总体\t要求\r\n"


def test_an_address_with_nul_is_answered(client, agency):
    answer = client.get(reverse("agencies:index") + "?q=%00")
    assert answer.status_code == 200
    assert agency.name not in answer.content.decode()


@pytest.mark.parametrize("address", ["/publications/%00/1/", "/old%00/page.html"])
def test_nothing_stands_at_an_address_with_nul(address, client, agency):
    assert client.get(address).status_code == 404


def test_a_stored_control_character_breaks_neither_word_nor_feed(drafted, bring, client):
    published = bring(drafted(), "published")
    Publication.objects.filter(pk=published.pk).update(title="关于\x0b救助的通知", issuer="民\x01政局")
    assert client.get(reverse("publishing:word", args=[published.public_id])).status_code == 200
    assert "关于救助的通知" in client.get("/feeds/latest.atom").content.decode()
    assert wordfile.write(["标\x0c题"], "", typeset.blocks("正\x1f文"))


def test_a_form_leaves_them_out(client, editor, agency, column):
    client.force_login(editor)
    client.post(reverse("desk_publishing:new"), form_values(agency, column, title="关于\x0b救助的通知"))
    assert Publication.objects.get().title == "关于救助的通知"
