"""The closed lists of a request: states, channels, kinds of applicant, ways to give the information."""

from django.db import models


class State(models.TextChoices):
    """Where the work stands (Art 45). Lateness and waiting are never states: they are read off the events."""

    RECEIVED = "received", "待确认"
    CONFIRMED = "confirmed", "待分办"
    ASSIGNED = "assigned", "办理中"
    DRAFTED = "drafted", "待审批"
    ENDORSED = "endorsed", "待复核"
    APPROVED = "approved", "待用印"
    SEALED = "sealed", "待发出"
    REPLIED = "replied", "已答复"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"
    READDRESSED = "readdressed", "已转至其他机关"


RUNNING = (
    State.CONFIRMED,
    State.ASSIGNED,
    State.DRAFTED,
    State.ENDORSED,
    State.APPROVED,
    State.SEALED,
)
OPEN = (State.RECEIVED, *RUNNING)
SIGNED = (State.ENDORSED, State.APPROVED, State.SEALED)  # signed once at least; it can still be sent back


class Channel(models.TextChoices):
    """How the request came in (Art 28, 31)."""

    ONLINE = "online", "网上提交"
    COUNTER = "counter", "当面提交"
    POST = "post_registered", "挂号信、特快专递"
    LETTER = "post_ordinary", "平常信函"
    FAX = "fax", "传真"
    EMAIL = "email", "电子邮件"


class ApplicantKind(models.TextChoices):
    """Who may ask (Art 27): everybody but a citizen is an organisation to the forms."""

    CITIZEN = "citizen", "公民"
    LEGAL_PERSON = "legal_person", "法人"
    ORGANISATION = "organisation", "其他组织"


class ApplicantType(models.TextChoices):
    """The columns of table 3 of the annual report (国办公开办函〔2021〕30号)."""

    PERSON = "person", "自然人"
    BUSINESS = "business", "商业企业"
    RESEARCH = "research", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL = "legal", "法律服务机构"
    OTHER = "other", "其他"


class IdKind(models.TextChoices):
    RESIDENT = "resident", "居民身份证"
    PASSPORT = "passport", "护照"
    HK_MACAO = "hk_macao", "港澳居民来往内地通行证"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    FOREIGN = "foreign", "外国人永久居留身份证"
    MILITARY = "military", "军人证件"
    OTHER = "other", "其他证件"


class DeliveryMethod(models.TextChoices):
    """How the answer is given (Art 29, 40); the names are those of `receipt.DELIVERIES`."""

    ONLINE = "download", "网上查看和下载"
    EMAIL = "email", "电子邮件"
    POST = "post", "邮寄"
    HAND = "hand", "到窗口领取"
    READING = "reading", "现场查阅、抄录"


class Form(models.TextChoices):
    ELECTRONIC = "electronic", "电子文档"
    PAPER = "paper", "纸质"


class ClockState(models.TextChoices):
    """The answer of the clock's fold, kept beside the due day as a cache."""

    NOT_RECEIVED = "not_received", "未起算"
    RUNNING = "running", "计时中"
    AWAITING = "awaiting_supplement", "等待补正"
    UNPAID = "awaiting_payment", "等待缴费"
    PAUSED = "paused", "征求意见，暂停计时"
    REPLIED = "replied", "已答复"
    WITHDRAWN = "withdrawn", "已撤回"


