"""Invented records: a penalty of a body, one of a natural person, a permit, a project, a budget."""

from datetime import date

import pytest

from accounts.actors import Actor
from publishing import actions, columns
from publishing.tests.fixtures import bring, column, drafted, item

__all__ = ["bring", "column", "drafted", "item"]

PENALTY = {
    "number": "澄民罚〔2026〕3号",
    "party": "澄溪县云栎食品有限公司",
    "party_kind": "法人及非法人组织",
    "credit_code": "91350100M000100Y43",
    "legal_rep": "陆某",
    "offence": "未经登记开展募捐",
    "facts": "2026年1月未经登记公开募捐。",
    "basis": "《中华人民共和国慈善法》有关条款",
    "sort": "罚款",
    "content": "罚款3万元",
    "fine": "3",
    "decided_on": "2026-02-26",
}
PERSON = PENALTY | {
    "number": "澄民罚〔2026〕4号",
    "party": "王小明",
    "party_kind": "自然人",
    "credit_code": "",
    "legal_rep": "",
}
LICENCE = {
    "number": "澄民许〔2026〕9号",
    "document": "社会团体成立登记决定书",
    "party": "澄溪县围棋协会",
    "party_kind": "legal",
    "credit_code": "91350100M000100Y43",
    "sort": "登记",
    "content": "准予成立登记",
    "decided_on": "2026年2月27日",
    "valid_from": "2026-02-27",
}
PROJECT = {
    "name": "澄溪县中心敬老院扩建工程",
    "code": "2601-000000-04-01-100001",
    "sort": "其他",
    "owner": "澄溪县中心敬老院",
    "lead": "县民政局",
    "place": "云栎镇",
    "scale": "新建护理楼6000平方米",
    "investment": "4,200.5",
    "approved_on": "2026-02-10",
}
BUDGET = {
    "sort": "部门预算",
    "year": "2026",
    "approved_by": "澄溪县财政局",
    "approved_on": "2026-02-12",
    "income": "1830.25",
    "spending": "1830.25",
}
RAW = {"penalty": PENALTY, "person": PERSON, "licence": LICENCE, "project": PROJECT, "budget": BUDGET}


@pytest.fixture
def recorded(column, agency, editor, at):
    """recorded(name, **fields): a draft of 周编辑; `name` is a key of RAW."""

    def make(name: str, ends_on=date(2026, 6, 30), text: str = "", **fields):
        kind = "penalty" if name == "person" else name
        return actions.draft(
            Actor.of(editor),
            agency=agency,
            column=columns.for_kind(kind),
            record=kind,
            fields=RAW[name] | fields,
            ends_on=ends_on,
            text=text,
            at=at,
        )

    return make
