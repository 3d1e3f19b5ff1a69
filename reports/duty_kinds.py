"""The annual report's day (Art 49); offsets are working days before (-) or after the due day."""

from accounts.roles import CLERK, HEAD, SUPERVISOR
from duties.kinds import Kind, Step

STAFF = frozenset({CLERK, HEAD})
ANNUAL = "report.annual"
KINDS = (
    Kind(
        ANNUAL,
        "编制并签发年度报告数据",
        STAFF,
        (
            Step("soon15", "年度报告还有 15 个工作日到期", -15, STAFF),
            Step("soon5", "年度报告还有 5 个工作日到期", -5, STAFF),
            Step("due", "年度报告今天到期", 0, STAFF),
            Step("overdue", "年度报告没有按期签发", 1, STAFF | {SUPERVISOR}),
        ),
    ),
)
