"""Every change to a request: one row a verb. The guard, the button, the audit word and the role page read it.

Rows stand in four groups after the five stages of the office's work (Art 45): intake, work, reply, after.
"""

from accounts.roles import ADMIN, APPLICANT, CLERK, COWORKER, HEAD, REVIEWER, SUPERVISOR, SYSTEM
from accounts.verbs import Verb

STAFF = frozenset({CLERK, HEAD})
HEADS = frozenset({HEAD})
APPROVERS = frozenset({HEAD, REVIEWER})
SECOND_APPROVERS = APPROVERS | {SUPERVISOR}
EITHER_SIDE = STAFF | {APPLICANT}
OPEN = ("received", "confirmed", "assigned", "drafted", "endorsed", "approved", "sealed")
RUNNING = OPEN[1:]
BEFORE_APPROVAL = ("confirmed", "assigned", "drafted")
AFTER_REPLY = ("replied", "closed")

# ---- intake --------------------------------------------------------------------------------------------------------

RECEIVE = Verb("receive", "登记申请", "登记公开申请", EITHER_SIDE, target="received")
CONFIRM = Verb("confirm", "确认收到", "确认收到申请", STAFF, ("received",), "confirmed", tone="primary")
WITHDRAW = Verb("withdraw", "撤回申请", "撤回申请", EITHER_SIDE, OPEN, "withdrawn", tone="danger")
REISSUE = Verb("reissue", "补发查询码", "补发查询码", STAFF, reason=True)
REVEAL = Verb("reveal", "查看申请人信息", "查看申请人信息", STAFF | {REVIEWER}, reason=True)
SPLIT = Verb("split", "拆分申请", "拆分申请", STAFF, ("received", "confirmed", "assigned"))
READDRESS = Verb("readdress", "转至其他机关", "经申请人同意转至其他机关", STAFF, ("received",), "readdressed")
ENDED = ("closed", "withdrawn", "readdressed")
ERASE_IDENTITY = Verb(
    "erase_identity", "删除身份信息", "按保存期限删除申请人身份信息", frozenset({SYSTEM}), ENDED
)

INTAKE = (RECEIVE, CONFIRM, WITHDRAW, SPLIT, READDRESS, REISSUE, REVEAL, ERASE_IDENTITY)

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

OBJECT_FEE = Verb("object_fee", "登记收费异议", "对收费提出异议", EITHER_SIDE, BEFORE_APPROVAL)
ANSWER_OBJECTION = Verb("answer_objection", "答复收费异议", "答复收费异议", HEADS, BEFORE_APPROVAL)
ASK_REASONS = Verb("ask_reasons", "要求说明理由", "要求说明理由", STAFF, BEFORE_APPROVAL)
TAKE_REASONS = Verb("take_reasons", "登记说明的理由", "收到说明的理由", EITHER_SIDE, BEFORE_APPROVAL)
DELAY = Verb("delay", "确定延迟答复期限", "确定延迟答复期限", HEADS, BEFORE_APPROVAL, reason=True)
GIVE_BACK = Verb(
    "give_back", "退回分办", "退回分办", frozenset({CLERK}), ("assigned",), "confirmed", reason=True
)
NOTE = Verb("note", "内部备注", "添加内部备注", STAFF | {REVIEWER})
ASK_HELP = Verb("ask_help", "请求协办", "请求协办", STAFF, BEFORE_APPROVAL)
GIVE_HELP = Verb("give_help", "答复协办", "答复协办", frozenset({COWORKER}), RUNNING, tone="primary")
SUGGEST = Verb("suggest", "登记主动公开的建议", "建议主动公开", EITHER_SIDE, AFTER_REPLY)
ANSWER_SUGGESTION = Verb("answer_suggestion", "答复主动公开的建议", "答复主动公开的建议", STAFF, AFTER_REPLY)

WORK = (
    ASSIGN, ASK_SUPPLEMENT, SUPPLEMENT, CONSULT, SERVE, TAKE_OPINION, EXTEND, NOTIFY_FEE, TAKE_PAYMENT, OBJECT_FEE,
    ANSWER_OBJECTION, ASK_REASONS, TAKE_REASONS, DELAY, GIVE_BACK, NOTE, ASK_HELP, GIVE_HELP, SUGGEST,
    ANSWER_SUGGESTION,
)  # fmt: skip

# ---- reply ---------------------------------------------------------------------------------------------------------

