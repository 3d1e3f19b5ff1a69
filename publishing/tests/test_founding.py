"""An operator brings the agencies of the government in from a table, and the catalogue begins with the reference items."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.actors import SYSTEM, Actor
from accounts.verbs import Refused
from agencies.models import Agency
from audit.models import Entry
from catalog.loading import load_reference
from catalog.models import Item
from publishing import founding

TABLE = Path(settings.BASE_DIR) / "agencies" / "data" / "agencies.csv"


def said(*command) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.fixture
def rows() -> list[dict]:
    return founding.read(TABLE)[:3]


def test_a_county_is_founded_by_two_commands(db):
    load_reference()
    with pytest.raises(CommandError, match="先运行 load_agencies"):
        said("adopt_catalog")
    count = len(TABLE.read_text(encoding="utf-8").splitlines()) - 1
    assert said("load_agencies", str(TABLE)) == f"机关：新增 {count} 个，更新 0 个，没有变化 0 个。\n"
    assert said("load_agencies", str(TABLE)) == f"机关：新增 0 个，更新 0 个，没有变化 {count} 个。\n"
    assert Entry.objects.filter(word="载入机关").count() == count
    said("adopt_catalog")
    assert Item.objects.count() > 400
    assert said("adopt_catalog") == "采用了 0 个事项。\n"


def test_a_changed_row_changes_one_agency(rows, db, at):
    founding.found(rows, SYSTEM, at=at)
    rows[1]["phone"] = "0999-1234567"
    assert founding.found(rows, SYSTEM, at=at) == {"created": 0, "changed": 1, "unchanged": 2}
    assert Agency.objects.get(code=rows[1]["code"]).phone == "0999-1234567"


@pytest.mark.parametrize(
    ("place", "column", "value", "sentence"),
    [
        (2, "kind", "ministry", "第 4 行"),
        (2, "parent_code", "CX999", "上级机关 CX999 不在表里"),
        (2, "slug", "不是地址", "第 4 行"),
        (2, "name", "澄溪县人民政府", "第 4 行"),
        (2, "email", "nobody", "第 4 行"),
        (2, "order", "三", "第 4 行.*order 应当是数字，不是“三”"),
        (2, "order", None, "第 4 行.*缺少 order"),
        (2, "name", None, "第 4 行（）：.*缺少 name"),
        (0, "kind", "department", "恰好有一个机关的 kind 是 government"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(rows, db, at, place, column, value, sentence):
    rows[place][column] = value
    with pytest.raises(Refused, match=sentence):
        founding.found(rows, SYSTEM, at=at)
    assert not Agency.objects.exists()


def test_parents_in_a_circle_are_refused(rows, db, at):
    founding.found(rows, SYSTEM, at=at)
    rows[1]["parent_code"], rows[2]["parent_code"] = rows[2]["code"], rows[1]["code"]
    with pytest.raises(Refused, match=f"绕成了圈：{rows[1]['name']}、{rows[2]['name']}。"):
        founding.found(rows, SYSTEM, at=at)


def test_only_the_operator_may(rows, db, at, admin_user):
    with pytest.raises(Refused, match="没有“载入机关”的权限"):
        founding.found(rows, Actor.of(admin_user), at=at)


@pytest.mark.parametrize("content", [b"", b"code,name\nCX1,x\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_such_table_is_refused(tmp_path, content):
    file = tmp_path / "table.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match="表头|UTF-8"):
        said("load_agencies", str(file))
