"""One kind of duty with every step, for the tests of this room."""

import pytest

from accounts import roles
from duties.kinds import Kind, Step, registry

KINDS = (
    Kind(
        "reply",
        "答复",
        frozenset({roles.CLERK}),
        (
            Step("soon", "快到期", -3, frozenset({roles.CLERK})),
            Step("due", "今日到期", 0, frozenset({roles.CLERK})),
            Step("late", "逾期", 1, frozenset({roles.CLERK, roles.HEAD})),
            Step("escalated", "逾期督办", 4, frozenset({roles.SUPERVISOR})),
        ),
    ),
    Kind(
        "chance",
        "可以告知补正",
        frozenset({roles.CLERK}),
        (Step("due", "最后一天", 0, frozenset({roles.CLERK})),),
    ),
)


@pytest.fixture(autouse=True)
def kinds(settings):
    registry.cache_clear()
    settings.DUTY_KINDS = ["duties.tests.conftest.KINDS"]
    yield
    registry.cache_clear()
