"""The tree of government."""

import pytest
from django.db import IntegrityError

from agencies.loading import load_agencies
from agencies.models import Agency


def test_a_department_is_reviewed_by_its_government(agency):
    """行政复议法 24: not by the ministry above."""
    assert agency.reviewing_body() == "澄溪县人民政府"


def test_another_reviewing_body_can_be_named(agency):
    agency.reviewing_body_name = "某市税务局"
    assert agency.reviewing_body() == "某市税务局"


def test_there_is_one_government(government):
    with pytest.raises(IntegrityError):
        Agency.objects.create(code="X", name="另一个县", short_name="另", slug="x", kind=Agency.GOVERNMENT)


def test_loading_the_table_twice_changes_nothing(db, tmp_path):
    table = tmp_path / "agencies.csv"
    head = "code,name,short_name,slug,kind,parent_code,address,postcode,office_hours,phone,fax,email,online_contact"
    rows = [
        "G,甲县人民政府,县政府,gov,government,,,,,,,,,,,1",
        "D,甲县教育局,县教育局,edu,department,G,,,,,,,,,,2",
    ]
    table.write_text("\n".join([head + ",disclosure_office,disclosure_phone,order", *rows]))
    assert load_agencies(table) == load_agencies(table) == 2
    assert Agency.objects.get(code="D").parent.name == "甲县人民政府"
