"""What stays of HTML that comes from an editor, and of what Word and WPS put on the clipboard."""

import pytest

from publishing import richtext

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; font-family:"Times New Roman"} --></style></head><body lang=ZH-CN><!--StartFragment-->
<h1 style='text-indent:32.0pt'><span style='font-family:黑体;mso-bidi-font-family:黑体'>一、总体要求</span></h1>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;font-family:仿宋_GB2312'>坚持<b style='mso-bidi-font-weight:normal'><span lang=EN-US>2026</span>年</b>底前完成<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoListParagraph style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>（一）<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>明确责任<span lang=EN-US><o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings;mso-fareast-font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span></span><![endif]>及时报送</p>
<p class=MsoNormal>补助标准为每平方米<del cite="mailto:a" datetime="2026"><span lang=EN-US>100</span></del><ins cite="mailto:a"><span lang=EN-US>120</span></ins>元<span style='display:none;mso-hide:all'>内部掌握</span><a style='mso-comment-reference:张_1'></a><span style='mso-special-character:comment'><a href="#_msocom_1">[张1]</a></span>。</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'><td width=142 rowspan=2 valign=top style='width:106pt'><p class=MsoNormal align=center><b><span>乡镇<o:p></o:p></span></b></p></td><td colspan=2><p class=MsoNormal>户数</p></td></tr><tr><td><p class=MsoNormal>上年</p></td><td><p class=MsoNormal>本年</p></td></tr><tr><td><p class=MsoNormal>青石镇</p></td><td><p class=MsoNormal><span lang=EN-US>12</span></p></td><td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
<div style='mso-element:comment-list'><p>张：要改</p></div><!--EndFragment--></body></html>"""
WORD_READ = """<h2>一、总体要求</h2>
<p>坚持<strong>2026年</strong>底前完成</p>
<p>（一）明确责任</p>
<p>及时报送</p>
<p>补助标准为每平方米120元。</p>
<table><tbody><tr><td rowspan="2"><strong>乡镇</strong></td><td colspan="2">户数</td></tr><tr><td>上年</td><td>本年</td></tr><tr><td>青石镇</td><td>12</td><td></td></tr></tbody></table>"""
WPS = """<html><head><meta charset="UTF-8"><meta name="Generator" content="WPS Office"><style>@font-face{font-family:"仿宋";}
p.MsoNormal{mso-style-name:正文;mso-pagination:none;}</style></head><body style="tab-interval:21pt;"><!--StartFragment-->
<div class="Section0" style="layout-grid:15.6000pt;"><p class="MsoNormal" style="text-indent:32pt;"><span style="mso-spacerun:'yes';font-family:黑体;font-size:16.0000pt;"><font face="黑体">　　二、</font></span><span style="font-family:黑体;"><font face="黑体">主要任务</font></span><span><o:p></o:p></span></p>
<p class="MsoNormal"><span style="font-family:仿宋;font-weight:bold;"><font face="仿宋">（一）</font></span><span style="font-family:仿宋;"><font face="仿宋">每户补助</font><font face="Calibri">3,000</font><font face="仿宋">元，面积不超过</font>60m</span><sup><span>2</span></sup><span>。</span></p>
<p class="MsoNormal"><span><o:p>&nbsp;</o:p></span></p><p class="MsoNormal">&nbsp;</p>
<p class="MsoNormal">见<a href="https://www.chengxi.example/a"><u><span class="15">通知</span></u></a>和<a href="javascript:x()">这里</a><img src="file:///C:/Users/zhang/ksohtml/wps1.png" width="10"></p>
<table class="MsoNormalTable"><tbody><tr><td colspan="1" rowspan="1" width="100"><p class="MsoNormal">甲</p><p class="MsoNormal">乙</p></td><td><p>丙</p></td></tr></tbody></table></div><!--EndFragment--></body></html>"""
WPS_READ = """<p>二、主要任务</p>
<p><strong>（一）</strong>每户补助3,000元，面积不超过60m<sup>2</sup>。</p>
<p>见<a href="https://www.chengxi.example/a">通知</a>和这里</p>
<table><tbody><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></tbody></table>"""
OWN = """<h2>一、总则</h2>
<p>见<a href="https://www.chengxi.example/?a=1&amp;b=2">办法</a>第<strong>三</strong>条</p>
<ul><li>甲</li><li>乙</li></ul>
<ol><li>丙</li></ol>
<table><tbody><tr><th rowspan="2">乡镇</th><th colspan="2">户数</th></tr><tr><th>上年</th><th>本年</th></tr><tr><td>青石镇</td><td>12</td><td>13812345678</td></tr></tbody></table>
<img src="files/12/" alt="流程图">"""
PLAIN = "一、总则\n见办法第三条\n• 甲\n• 乙\n1. 丙\n| 乡镇 | 户数 |  |\n|  | 上年 | 本年 |\n| 青石镇 | 12 | 13812345678 |\n流程图"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (WORD, WORD_READ),
        (WPS, WPS_READ),
        (OWN, OWN),
        ("<script>x()</script><style>p{}</style>", ""),
        ("甲<br>乙", "<p>甲</p>\n<p>乙</p>"),
        ("<div>甲<div>乙</div></div>丙", "<p>甲</p>\n<p>乙</p>\n<p>丙</p>"),
        ("<h5>甲</h5><blockquote><p>乙</p></blockquote>", "<p>甲</p>\n<p>乙</p>"),
        ('<img src="/desk/publications/abc/files/7/" alt=" 图 ">', '<img src="files/7/" alt="图">'),
        ('<img src="https://else.example/files/7/x.png" alt="图">', ""),
        ('<p onclick="x()"><a href="mailto:a@b.example">甲</a></p>', "<p>甲</p>"),
        ("<ul><li>甲<ul><li>乙</li></ul></li></ul>", "<ul><li>甲</li><li>乙</li></ul>"),
        ("<td>甲</td>&lt;b&gt;", "<p>甲&lt;b&gt;</p>"),
        (
            '<table><tr><td rowspan="99" colspan="x">甲</td></tr></table>',
            "<table><tbody><tr><td>甲</td></tr></tbody></table>",
        ),
        ("\x00甲\x0b", "<p>甲</p>"),
    ],
)
def test_what_is_kept(given, kept):
    assert richtext.body(given) == kept
    assert richtext.body(kept) == kept


def test_the_plain_text_has_one_paragraph_a_line_and_columns_in_their_place():
    assert richtext.plain(OWN) == PLAIN


def test_masks_leave_links_and_tables_as_they_are():
    masked = richtext.changed(OWN, lambda text: text.replace("13812345678", "138****5678"))
    assert masked == OWN.replace("13812345678", "138****5678")


def test_an_edit_in_the_plain_field_changes_only_what_was_touched():
    assert richtext.merged(OWN, PLAIN) == OWN
    edited = richtext.merged(OWN, PLAIN.replace("一、总则", "一、总则和范围").replace("1. 丙", "丙"))
    assert edited == OWN.replace("<h2>一、总则</h2>", "<p>一、总则和范围</p>").replace(
        "<ol><li>丙</li></ol>", "<p>丙</p>"
    )


def test_an_edited_row_makes_the_whole_table_plain():
    edited = richtext.merged(OWN, PLAIN.replace("| 青石镇 | 12 |", "| 青石镇 | 15 |"))
    assert "rowspan" not in edited
    assert richtext.plain(edited) == PLAIN.replace("| 青石镇 | 12 |", "| 青石镇 | 15 |")


def test_a_page_has_the_classes_of_an_official_document_and_its_headings_name_their_columns():
    page = richtext.compose("", OWN)
    assert '<h2 class="gw-h1" id="s1">一、总则</h2>' in page
    assert (
        '<thead><tr><th scope="col" rowspan="2">乡镇</th><th scope="colgroup" colspan="2">户数</th>' in page
    )
    assert 'href="https://www.chengxi.example/?a=1&amp;b=2" rel="noopener noreferrer"' in page


def test_where_a_link_leads_is_part_of_what_is_compared():
    other = OWN.replace("a=1", "a=2")
    assert richtext.plain(other) == PLAIN
    assert richtext.comparable(PLAIN, OWN) != richtext.comparable(PLAIN, other)
    assert richtext.digest("题", PLAIN, OWN) != richtext.digest("题", PLAIN, other)


def test_the_fields_of_a_record_are_compared_beside_its_links():
    compared = richtext.comparable(f"| 罚款 | 3万元 |\n{PLAIN}", OWN)
    assert compared == f"| 罚款 | 3万元 |\n{richtext.comparable(PLAIN, OWN)}"


def test_what_the_editor_opens_is_the_text_as_it_was_written():
    opened = richtext.editable("一、总则\n正文,\n| 甲 | 乙 |\n| 1 | 2 |", "")
    assert richtext.plain(richtext.body(opened)) == "一、总则\n正文,\n| 甲 | 乙 |\n| 1 | 2 |"
    assert 'src="/desk/x/files/12/"' in richtext.editable("", OWN, "/desk/x/")
