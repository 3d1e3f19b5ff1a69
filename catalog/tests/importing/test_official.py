"""The official layout: what goes out comes in again unchanged."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.actors import SYSTEM
from catalog.importing import official
from catalog.importing.actions import Source, write
from catalog.importing.report import read
from catalog.models import Item

ODD = [
    {},
    {"level2": "", "content": "=1+1 的公式", "audience": "特定群体:申请人"},
    {
        "level2": "名单",
        "audience": "全社会;特定群体:低保对象",
        "method": "主动;依申请",
        "levels": ["县级", "乡级", "村级"],
    },
    {
        "level2": "公示",
        "channels": ["政府网站", "信用中国", "社区/企事业单位/村公示栏(电子屏)", "其他"],
        "audience": "特定群体",
    },
    {
        "level2": "公示",
        "content": "第二条",
        "time_limit": "1.长期公开；2.处罚决定：7个工作日内",
        "basis": "《甲》、《乙》（国办发〔2016〕80号）第二条",
    },
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "make"), [("a.xlsx", official.workbook), ("a.csv", official.table)])
def test_it_imports_again_unchanged(make_item, name, make):
    for words in ODD:
        make_item(**words)
    data = make("社会救助领域目录", Item.objects.select_related("domain").order_by("order", "pk"))
    done = write(read(name, data), Source(name), SYSTEM, timezone.now())
    assert done.as_dict() == {"created": 0, "changed": 0, "unchanged": len(ODD), "retired": 0}


@pytest.mark.django_db
def test_on_paper_no_word_is_cut_off(make_item):
    """Lines are broken, the row has their height, the page the table's width."""
    make_item(content="公开内容" * 30)
    sheet = load_workbook(io.BytesIO(official.workbook("目录", Item.objects.select_related("domain")))).active
    assert sheet["E4"].alignment.wrap_text and sheet.row_dimensions[4].height == 15 * 7
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$3")


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_the_public_downloads_a_domain_or_all(client, item, extension):
    for address in (
        reverse("catalog:table", args=[extension]),
        reverse("catalog:domain_table", args=["shehuijiuzhu", extension]),
    ):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, official.FORMATS[extension])
        assert "attachment" in response["Content-Disposition"]
        assert [found.level2 for found in read(f"a.{extension}", response.content).items] == ["审批信息"]


def test_other_formats_are_not_there(client, item):
    assert client.get("/catalog/table.pdf").status_code == 404
    assert client.get("/catalog/none/table.csv").status_code == 404


def test_a_retired_item_is_not_in_it(client, item, on):
    Item.objects.update(retired_on=on)
    assert "审批信息" not in client.get(reverse("catalog:table", args=["csv"])).content.decode()
