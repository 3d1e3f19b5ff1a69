"""An interpretation that only copies is pointed out."""

import pytest

from interpretation import copying

DOCUMENT = "农村低收入群体等重点对象住房安全应当得到保障。补助标准按照房屋危险等级分类确定。申请人向户籍所在地乡镇人民政府提出。"


@pytest.mark.parametrize(
    ("text", "share"),
    [
        (DOCUMENT, 1.0),
        ("六类家庭可以申请，C级危房最多补一万二，D级最多补三万元。", 0.0),
        ("农村低收入群体等重点对象，住房安全应当得到保障。", 1.0),
        ("好。", 0.0),
        ("", 0.0),
    ],
)
def test_the_share_of_copied_sentences(text, share):
    assert copying.copied(text, DOCUMENT) == share


def test_only_much_copying_is_pointed_out():
    assert "摘抄" in copying.hint(DOCUMENT, DOCUMENT)
    assert copying.hint("住房不安全的六类家庭，都可以向乡镇申请补助。", DOCUMENT) == ""


def test_the_desk_shows_the_hint(policy, explaining, client, editor):
    text = "坚持安全为本、因地制宜、农户主体、提升质量。"
    made = explaining(policy(text=text), sections={"main": text})
    client.force_login(editor)
    page = client.get(f"/desk/publications/{made.publication.public_id}/").content.decode()
    assert "看起来像摘抄" in page
