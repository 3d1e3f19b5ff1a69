"""Single cells: joined text, channels, boxes, doubts."""

import pytest

from catalog.importing.cells import doc_numbers, doubts, joined, without_dash
from catalog.importing.marks import channels

ALL_BOXES = "■政府网站 □政府公报\n□两微一端 □发布会/ 听证会\n□广播电视 □纸质媒体\n■公开查阅点 ■政务服务中心\n□便民服务站 ■入户/现场\n■社区/企事业单位/村公示栏（电子屏）\n□精准推送 □其他"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申 请\n条件", "申请条件"),
        ("国办发〔2019〕5 4 号", "国办发〔2019〕54号"),
        ("12345 Hot  Line", "12345Hot Line"),
        ("\u3000\n", ""),
    ],
)
def test_joined(text, expected):
    assert joined(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ALL_BOXES, ["政府网站", "公开查阅点", "政务服务中心", "入户/现场", "社区/企事业单位/村公示栏(电子屏)"]),
        ("1.政府网站 2.两微一端", ["政府网站", "两微一端"]),
        ("政府网站、政务服务中心，公开查阅点", ["政府网站", "政务服务中心", "公开查阅点"]),
        ("R政府网站 £政府公报 þ精准推送", ["政府网站", "精准推送"]),
        ("■政府网站 口政府公报 口其他", ["政府网站"]),
        ("◆政府网站 ▲村公示栏", ["政府网站", "社区/企事业单位/村公示栏(电子屏)"]),
        ("■发布会听证会 ■人户/现场 ■纸质载体", ["发布会/听证会", "入户/现场", "纸质媒体"]),
        ("■入户⁄现场 ■村居/企事业单位公示栏 ■公开查询点", ["入户/现场", "社区/企事业单位/村公示栏(电子屏)", "公开查阅点"]),
        ("■政府服务中心 ■精准报送 ■其他_", ["政务服务中心", "精准推送", "其他"]),
        ("政府公报、政府网站、新闻发布会、报刊、广播、电视或其他便于公众知晓的方式", ["政府公报", "政府网站", "发布会/听证会", "纸质媒体", "广播电视", "其他"]),
        ("■政府网站 ■信用中国", ["政府网站", "信用中国"]),
        ("政府网站", ["政府网站"]),
        ("", []),
    ],
)  # fmt: skip
def test_channels(text, expected):
    read = channels(text)
    assert (read.chosen, read.doubts) == (expected, [])


def test_an_address_among_the_channels_is_left_to_a_person():
    read = channels("政府网站 http://www.example.cn/zwgk/")
    assert (read.chosen, read.doubts) == (["政府网站"], ["http://www.example.cn/zwgk/"])


def test_names_without_a_box_before_names_with_one_are_doubtful():
    assert channels("政府网站 □政府公报").doubts == ["政府网站□政府公报"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国办发〔201680号", "国办发〔2016〕80号"),
        ("建村〔2018115号", "建村〔2018〕115号"),
        ("国办发〕2016〔80号", "国办发〔2016〕80号"),
        ("汕民通[2017]133号", "汕民通[2017]133号"),
        ("国务院令第711号", "国务院令第711号"),
    ],
)
def test_document_numbers_whose_brackets_were_lost(text, expected):
    assert doc_numbers(text) == expected


@pytest.mark.parametrize(
    ("field", "text", "problem", "proposal"),
    [
        ("content", "申请条件…", "文字不完整", ""),
        ("publisher", "******局", "文字被遮盖", ""),
        ("content", "村委会示栏", "疑似缺“公”字", "村委会公示栏"),
        ("content", "1.受理部门", "可能只留下第一行", ""),
        ("basis", "关于印发办法》的通知", "书名号不成对", ""),
    ],
)
def test_broken_text_is_doubted(field, text, problem, proposal):
    assert (problem, proposal) in doubts(field, text)


@pytest.mark.parametrize(
    "text", ["公开栏", "开展情况", "1.条件；2.材料", "《办法》（国办发〔2016〕80号）", "信息开放", "政府报告"]
)
def test_sound_text_is_not(text):
    assert doubts("content", text) == ()


def test_dashes_say_nothing():
    assert [without_dash(text) for text in ("—", "─", "/", "a-b")] == ["", "", "", "a-b"]
