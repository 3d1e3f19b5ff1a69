"""Facets of the policy library: what counts where, and how the address is written."""

from interpretation import facets

#        validity    doc_type     office    year    topic   explained registered, how many
ROWS = [
    ("in_force", "normative", "县民政局", "2026", "住房", "yes", "yes", 4),
    ("in_force", "normative", "县民政局", "2025", "", "no", "yes", 2),
    ("lapsed", "regulation", "县政府", "2025", "住房", "no", "no", 3),
    ("unknown", "other", "县政府", "", "", "no", "no", 1),
]
TYPES = {"regulation": "规章", "normative": "行政规范性文件", "other": "其他文件"}


def chosen(**values):
    return facets.chosen_in(lambda name: values.get(name, []), TYPES)


def test_a_choice_counts_within_the_other_facets_and_leaves_its_own_whole():
    found = facets.counted(ROWS, chosen(office=["县政府"]))
    assert found.total == 4
    assert found.values["office"] == {"县民政局": 6, "县政府": 4}
    assert found.values["year"] == {"2025": 3}
    assert found.values["topic"] == {"住房": 3}


def test_several_values_of_a_facet_are_either_and_several_facets_are_both():
    assert facets.counted(ROWS, chosen(year=["2025", "2026"])).total == 9
    assert facets.counted(ROWS, chosen(year=["2025", "2026"], topic=["住房"])).total == 7


def test_in_force_and_lapsed_stand_for_their_members():
    assert facets.counted(ROWS, chosen(validity=["standing"])).total == 7
    found = facets.counted(ROWS, chosen(validity=["void"], year=["2025"]))
    assert (found.total, found.values["validity"]["void"]) == (3, 3)


def test_what_makes_no_sense_is_left_out():
    found = chosen(validity=["x", "void", "void"], year=["20", "２０２６", "2026"], doc_type=["y"])
    assert (found["validity"], found["year"], found["doc_type"]) == (("void",), ("2026",), ())


def test_addresses_add_and_take_off_and_keep_the_rest():
    address = facets.Address((("q", "补贴"),), chosen(year=["2026"], validity=["void"]), TYPES)
    assert address.without("year", "2026") == "?q=%E8%A1%A5%E8%B4%B4&validity=void"
    assert address.adding("doc_type", "other").endswith("validity=void&doc_type=other&year=2026")
    assert [words for words, rest in address.chips()] == ["有效性：废止或失效", "成文年份：2026年"]


def test_a_facet_that_cannot_narrow_is_not_shown():
    address = facets.Address((), chosen(), TYPES)
    shown = {facet.name: facet for facet in address.facets(facets.counted(ROWS[:2], chosen()))}
    assert list(shown) == ["year", "explained"]
    assert [choice.label for choice in shown["year"].values] == ["2026年", "2025年"]
