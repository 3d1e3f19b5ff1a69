"""The row of a verb decides who may do it, from where, and why not."""

from types import SimpleNamespace

import pytest

from accounts import roles
from accounts.actors import SYSTEM, applicant
from accounts.verbs import Refused, Verb, allowed, guard, objection

DRAFT = Verb("draft", "起草", "起草", frozenset({roles.CLERK}), source=("open",))
APPROVE = Verb(
    "approve",
    "审批",
    "审批",
    frozenset({roles.HEAD, roles.CLERK}),
    source=("drafted",),
    not_by=("drafted_by",),
)
WITHDRAW = Verb("withdraw", "撤回", "撤回", frozenset({roles.APPLICANT}), reason=True)


@pytest.fixture
def case(agency, clerk):
    return SimpleNamespace(state="drafted", agency=agency, drafted_by_id=clerk.pk)


def test_another_person_with_the_role_may_approve(case, head, acting):
    guard(APPROVE, case, acting(head))


def test_the_drafter_may_not_approve(case, clerk, acting):
    with pytest.raises(Refused, match="另一位同事"):
        guard(APPROVE, case, acting(clerk))


def test_the_same_role_in_another_agency_does_not_count(case, other_clerk, acting):
    with pytest.raises(Refused, match="没有“审批”的权限：需要申请经办、公开工作机构负责人"):
        guard(APPROVE, case, acting(other_clerk))


def test_a_stranger_may_nothing(case, stranger, acting):
    assert allowed([DRAFT, APPROVE, WITHDRAW], case, acting(stranger)) == []


def test_a_changed_state_is_told(case, clerk, acting):
    assert "状态已经改变" in objection(DRAFT, case, acting(clerk))


def test_a_reason_must_be_written(case):
    with pytest.raises(Refused) as refused:
        guard(WITHDRAW, case, applicant(), reason="  ")
    assert refused.value.fields == {"reason": "写明理由"}
    guard(WITHDRAW, case, applicant(), reason="已经得到答复")


def test_the_portal_itself_is_no_clerk(case):
    assert objection(DRAFT, case, SYSTEM)


def test_an_inactive_account_may_nothing(case, head, acting):
    head.is_active = False
    assert objection(APPROVE, case, acting(head))
