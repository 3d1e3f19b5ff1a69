"""Every change to a request: one row a verb. The guard, the button, the audit word and the role page read it.

Rows stand in four groups after the five stages of the office's work (Art 45): intake, work, reply, after.
"""

from accounts.roles import APPLICANT, CLERK, HEAD, REVIEWER, SYSTEM
from accounts.verbs import Verb

STAFF = frozenset({CLERK, HEAD})
HEADS = frozenset({HEAD})
APPROVERS = frozenset({HEAD, REVIEWER})
EITHER_SIDE = STAFF | {APPLICANT}
OPEN = ("received", "confirmed", "assigned", "drafted", "endorsed", "approved", "sealed")
RUNNING = OPEN[1:]
BEFORE_APPROVAL = ("confirmed", "assigned", "drafted")

# ---- intake --------------------------------------------------------------------------------------------------------

RECEIVE = Verb("receive", "登记申请", "登记公开申请", EITHER_SIDE, target="received")
CONFIRM = Verb("confirm", "确认收到", "确认收到申请", STAFF, ("received",), "confirmed", tone="primary")
WITHDRAW = Verb("withdraw", "撤回申请", "撤回申请", EITHER_SIDE, OPEN, "withdrawn", tone="danger")
REISSUE = Verb("reissue", "补发查询码", "补发查询码", STAFF, reason=True)
REVEAL = Verb("reveal", "查看申请人信息", "查看申请人信息", STAFF | {REVIEWER}, reason=True)
ENDED = ("closed", "withdrawn", "readdressed")
ERASE_IDENTITY = Verb(
    "erase_identity", "删除身份信息", "按保存期限删除申请人身份信息", frozenset({SYSTEM}), ENDED
)

INTAKE = (RECEIVE, CONFIRM, WITHDRAW, REISSUE, REVEAL, ERASE_IDENTITY)

# ---- work ----------------------------------------------------------------------------------------------------------

ASSIGN = Verb("assign", "交办", "交办申请", HEADS, ("confirmed", "assigned"), "assigned", tone="primary")
ASK_SUPPLEMENT = Verb("ask_supplement", "要求补正", "要求补正", STAFF, BEFORE_APPROVAL)
SUPPLEMENT = Verb("supplement", "收到补正", "收到补正", EITHER_SIDE, BEFORE_APPROVAL)
CONSULT = Verb("consult", "征求意见", "征求意见", STAFF, BEFORE_APPROVAL)
SERVE = Verb("serve", "登记送达", "登记征求意见书送达", STAFF, RUNNING)
TAKE_OPINION = Verb("take_opinion", "登记意见", "登记所征求的意见", STAFF | {SYSTEM}, RUNNING)
EXTEND = Verb("extend", "延长答复期限", "延长答复期限", HEADS, RUNNING, reason=True)
NOTIFY_FEE = Verb("notify_fee", "收取信息处理费", "发出收费通知", HEADS, BEFORE_APPROVAL)
TAKE_PAYMENT = Verb("take_payment", "登记缴费", "登记缴费", STAFF, BEFORE_APPROVAL)

WORK = (ASSIGN, ASK_SUPPLEMENT, SUPPLEMENT, CONSULT, SERVE, TAKE_OPINION, EXTEND, NOTIFY_FEE, TAKE_PAYMENT)

# ---- reply ---------------------------------------------------------------------------------------------------------

DRAFT = Verb("draft", "起草答复", "起草答复", STAFF, ("assigned", "drafted"), "drafted", tone="primary")
ATTACH = Verb("attach", "添加附件", "添加答复附件", STAFF, ("drafted",))
APPROVE = Verb(
    "approve",
    "审批同意",
    "审批同意答复",
    APPROVERS,
    ("drafted",),
    "approved",
    not_by=("drafted_by",),
    tone="primary",
)
SEND_BACK = Verb(
    "send_back", "退回修改", "退回答复草稿", APPROVERS, ("drafted", "approved"), "assigned", reason=True
)
REPLY = Verb("reply", "发出答复", "发出答复", STAFF, ("approved",), "replied", tone="primary")

REPLYING = (DRAFT, ATTACH, APPROVE, SEND_BACK, REPLY)

# ---- after ---------------------------------------------------------------------------------------------------------

CLOSE = Verb("close", "办结归档", "申请办结归档", STAFF, ("replied",), "closed", tone="primary")
LIST_PUBLICLY = Verb("list_publicly", "公开办理结果", "公开办理结果", APPROVERS, ("replied", "closed"))

AFTER = (CLOSE, LIST_PUBLICLY)

VERBS = (*INTAKE, *WORK, *REPLYING, *AFTER)
