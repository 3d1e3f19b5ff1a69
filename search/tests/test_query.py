"""What is found, in which order, with which counts."""

from datetime import date

import pytest

from search import index, query
from search.documents import Document


def _doc(key, title, text="", **facts):
    return Document(facts.pop("kind", "policy"), key, title, f"/p/{key}", text, **facts)


DOCUMENTS = [
    _doc(
        "low",
        "澄溪县最低生活保障审核确认办法",
        "申请最低生活保障的家庭",
        agency="县民政局",
        domains=("社会救助",),
        year=2025,
    ),
    _doc(
        "list",
        "2026年3月低保对象名单",
        "公示",
        kind="publication",
        agency="县民政局",
        domains=("社会救助",),
        year=2026,
    ),
    _doc(
        "rent",
        "澄溪县公共租赁住房管理办法",
        "申请条件",
        agency="县住建局",
        domains=("保障性住房",),
        year=2024,
    ),
    _doc("old", "澄溪县养犬管理规定", "养犬登记", validity="repealed", formed_on=date(2015, 1, 1)),
    _doc("new", "澄溪县养犬管理规定", "养犬登记", validity="in_force", formed_on=date(2025, 1, 1)),
    _doc("no65", "关于公布清单的通知", "清单", doc_number="澄政办发〔2020〕65号"),
    _doc(
        "no66",
        "关于落实澄政办发〔2020〕65号文件的通知",
        "按照澄政办发〔2020〕65号",
        doc_number="澄政办发〔2020〕66号",
    ),
    _doc("law", "国务院关于信访工作的条例", "信访", doc_number="中华人民共和国国务院令第746号"),
    _doc("gf", "澄溪县救助办法", "救助", serials=("CX001/2026-00006", "GF-2026-0001")),
    _doc("gf2", "关于执行的通知", "按照登记号 GF-2026-0001 的文件", serials=("CX001/2026-00007",)),
    _doc("body", "其他规定", "关于公共租赁住房的说明"),
]


def documents(ids=None):
    return [d for d in DOCUMENTS if ids is None or d.id in ids]


@pytest.fixture(autouse=True)
def indexed(settings, db):
    settings.SEARCH_SOURCES, settings.SEARCH_PUBLIC = {"policy": f"{__name__}.documents"}, {}
    index.rebuild()


def ids(q, **options):
    return [hit.id for hit in query.search(q, **options).results]


@pytest.mark.parametrize("q", ["低保", "最低生活保障", "低保怎么申请", "最低生活保障", "低保戶"])
def test_citizens_words_and_official_words_find_the_same(q):
    assert set(ids(q)[:2]) == {"low", "list"}


@pytest.mark.parametrize("q", ["公租房", "廉租房 申请条件", "公祖房申请", "公租房申請條件"])
def test_title_comes_before_text(q):
    assert ids(q)[:2] == ["rent", "body"]


@pytest.mark.parametrize("q", ["养狗", "狗证", "养犬管理规定"])
def test_in_force_comes_first(q):
    assert ids(q) == ["new", "old"]


@pytest.mark.parametrize(
    "q",
    [
        "澄政办发〔2020〕65号",
        "澄政办发(2020)65号",
        "澄政办发2020 65号",
        "澄政办发65号",
        "[2020]65",
        "２０２０　６５",
        "澄政办发【2020】第65号文件",
    ],
)
def test_a_number_in_any_spelling_puts_its_document_first(q):
    assert ids(q)[0] == "no65"


@pytest.mark.parametrize(
    "q",
    [
        "GF-2026-0001", "gf-2026-0001", "ＧＦ－２０２６－０００１", "GF 2026 0001", "GF20260001", "登记号：GF-2026-0001",
        "CX001/2026-00006", "cx001／2026—00006", "索引号 CX001/2026-00006", " CX001 / 2026-00006 ",
    ],
)  # fmt: skip
def test_the_numbers_of_the_portal_itself_find_their_one_document(q):
    assert ids(q) == ["gf"]


@pytest.mark.parametrize("q", ["国务院令第746号", "国务院令 746号"])
def test_decrees(q):
    assert ids(q) == ["law"]


def test_a_number_that_does_not_exist_finds_nothing():
    assert query.search("澄政办发〔2099〕1号").count == 0


def test_who_cites_a_number_follows():
    assert ids("澄政办发〔2020〕65号") == ["no65", "no66"]


def test_a_document_comes_before_its_interpretation(settings):
    numbered = {"doc_number": "澄政办发〔2026〕9号", "year": 2026}
    DOCUMENTS.append(_doc("why", "《办法》解读", kind="interpretation", **numbered))
    DOCUMENTS.append(_doc("what", "关于印发办法的通知", **numbered))
    index.rebuild()
    assert ids("澄政办发[2026]9号") == ["what", "why"]
    del DOCUMENTS[-2:]


def test_a_document_comes_before_the_item_it_serves():
    facts = {"text": "小额贷款贴息办法", "formed_on": date(2025, 1, 1)}
    DOCUMENTS.append(_doc("served", "小额贷款贴息", kind="item", **facts))
    DOCUMENTS.append(_doc("serving", "小额贷款贴息", validity="in_force", **facts))
    index.rebuild()
    assert ids("小额贷款贴息") == ["serving", "served"]
    del DOCUMENTS[-2:]


def test_a_reprint_comes_after_its_original():
    DOCUMENTS.append(_doc("copy", "澄溪县集市管理暂行规定", kind="publication", year=2026))
    DOCUMENTS.append(_doc("first", "澄溪县集市管理暂行规定", doc_number="澄政发〔2001〕3号", year=2001))
    index.rebuild()
    assert ids("集市管理") == ["first", "copy"]
    del DOCUMENTS[-2:]


def test_filters_and_true_counts():
    found = query.search("", {"agency": ("县民政局",)})
    assert found.count == 2
    assert found.facets["year"] == {"2025": 1, "2026": 1}
    assert found.facets["agency"] == {"县民政局": 2, "县住建局": 1}


def test_two_values_of_one_facet_are_either():
    assert query.search("", {"domain": ("社会救助", "保障性住房")}).count == 3


def test_newest_first():
    assert ids("澄溪县", sort="newest")[0] in ("new", "low")
    assert ids("", sort="newest")[0] == "list"


def test_pages_do_not_repeat():
    pages = [ids("", page=n, page_size=4) for n in (1, 2, 3)]
    assert sorted(sum(pages, [])) == sorted(d.id for d in DOCUMENTS)


def test_quoted_words_must_stand_as_they_are():
    assert ids("“公共租赁住房管理办法”") == ["rent"]


@pytest.mark.parametrize(
    "q", ["", "   ", '"', "“”", "()", "a" * 9999, "低保 " * 500, "AND OR NOT", "title:*", "\0"]
)
def test_nothing_a_person_types_is_an_error(q):
    assert query.search(q).available


def test_similar_offers_what_is_public_already():
    assert [hit.id for hit in query.similar("我想知道今年三月的低保对象名单", 1)] == ["list"]
    assert query.similar("  ") == []


def test_no_index_is_not_an_error(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "none"
    assert query.search("低保") == query.Result(available=False)
    assert query.similar("低保") == []
