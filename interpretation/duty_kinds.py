"""The deadlines of this room: an interpretation within 3 working days after its policy (国办发〔2016〕80号), the next clean-up."""

from accounts.roles import EDITOR, HEAD, REVIEWER, SUPERVISOR
from duties.kinds import Kind, Step

OFFICE = frozenset({EDITOR, REVIEWER, HEAD})

KINDS = (
    Kind(
        "interpretation",
        "政策解读（文件公布后3个工作日内）",
        OFFICE,
        (
            Step("due_soon", "下一个工作日应发布解读", -1, OFFICE),
            Step("due", "今日应发布解读", 0, OFFICE),
            Step("overdue", "解读逾期未发布", 1, OFFICE),
            Step("escalated", "解读逾期未发布，已报主管部门", 3, frozenset({HEAD, SUPERVISOR})),
        ),
    ),
    Kind(
        "clean_up",
        "规范性文件清理",
        OFFICE | {SUPERVISOR},
        (
            Step("due_soon", "规范性文件清理的日期快到了", -10, OFFICE | {SUPERVISOR}),
            Step("due", "今天应当开始规范性文件清理", 0, OFFICE | {SUPERVISOR}),
            Step("overdue", "规范性文件清理逾期没有开始", 1, OFFICE | {SUPERVISOR}),
        ),
    ),
)
