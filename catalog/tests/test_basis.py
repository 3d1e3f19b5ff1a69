# ruff: noqa: E501 (the cells stand as found)
"""公开依据 read as documents and articles. What they say was written down by hand from the words."""

import pytest

from catalog.basis import Article, parse_basis, same_titles

OPEN_RULES = "中华人民共和国政府信息公开条例"
CELLS = [
    (f"《{OPEN_RULES}》 《中华人民共和国户口登记条例》", [(OPEN_RULES, ""), ("中华人民共和国户口登记条例", "")]),
    ("1.《土地管理法》（主席令第28号）；2.《政府信息公开条例》(国令第711号)", [("土地管理法", "主席令第28号"), ("政府信息公开条例", "国令第711号")]),
    ("1.《残疾人保障法》； 2.《关于加快构建现代公共文化服务体系的意见》（中办发[2015]2号）", [("残疾人保障法", ""), ("关于加快构建现代公共文化服务体系的意见", "中办发〔2015〕2号")]),
    ("《关于做好培训工作的通知》朝人社发〔2022〕25号", [("关于做好培训工作的通知", "朝人社发〔2022〕25号")]),
    ("【法律】《中华人民共和国母婴保健法》（1994年10月27日中华人民共和国主席令第33号 2017年11月4日修正）【行政法规】《医疗机构管理条例》", [("中华人民共和国母婴保健法", "中华人民共和国主席令第33号"), ("医疗机构管理条例", "")]),
    ("《中华人民共和国社会保险法》（根据2018年12月29日《关于修改〈中华人民共和国社会保险法〉的决定》修正）", [("中华人民共和国社会保险法", "")]),
    ("《招标公告和公示信息发布管理办法》（国家发展改革委2017年第10号令）", [("招标公告和公示信息发布管理办法", "国家发展改革委2017年第10号令")]),
    ("国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知（国办发〔2016〕80号）", [("国务院办公厅印发〈关于全面推进政务公开工作的意见〉实施细则的通知", "国办发〔2016〕80号")]),
    ("关于做好创业担保贷款财政贴息工作的通知 辽财债〔2018〕206号、财金〔2018〕22号", [("关于做好创业担保贷款财政贴息工作的通知", "辽财债〔2018〕206号、财金〔2018〕22号")]),
    ("预算法、《财政部关于印发<地方预决算公开操作规程的通知>》（财预〔2016〕143号）等", [("预算法", ""), ("财政部关于印发<地方预决算公开操作规程的通知>", "财预〔2016〕143号")]),
    ("《国务院关于进一 步加强最低 生活保障工作的意 见》", [("国务院关于进一步加强最低生活保障工作的意见", "")]),
    ("《排污许可证管理办法（试行）》（环境保护部令 第48号）和《环境保护法》", [("排污许可证管理办法（试行）", "环境保护部令第48号"), ("环境保护法", "")]),
    (f"{OPEN_RULES}", [(OPEN_RULES, "")]),
    ("《土地管理法》、《土地管理法》", [("土地管理法", "")]),
    ("信息公开规定", []),
    ("同上", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "documents"), CELLS)
def test_a_cell_is_split_into_documents_with_their_numbers(cell, documents):
    assert [(one.title, one.number) for one in parse_basis(cell).citations] == documents


@pytest.mark.parametrize(
    ("cell", "articles"),
    [
        ("《条例》第二十条第（一）项", [Article(20, None, 1, "第二十条第（一）项")]),
        ("《条例》第二十条（十二）突发公共事件的应急预案", [Article(20, None, 12, "第二十条（十二）")]),
        ("《条例》、第八条公民死亡，在葬前申报。《乙法》", [Article(8, None, None, "第八条")]),
        (
            "《条例》第20条、第二十一条第二款",
            [Article(20, None, None, "第20条"), Article(21, 2, None, "第二十一条第二款")],
        ),
        ("《条例》（2019年修订）第二十六条", [Article(26, None, None, "第二十六条")]),
        ("《条例》", []),
    ],
)
def test_articles_are_numbers_with_their_paragraph_and_item(cell, articles):
    assert list(parse_basis(cell).citations[0].articles) == articles


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ("《信息公开条例》及相关规定", ("相关规定",)),
        ("《信息公开条例》第二十条及相关规定", ("相关规定",)),
        ("《意见》（国发〔2014〕47号）、各地相关政策法规文件", ("各地相关政策法规文件",)),
        ("《关于全面推进政务公开工作的意见》及其实施细则", ("其实施细则",)),
        ("税总发〔201744号", ("税总发〔201744号",)),
    ],
)
def test_words_that_name_no_document_are_kept_as_they_are(cell, rest):
    assert parse_basis(cell).rest == rest


@pytest.mark.parametrize("cell", ["《突发事件应急预案管理…", "税收征收管理法》、《", "《甲法》、…"])
def test_a_cell_that_breaks_off_says_so(cell):
    assert parse_basis(cell).broken


def test_a_document_is_the_same_with_other_marks_and_without_the_name_of_the_country():
    assert "预算法" in same_titles("中华人民共和国预算法")
    assert "关于印发《办法》的通知" in same_titles("关于印发<办法>的通知")
