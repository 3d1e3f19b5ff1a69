"""PDF to download, and what machines read of a page."""

import io
import json
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from publishing import pdffile, typeset
from publishing.models import Publication

TEXT = (
    "各乡镇人民政府：\n第一章 总则\n第一条 为了保障安全。\n一、总体要求\n（一）对象。农村低收入群体。\n1.标准\n"
    "| 乡镇 | 户数 | 备注 |\n| 青石镇 | 12 |\n附件：名单\n澄溪县民政局\n2026年3月1日\n（此件公开发布）"
)
needs_font = pytest.mark.skipif(not pdffile.can_write(), reason="no Chinese font on this machine")


@needs_font
def test_every_kind_of_paragraph_is_set():
    body = pdffile.write(["澄溪县民政局", "关于救助的通知"], "澄民发〔2026〕3号", typeset.blocks(TEXT))
    pages = PdfReader(io.BytesIO(body)).pages
    text = "".join(page.extract_text() for page in pages).replace(" ", "").replace("\n", "")
    for word in ("关于救助的通知", "澄民发〔2026〕3号", "青石镇", "第一条", "2026年3月1日"):
        assert word in text, word


@needs_font
def test_the_download_is_for_what_is_public(drafted, bring, client):
    publication = drafted()
    address = reverse("publishing:pdf", args=[publication.public_id])
    assert client.get(address).status_code == 404
    bring(publication, "published")
    response = client.get(address)
    assert (response.status_code, response.content[:5]) == (200, b"%PDF-")
    assert "attachment" in response["Content-Disposition"]


def test_a_page_says_to_machines_what_it_is(drafted, bring, client):
    title = "关于</script><b>救助的通知"
    publication = bring(drafted(title=title), "published")
    page = client.get(reverse("publishing:detail", args=[publication.public_id])).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    facts = json.loads(found[1])
    assert facts["name"] == title
    assert facts["identifier"] == publication.index_number
    assert facts["datePublished"] == Publication.objects.get().first_published_at.isoformat()
    assert '<meta name="Description"' in page