class EventKind(models.TextChoices):
    """Everything that can happen to a request; the clock reads those that `clock.KINDS` names."""

    SUBMITTED = "submitted", "提交申请"
    RECEIVED = "received", "确认收到"
    ASSIGNED = "assigned", "交办"
    SUPPLEMENT_ASKED = "supplement_asked", "要求补正"
    SUPPLEMENT_RECEIVED = "supplement_received", "收到补正"
    CONSULT_SENT = "consult_sent", "征求意见"
    CONSULT_SERVED = "consult_served", "征求意见书送达"
    CONSULT_ANSWERED = "consult_answered", "收到意见"
    EXTENDED = "extended", "延长答复期限"
    DELAYED = "delayed", "确定延迟答复期限"
    FEE_NOTIFIED = "fee_notified", "收费通知"
    FEE_PAID = "fee_paid", "收到缴费"
    FEE_CANCELLED = "fee_cancelled", "收费通知撤销"
    DRAFTED = "drafted", "拟出答复"
    SENT_BACK = "sent_back", "退回修改"
    APPROVED = "approved", "审批同意"
    REPLIED = "replied", "作出答复"
    COUNTERSIGNED = "countersigned", "复核同意"
    SEALED = "sealed", "附上盖章件"
    DELIVERED = "delivered", "送达"
    MAIL_RETURNED = "mail_returned", "邮件退回"
    WITHDRAWN = "withdrawn", "撤回申请"
    READDRESSED = "readdressed", "转至其他机关"
    SPLIT = "split", "拆分申请"
    CLOSED = "closed", "办结归档"
    LISTING_PROPOSED = "listing_proposed", "拟公开办理结果"
    LISTED = "listed", "公开办理结果"
    UNLISTED = "unlisted", "撤下公开的办理结果"
    GIVEN_BACK = "given_back", "退回分办"
    NOTED = "noted", "内部备注"
    HELP_ASKED = "help_asked", "请求协办"
    HELP_GIVEN = "help_given", "协办答复"
    REASONS_ASKED = "reasons_asked", "要求说明理由"
    REASONS_GIVEN = "reasons_given", "收到说明的理由"
    PUBLICATION_SUGGESTED = "suggested", "建议主动公开"
    SUGGESTION_ANSWERED = "suggestion_answered", "答复主动公开的建议"
    CHALLENGED = "challenged", "登记复议、诉讼"
    CHALLENGE_ANSWERED = "challenge_answered", "提交复议答复、答辩"
    RENEWAL_ORDERED = "renewal_ordered", "责令重新答复"
    RENEWED = "renewed", "开始重新答复"
    CHALLENGE_DECIDED = "challenge_decided", "登记复议、诉讼结果"


class OpinionKind(models.TextChoices):
    """Whom the agency asks. Silence of a third party leaves the decision to the agency (Art 32);
    silence of a co-producing agency is consent (Art 34)."""

    THIRD_PARTY = "third_party", "第三方（第三十二条）"
    CO_PRODUCER = "co_producer", "共同制作的行政机关（第三十四条）"
    OTHER_AGENCY = "other_agency", "其他行政机关（第三十三条）"


class Answer(models.TextChoices):
    CONSENTS = "consents", "同意公开"
    OBJECTS = "objects", "不同意公开"
    SILENT = "silent", "逾期未答复"


class AttachmentKind(models.TextChoices):
    """Those of ENCRYPTED are kept under the field keys and opened only for a recorded reading."""

    IDENTITY = "identity", "身份证明"
    MANDATE = "mandate", "授权委托书"
    REQUEST = "request", "申请材料"
    PROVIDED = "provided", "提供的信息"
    SUPPLEMENT = "supplement", "补正材料"
    EVIDENCE = "evidence", "办理凭证"
    APPROVAL = "approval", "签批的呈批单"
    SEALED = "sealed", "盖章件"


ENCRYPTED = (AttachmentKind.IDENTITY, AttachmentKind.MANDATE)
# Files of a letter that its addressee reads; proofs and approvals are the office's own.
FOR_APPLICANTS = (AttachmentKind.PROVIDED, AttachmentKind.SEALED)


class ChallengeKind(models.TextChoices):
    """The three groups of table 4 (国办公开办函〔2021〕30号)."""

    REVIEW = "review", "行政复议"
    DIRECT = "direct", "行政诉讼：未经复议直接起诉"
    AFTER_REVIEW = "after_review", "行政诉讼：复议后起诉"


class ChallengeResult(models.TextChoices):
    """The columns of each group of table 4; without a result it is 尚未审结."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"


class CorrectionResult(models.TextChoices):
    """What became of a demand to correct one's own record (Art 41)."""

    CORRECTED = "corrected", "已更正"
    REFUSED = "refused", "不予更正"
    FORWARDED = "forwarded", "已转送有权更正的机关"
    DIRECTED = "directed", "告知向有权更正的机关提出"
