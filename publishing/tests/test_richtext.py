"""The allow-list for documents."""

import pytest

from publishing import richtext


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        '<p onclick="x()">a</p>',
        '<p style="color:red">a</p>',
        '<iframe src="https://example.com"></iframe>',
        '<img src="https://example.com/a.png" alt="">',
        '<img src="//example.com/a.png" alt="">',
        '<img src="/\\example.com/a.png" alt="">',
        '<a href="javascript:alert(1)">a</a>',
        '<p id="main">a</p>',
        '<p class="btn">a</p>',
        "<style>p{}</style>",
        '<form action="/x"><input name="a"></form>',
    ],
)
def test_what_a_document_does_not_need_is_dropped(bad):
    clean = richtext.clean(bad)
    for word in (
        "script",
        "onclick",
        "style",
        "iframe",
        "example.com",
        "javascript",
        "main",
        "btn",
        "form",
        "input",
    ):
        assert word not in clean


def test_headings_tables_and_own_classes_stay():
    kept = '<h2 class="gw-h1" id="s1">一、总则</h2><table><tbody><tr><td colspan="2">甲</td></tr></tbody></table>'
    assert richtext.clean(kept) == kept


def test_plain_text_keeps_paragraphs_and_tables():
    html = "<h2>一、总则</h2><p>正文&amp;说明</p><table><tr><th>乡镇</th><th>户数</th></tr><tr><td>青石镇</td><td>12</td></tr></table>"
    assert richtext.plain(html) == "一、总则\n正文&说明\n| 乡镇 | 户数 |\n| 青石镇 | 12 |"


def test_composed_text_comes_back_as_the_same_text():
    text = "一、总体要求\n坚持安全为本。\n| 乡镇 | 户数 |\n| 青石镇 | 12 |"
    assert richtext.plain(richtext.compose(text)) == text


def test_headings_give_the_table_of_contents():
    html = richtext.compose(
        "一、总体要求\n正文。\n二、保障措施。各部门要加强组织领导，认真抓好落实，及时报送情况和存在的问题，并向社会公开。"
    )
    assert richtext.headings(html) == [("s1", "一、总体要求"), ("s2", "二、保障措施。")]


def test_the_digest_follows_title_and_text():
    assert richtext.digest("甲", "乙") != richtext.digest("甲", "丙")
    assert len(richtext.digest("甲", "乙")) == 64
