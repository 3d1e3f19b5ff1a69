"""The lines of a text whose capture lost them."""

import pytest

from publishing import captured, typeset

BODY = "各级行政机关应当依照法律、法规的规定做好本条例规定的工作，并接受社会监督。" * 10


def kinds(text, title=""):
    return [block.kind for block in typeset.blocks(text, title)]


@pytest.mark.parametrize(
    ("captured_as", "lines"),
    [
        ("第一章总\u3000\u3000则\n第一条 为了", ["第一章 总则", "第一条 为了"]),
        ("第三章\u3000\u3000质量 保障\n第九条 应当", ["第三章 质量保障", "第九条 应当"]),
        ("澄民发﹝2026﹞5号各乡镇人民政府：", ["澄民发﹝2026﹞5号", "各乡镇人民政府："]),
        ("（澄民函〔2026〕13号）各乡镇人民政府：", ["澄民函〔2026〕13号", "各乡镇人民政府："]),
        ("关于做好登记的通知各有关单位：", ["关于做好登记的通知", "各有关单位："]),
        (
            "各乡镇人民政府，县直各单位：为做好汛期值守工作，现通知如下：",
            ["各乡镇人民政府，县直各单位：", "为做好汛期值守工作，现通知如下："],
        ),
        ("澄溪县民政局澄溪县财政局2026年7月24日", ["澄溪县民政局澄溪县财政局", "2026年7月24日"]),
        (
            "1998年9月25日县人民代表大会第一次会议通过根据2002年1月21日县人民代表大会第二次会议修正2020年6月5日施行",
            [
                "1998年9月25日县人民代表大会第一次会议通过",
                "根据2002年1月21日县人民代表大会第二次会议修正",
                "2020年6月5日施行",
            ],
        ),
        ("经济稳中有进、\n— 3 —\n民生改善。", ["经济稳中有进、", "民生改善。"]),
        ("智能化、 — 10 — 绿色化。", ["智能化、绿色化。"]),
    ],
)
def test_what_a_capture_ran_together_stands_apart_again(captured_as, lines):
    assert captured.lines(captured_as) == lines


@pytest.mark.parametrize(
    "line",
    [
        "澄民发〔2026〕5号文件要求各单位认真落实。",
        "根据有关规定，具体联系下列单位：县民政局基层政权和社区治理股",
        "2020 — 2025年规划",
        "会议定于2026年3月12日召开，请各单位按时参加。",
        "第二章规定的措施，由县民政局组织实施。",
    ],
)
def test_what_only_looks_so_stays_whole(line):
    assert captured.lines(line) == [line]


def test_the_articles_of_a_rule_in_one_piece_are_found_by_their_order():
    text = (
        f"社区服务办法第一章总则第一条为了规范服务，依照《社区法》第九条规定，制定本办法。第二条中华人民共和国公民适用。{BODY}"
        "第三条县民政局负责。第二十条规定的除外。第二章服务第四条服务应当便民。第五条本办法自发布之日起施行。"
    )
    found = typeset.blocks(text)
    assert [block.lead for block in found if block.lead] == ["第一条", "第二条", "第三条", "第四条", "第五条"]
    assert [block.text for block in found if block.kind == "chapter"] == ["第一章总则", "第二章服务"]


def test_citations_make_no_articles():
    text = f"{BODY}第三十条规定的情形除外。第八条、第九条另有规定。{BODY}"
    assert kinds(text) == ["p"]


def test_the_first_part_below_a_heading_stands_on_its_own():
    text = f"{BODY}一、总体要求（一）指导思想。{BODY}二、主要任务（一）完善制度。{BODY}附件：名单"
    assert kinds(text) == ["p", "h1", "h2-run", "h1", "h2-run", "fj"]


def test_each_amendment_of_a_rule_is_a_paragraph():
    notes = [
        f"{year}年9月21日澄溪县人民代表大会常务委员会会议《关于修改〈澄溪县节约用水条例〉等十件法规的决定》第{time}次修正"
        for year, time in (("2018", "一"), ("2020", "二"))
    ]
    notes.insert(1, "2019年1月1日施行")
    assert kinds("\n".join([*notes, "第一条 为了节约用水，制定本条例。"])) == ["tz", "tz", "tz", "article"]


def test_the_issuer_above_the_title_is_the_page_s_own():
    text = "澄溪县科技局\n关于印发办法的通知\n各乡镇人民政府：\n现印发给你们。"
    assert kinds(text, "关于印发办法的通知") == ["zs", "p"]


def test_a_very_long_line_takes_no_time():
    assert captured.lines("第一章" + "总则 " * 50_000)
