"""What a document says of itself."""

from datetime import date

import pytest

from publishing.stated import Stated, stated

SIGNED = "澄民发〔2026〕5号\n各乡镇人民政府：\n现印发给你们。\n澄溪县民政局\n澄溪县财政局\n二〇二六年三月十二日\n（此件公开发布）"


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        (SIGNED, "", Stated("澄民发〔2026〕5号", "澄溪县民政局 澄溪县财政局", date(2026, 3, 12))),
        ("正文。", "县教育局关于开展试点的通知", Stated("", "县教育局", None)),
        ("依照澄民发〔2026〕5号办理，2026年3月12日前报送。", "办法", Stated()),
        ("正文。\n澄溪县民政局\n2026年13月45日", "办法", Stated("", "澄溪县民政局", None)),
        ("", "", Stated()),
    ],
)
def test_number_issuer_and_date_are_read_where_they_stand(text, title, said):
    assert stated(text, title) == said
