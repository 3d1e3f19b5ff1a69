"""Deadlines that this room opens (Art 18, 26)."""

from accounts.roles import EDITOR, HEAD, REVIEWER, SUPERVISOR
from duties.kinds import Kind, Step

WRITERS = frozenset({EDITOR, REVIEWER})
OFFICE = frozenset({EDITOR, REVIEWER, HEAD})
ABOVE = frozenset({HEAD, SUPERVISOR})

KINDS = (
    Kind(
        "publication",
        "主动公开（形成或变更之日起20个工作日内）",
        OFFICE,
        (
            Step("due_soon", "5个工作日内应公开", -5, WRITERS),
            Step("due", "今日应公开", 0, WRITERS),
            Step("overdue", "超期未公开", 1, OFFICE),
            Step("escalated", "超期未公开，已报主管部门", 5, ABOVE),
        ),
    ),
    Kind(
        "withheld_review",
        "不予公开信息定期评估（第十八条）",
        OFFICE,
        (
            Step("due_soon", "10个工作日内应评估", -10, WRITERS),
            Step("due", "今日应评估", 0, WRITERS),
            Step("overdue", "逾期未评估", 1, OFFICE),
        ),
    ),
    Kind(
        "secrecy_decision",
        "确定能否公开（第十七条，机关不能确定的）",
        frozenset({SUPERVISOR}),
        (
            Step("opened", "有一份信息等待确定能否公开", -5, frozenset({SUPERVISOR})),
            Step("due", "今日应确定能否公开", 0, frozenset({SUPERVISOR})),
            Step("overdue", "逾期未确定能否公开", 1, frozenset({SUPERVISOR})),
        ),
    ),
    Kind(
        "urgent_follow_up",
        "紧急发布后补办校对和审批（1个工作日内）",
        OFFICE,
        (
            Step("due", "今日应补办校对和审批", 0, OFFICE),
            Step("overdue", "逾期未补办校对和审批", 1, OFFICE),
            Step("escalated", "逾期未补办，已报主管部门", 2, ABOVE),
        ),
    ),
    Kind(
        "result_publication",
        "行政许可、行政处罚决定公示（作出决定之日起7个工作日内）",
        OFFICE,
        (
            Step("due_soon", "2个工作日内应公示", -2, WRITERS),
            Step("due", "今日应公示", 0, WRITERS),
            Step("overdue", "超期未公示", 1, OFFICE),
            Step("escalated", "超期未公示，已报主管部门", 3, ABOVE),
        ),
    ),
    Kind(
        "budget_publication",
        "预算、决算公开（批准、批复后20日内，预算法第十四条）",
        OFFICE,
        (
            Step("due_soon", "5个工作日内应公开", -5, WRITERS),
            Step("due", "今日应公开", 0, WRITERS),
            Step("overdue", "超期未公开", 1, OFFICE),
            Step("escalated", "超期未公开，已报主管部门", 3, ABOVE),
        ),
    ),
    Kind(
        "penalty_withdrawal",
        "撤回被变更、撤销的行政处罚决定（3日内，行政处罚法第四十八条）",
        OFFICE,
        (
            Step("due_soon", "1个工作日内应撤回", -1, OFFICE),
            Step("due", "今日应撤回", 0, OFFICE),
            Step("overdue", "逾期未撤回", 1, OFFICE),
            Step("escalated", "逾期未撤回，已报主管部门", 2, ABOVE),
        ),
    ),
)
