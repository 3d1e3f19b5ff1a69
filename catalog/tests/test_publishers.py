"""Kinds of agency matched to the agencies of a government."""

from dataclasses import dataclass

import pytest

from catalog.loading import publisher_kinds
from catalog.publishers import match


@dataclass(frozen=True)
class Body:
    name: str
    short_name: str
    kind: str = "department"


OFFICE = Body("澄溪县人民政府办公室", "县政府办")
COUNTY = Body("澄溪县人民政府", "县政府", "government")
CIVIL = Body("澄溪县民政局", "县民政局")
LAND = Body("澄溪县自然资源局", "县自然资源局")
TOWN = Body("澄溪县云栎镇人民政府", "云栎镇", "township")
STREET = Body("澄溪县人民政府澄阳街道办事处", "澄阳街道", "township")
BODIES = [COUNTY, OFFICE, CIVIL, LAND, TOWN, STREET]


@pytest.mark.parametrize(
    ("publisher", "bodies", "text"),
    [
        ("自然资源主管部门", [LAND], "县自然资源局"),
        ("民政部门", [CIVIL], "县民政局"),  # not the government's office, whose name holds 民政 too
        ("乡镇人民政府（街道办事处）", [TOWN, STREET], "各乡镇人民政府、街道办事处"),
        ("县级人民政府、自然资源主管部门", [COUNTY, LAND], "县政府、县自然资源局"),
        ("村（居）民委员会", [TOWN, STREET], "各乡镇人民政府、街道办事处"),
        ("各部门", [OFFICE, CIVIL, LAND], "县政府各部门"),
        ("自然资源主管部门、征收申请单位", [LAND], "县自然资源局、征收申请单位"),
        ("招标人或者其委托的招标代理机构", [], "招标人或者其委托的招标代理机构"),
        ("", [], ""),
    ],
)
def test_a_kind_means_these_agencies(publisher, bodies, text):
    found = match(publisher, publisher_kinds(), BODIES)
    assert (list(found.agencies), found.text) == (bodies, text)
