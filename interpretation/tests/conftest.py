from datetime import date, timedelta

import pytest

from accounts.actors import Actor
from interpretation import actions
from interpretation.models import PolicyDocument
from publishing import columns
from publishing.tests.fixtures import bring, column, drafted, item

__all__ = ["bring", "column", "drafted", "explaining", "item", "policy"]
PLAN = {
    "plan_outline": "谁能享受、补多少、怎么申请",
    "plan_form": "graphic",
    "plan_channel": "县政府门户网站",
    "plan_on": date(2026, 3, 3),
    "plan_person": "陈科长",
    "late_reason": "图解还在制作",
}


@pytest.fixture
def policy(column, agency, editor, at):
    """policy(**facts): a new draft of a policy; facts of the publication by their own names."""

    def make(title="澄溪县农村危房改造实施办法", text="一、总体要求\n坚持安全为本。", **facts):
        given = {"doc_number": "澄民发〔2026〕3号", "doc_type": "normative", **PLAN}
        given["registration_number"] = f"GF-{PolicyDocument.objects.count() + 1}"
        return actions.draft_policy(
            Actor.of(editor),
            at=at,
            agency=agency,
            column=columns.for_kind("policy"),
            title=title,
            text=text,
            formed_on=date(2026, 3, 1),
            policy=given | facts,
        )

    return make


@pytest.fixture
def explaining(editor, at):
    """explaining(policy, **facts): a new draft of an interpretation."""

    def make(policy, title="一图读懂农村危房改造实施办法", **facts):
        given = {
            "form": "graphic",
            "sections": {"scope": "六类重点对象。", "qa": "问：补多少？\n答：最高三万元。"},
        }
        return actions.draft_interpretation(
            policy,
            Actor.of(editor),
            at=at + timedelta(minutes=1),
            title=title,
            column=columns.for_kind("interpretation"),
            formed_on=date(2026, 3, 1),
            facts=given | facts,
        )

    return make
