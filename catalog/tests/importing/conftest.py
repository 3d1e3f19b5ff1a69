"""Tables as governments publish them, built by hand."""

import io

import openpyxl
import pytest

from catalog.importing.domains import Domains, aliases
from catalog.importing.items import Reading
from catalog.importing.reading import read

TITLE = "澄溪县社会救助领域基层政务公开标准目录"
HEAD = [
    "序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开对象", None, "公开方式", None, "公开层级", None,
]  # fmt: skip
SUB = [
    None, "一级事项", "二级事项", None, None, None, None, None,
    "全社会", "特定群体（请写明）", "主动", "依申请", "县级", "乡级",
]  # fmt: skip
ACROSS = ["A1:N1", "B2:C2", "I2:J2", "K2:L2", "M2:N2", *(f"{c}2:{c}3" for c in "ADEFGH")]
LIMIT = "制定或获取信息之日起10个工作日内"
BASIS = "《社会救助暂行办法》"
CHANNEL = "■政府网站 □政府公报"


def line(number="1", level1="最低生活保障", level2="办事指南", content="办理条件、所需材料", basis=BASIS, limit=LIMIT,
         publisher="县民政局", channels=CHANNEL, ticks=("√", None, "√", None, "√", None)):  # fmt: skip
    """One row of the official layout."""
    return [number, level1, level2, content, basis, limit, publisher, channels, *ticks]


def workbook(rows, merges=(), head=(HEAD, SUB), across=ACROSS, title=TITLE, name="Sheet1") -> bytes:
    """The official layout as .xlsx: title, two rows of header, rows of data; `merges` like "B4:B6"."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    sheet.append([title])
    for row in [*head, *rows]:
        sheet.append(row)
    for area in [*across, *merges]:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def domains() -> Domains:
    names = {
        "社会救助": (),
        "征地补偿": ("农村集体土地征收",),
        "就业创业": ("就业",),
        "扶贫": ("乡村振兴",),
        "国土空间规划": ("国土空间规划（原城乡规划）",),
        "财政预决算": (),
    }
    return Domains(aliases(names))


@pytest.fixture
def given(domains):
    """given(name, data, domain="") -> Reading; text may be given for .csv, .txt and .html."""

    def do(name: str, data: bytes | str, domain: str = "") -> Reading:
        return read(name, data.encode() if isinstance(data, str) else data, domains, domain)

    return do


@pytest.fixture
def table(given):
    """table(rows, **layout) -> Reading of a workbook."""
    return lambda rows, **layout: given("目录.xlsx", workbook(rows, **layout))


def problems(reading: Reading) -> list[tuple[int, str, str]]:
    return [(flag.row, flag.column, flag.problem) for flag in reading.flags]
