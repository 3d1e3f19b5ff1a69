"""Deadlines of a request (条例 30-34): offsets are working days before (-) or after the due day."""

from accounts.roles import CLERK, COWORKER, HEAD, SUPERVISOR
from duties.kinds import Kind, Step

CLERKS, HEADS, COWORKERS = frozenset({CLERK}), frozenset({HEAD}), frozenset({COWORKER})
STAFF, ABOVE = CLERKS | HEADS, HEADS | {SUPERVISOR}

CONFIRM, REPLY = "application.confirm", "application.reply"
SUPPLEMENT_NOTICE, SUPPLEMENT = "application.supplement_notice", "application.supplement"
OPINION, FEE = "application.opinion", "application.fee"
CHALLENGE = "application.challenge"
REASONS, CONTRIBUTION = "application.reasons", "application.contribution"
SUGGESTION, CORRECTION = "application.suggestion", "application.correction"
# Over once the reply is signed: what it asks can be asked no more, unless the reply is sent back.
BEFORE_APPROVAL = (SUPPLEMENT_NOTICE, REASONS)
# Over with the reply; what follows a reply has duties of its own.
BEFORE_REPLY = (CONFIRM, REPLY, SUPPLEMENT_NOTICE, SUPPLEMENT, FEE, REASONS)

KINDS = (
    Kind(
        CONFIRM,
        "确认收到申请",
        STAFF,
        (
            Step("due", "今天应当与申请人确认收到", 0, CLERKS),
            Step("overdue", "确认收到的期限已过", 1, STAFF),
            Step("escalated", "确认收到的期限已过 2 个工作日", 2, ABOVE),
        ),
    ),
    Kind(
        REPLY,
        "答复公开申请",
        STAFF,
        (
            Step("soon5", "还有 5 个工作日到期", -5, CLERKS),
            Step("soon2", "还有 2 个工作日到期", -2, STAFF),
            Step("due", "今天到期", 0, STAFF),
            Step("overdue", "已经逾期", 1, STAFF),
            Step("escalated", "逾期 3 个工作日", 3, ABOVE),
        ),
    ),
    Kind(
        SUPPLEMENT_NOTICE,
        "需要补正的，告知申请人",
        STAFF,
        (
            Step("soon2", "还有 2 个工作日可以告知补正", -2, CLERKS),
            Step("due", "今天是告知补正的最后一天", 0, CLERKS),
        ),
    ),
    Kind(
        SUPPLEMENT,
        "等待申请人补正",
        STAFF,
        (Step("overdue", "申请人的补正期限已过，请作出处理", 1, STAFF),),
    ),
    Kind(
        FEE,
        "等待申请人缴费",
        STAFF,
        (Step("overdue", "申请人的缴费期限已过，请作出处理", 1, STAFF),),
    ),
    Kind(
        OPINION,
        "等待所征求的意见",
        STAFF,
        (
            Step("soon3", "征求意见还有 3 个工作日到期", -3, CLERKS),
            Step("overdue", "征求意见逾期未复，请登记并继续办理", 1, STAFF),
        ),
    ),
    Kind(
        CHALLENGE,
        "答复行政复议、诉讼答辩",
        STAFF,
        (
            Step("soon5", "还有 5 个工作日应当提交答复、答辩", -5, CLERKS),
            Step("soon2", "还有 2 个工作日应当提交答复、答辩", -2, STAFF),
            Step("due", "今天是提交答复、答辩的最后一天", 0, STAFF),
            Step("overdue", "没有按期提交复议答复、诉讼答辩", 1, ABOVE),
        ),
    ),
    Kind(
        REASONS,
        "等待申请人说明理由",
        STAFF,
        (Step("overdue", "申请人说明理由的期限已过，请作出处理", 1, STAFF),),
    ),
    Kind(
        CONTRIBUTION,
        "协办",
        COWORKERS,
        (
            Step("soon2", "协办还有 2 个工作日到期", -2, COWORKERS),
            Step("due", "协办今天到期", 0, COWORKERS),
            Step("overdue", "协办逾期没有答复", 1, COWORKERS | STAFF),
        ),
    ),
    Kind(
        SUGGESTION,
        "答复主动公开的建议",
        STAFF,
        (
            Step("soon5", "主动公开的建议还有 5 个工作日到期", -5, CLERKS),
            Step("due", "今天应当答复主动公开的建议", 0, CLERKS),
            Step("overdue", "主动公开的建议逾期没有答复", 1, STAFF),
        ),
    ),
    Kind(
        CORRECTION,
        "答复更正申请",
        STAFF,
        (
            Step("soon5", "更正申请还有 5 个工作日到期", -5, CLERKS),
            Step("due", "今天应当答复更正申请", 0, STAFF),
            Step("overdue", "更正申请逾期没有答复", 1, STAFF),
            Step("escalated", "更正申请逾期 3 个工作日", 3, ABOVE),
        ),
    ),
)