DRAFT = Verb("draft", "起草答复", "起草答复", STAFF, ("assigned", "drafted"), "drafted", tone="primary")
ATTACH = Verb("attach", "添加附件", "添加答复附件", STAFF, ("drafted",))
# Replies on grounds of Art 14-16 go to `endorsed`, the others straight to `approved` (law.md 13F 121: 二级审批).
APPROVE = Verb(
    "approve", "审批同意", "审批同意答复", APPROVERS, ("drafted",), "approved", not_by=("drafted_by",), tone="primary"
)  # fmt: skip
COUNTERSIGN = Verb(
    "countersign", "复核同意", "复核同意答复", SECOND_APPROVERS, ("endorsed",), "approved",
    not_by=("drafted_by", "approved_by"), tone="primary",
)  # fmt: skip
RECORD_APPROVAL = Verb(
    "record_approval", "登记签批的呈批单", "登记签批的呈批单", STAFF | {REVIEWER}, ("drafted", "endorsed"), "approved",
    not_by=("drafted_by",),
)  # fmt: skip
SEND_BACK = Verb(
    "send_back", "退回修改", "退回答复草稿", APPROVERS, ("drafted", "approved", "sealed"), "assigned", reason=True
)  # fmt: skip
DECLINE = Verb(
    "decline", "复核不同意", "复核不同意答复", SECOND_APPROVERS, ("endorsed",), "assigned", reason=True
)
ATTACH_SEALED_COPY = Verb(
    "attach_sealed_copy", "附上盖章件", "附上答复的盖章件", STAFF, ("approved",), "sealed", tone="primary"
)
E_SEAL = Verb("e_seal", "电子用印", "给答复电子用印", STAFF, ("approved",), "sealed")
WITH_LETTERS = (*RUNNING, *AFTER_REPLY, "withdrawn")  # a withdrawal is confirmed in a letter
SEAL_NOTICE = Verb("seal_notice", "给文书附盖章件", "附上文书的盖章件", STAFF, WITH_LETTERS)
E_SEAL_NOTICE = Verb("e_seal_notice", "给文书电子用印", "给文书电子用印", STAFF, WITH_LETTERS)
REPLY = Verb("reply", "发出答复", "发出答复", STAFF, ("approved", "sealed"), "replied", tone="primary")
DELIVER = Verb("deliver", "登记送达凭证", "登记送达凭证", STAFF, AFTER_REPLY)
RECORD_RETURN = Verb("record_return", "登记邮件退回", "登记邮件退回", STAFF, AFTER_REPLY)
SEND_AGAIN = Verb("send_again", "再次送达", "再次送达答复", STAFF, AFTER_REPLY)

REPLYING = (
    DRAFT, ATTACH, APPROVE, COUNTERSIGN, RECORD_APPROVAL, SEND_BACK, DECLINE, ATTACH_SEALED_COPY, E_SEAL, SEAL_NOTICE,
    E_SEAL_NOTICE, REPLY, DELIVER, RECORD_RETURN, SEND_AGAIN,
)  # fmt: skip

# ---- after ---------------------------------------------------------------------------------------------------------

CHALLENGEABLE = (*RUNNING, *AFTER_REPLY)
CLOSE = Verb("close", "办结归档", "申请办结归档", STAFF, ("replied",), "closed", tone="primary")
PROPOSE_LISTING = Verb("propose_listing", "拟公开办理结果", "拟公开办理结果", STAFF, AFTER_REPLY)
LIST_PUBLICLY = Verb(
    "list_publicly",
    "审查并公开办理结果",
    "公开办理结果",
    APPROVERS,
    AFTER_REPLY,
    not_by=("summary_proposed_by",),
)
UNLIST = Verb("unlist", "撤下公开的办理结果", "撤下公开的办理结果", APPROVERS, AFTER_REPLY, reason=True)
RECORD_CHALLENGE = Verb("record_challenge", "登记复议、诉讼", "登记复议、诉讼", STAFF, CHALLENGEABLE)
ANSWER_CHALLENGE = Verb("answer_challenge", "登记答复、答辩", "登记复议答复、答辩", STAFF, CHALLENGEABLE)
RECORD_RESULT = Verb("record_result", "登记结果", "登记复议、诉讼结果", STAFF, CHALLENGEABLE)
RENEW = Verb("renew", "重新答复", "按复议决定、判决重新答复", STAFF, AFTER_REPLY)
ARCHIVE = Verb("archive", "导出归档材料", "导出归档材料", STAFF, ("closed", "withdrawn"))

AFTER = (
    CLOSE, PROPOSE_LISTING, LIST_PUBLICLY, UNLIST, RECORD_CHALLENGE, ANSWER_CHALLENGE, RECORD_RESULT, RENEW,
    ARCHIVE,
)  # fmt: skip

VERBS = (*INTAKE, *WORK, *REPLYING, *AFTER)

# ---- beside the requests: their subject is not a request -----------------------------------------------------------

SET_PRACTICE = Verb("set_practice", "保存本县的办理口径", "修改办理口径", frozenset({ADMIN}), tone="primary")

RECEIVE_CORRECTION = Verb("receive_correction", "提出更正", "收到更正申请", EITHER_SIDE)
DECIDE_CORRECTION = Verb(
    "decide_correction", "答复更正申请", "答复更正申请", STAFF, ("received",), "closed", tone="primary"
)
REVEAL_CORRECTION = Verb("reveal_correction", "查看更正申请人信息", "查看更正申请人信息", STAFF, reason=True)
REISSUE_CORRECTION = Verb("reissue_correction", "补发更正查询码", "补发更正申请的查询码", STAFF, reason=True)
SEAL_CORRECTION = Verb(
    "seal_correction", "给更正告知书附盖章件", "附上更正告知书的盖章件", STAFF, ("closed",)
)
E_SEAL_CORRECTION = Verb(
    "e_seal_correction", "给更正告知书电子用印", "给更正告知书电子用印", STAFF, ("closed",)
)
ERASE_CORRECTION = Verb(
    "erase_correction", "删除身份信息", "按保存期限删除更正申请人身份信息", frozenset({SYSTEM}), ("closed",)
)

ASIDE = (
    SET_PRACTICE, RECEIVE_CORRECTION, DECIDE_CORRECTION, REVEAL_CORRECTION, REISSUE_CORRECTION, SEAL_CORRECTION, E_SEAL_CORRECTION,
    ERASE_CORRECTION,
)  # fmt: skip
