"""Blank lines and new pages on paper (GB/T 9704)."""

from publishing import blocks, layout, typeset

TEXT = (
    "各乡镇人民政府：\n现印发给你们。\n附件：1.申请表\n2.名单\n澄溪县民政局\n2026年3月1日\n（此件公开发布）\n"
    "救助办法\n第一条 为了救助，制定本办法。\n附件1\n申请表\n| 姓名 |  |\n| 住址 |  |"
)


def test_each_part_stands_where_the_standard_puts_it():
    found = [(b.kind, *room) for b, room in layout.spaced(typeset.blocks(TEXT)) if any(room)]
    assert found == [
        ("fj", False, 1, False),
        ("ls", False, 2, True),
        ("annex-title", True, 0, False),
        ("article", False, 1, False),
        ("annex", True, 0, False),
        ("annex-title", False, 1, False),
        ("table", False, 1, False),
    ]


def test_rows_to_fill_in_are_told_from_rows_with_a_gap():
    table = typeset.blocks("| 姓名 |  | 电话 |  |\n| 一 | 二 | 三 |  |\n| 理由 |  |")[0]
    assert blocks.to_fill_in(table.grid) == {0, 2}
