"""What may be done to a policy beyond the life of its publication: one row per verb."""

from accounts.roles import EDITOR, HEAD, REVIEWER, SUPERVISOR, SYSTEM
from accounts.verbs import Verb

OFFICE = frozenset({REVIEWER, HEAD, SYSTEM})

REPEAL = Verb("repeal", "登记废止", "登记废止", OFFICE, ("published",), reason=True, tone="danger")
AMEND = Verb("amend", "登记修改", "登记修改", OFFICE, ("published",), reason=True)
LAPSE = Verb("lapse", "登记失效", "登记失效", OFFICE, ("published",), reason=True, tone="danger")
WAIVE = Verb("waive", "不再解读", "免予解读", OFFICE | {SUPERVISOR}, ("published",), reason=True)
FOLLOW_LATER = Verb(
    "follow_later",
    "解读材料随后发布",
    "登记解读材料随后发布的理由",
    OFFICE | {EDITOR},
    ("submitted", "reviewed", "approved"),
    reason=True,
)
RECHECK = Verb(
    "recheck", "核对过，仍然适用", "核对问答和澄清说明", OFFICE | {EDITOR}, ("published",), reason=True
)
REGISTER = Verb(
    "register",
    "登记规范性文件",
    "登记规范性文件",
    frozenset({SUPERVISOR, SYSTEM}),
    ("draft", "submitted", "reviewed", "approved"),
)
UNREVIEWED = ("draft", "submitted")
RELATE = Verb("relate", "登记与其他文件的关系", "登记文件关系", OFFICE | {EDITOR}, UNREVIEWED)
UNRELATE = Verb("unrelate", "删除文件关系", "删除文件关系", OFFICE | {EDITOR}, UNREVIEWED)
RELATE_PUBLIC = Verb(
    "relate_public", "登记与其他文件的关系", "登记已公开文件的关系", OFFICE, ("published",), tone="danger"
)
UNRELATE_PUBLIC = Verb(
    "unrelate_public", "删除文件关系", "删除已公开文件的关系", OFFICE, ("published",), tone="danger"
)
REINSTATE = Verb("reinstate", "恢复有效性", "恢复有效性", OFFICE, ("published",), reason=True)
DRAFT_LIST = Verb("draft_list", "起草季度目录", "起草季度目录", frozenset({SYSTEM}))
OPEN_CLEAN_UP = Verb(
    "open_clean_up", "开始清理", "开始清理文件", OFFICE | {EDITOR, SUPERVISOR}, tone="primary"
)
DECIDE_CLEAN_UP = Verb(
    "decide_clean_up", "作出结论", "作出清理结论", OFFICE | {EDITOR, SUPERVISOR}, ("open",), reason=True
)
APPROVE_CLEAN_UP = Verb(
    "approve_clean_up",
    "批准清理结果",
    "批准清理结果",
    OFFICE | {SUPERVISOR},
    ("open",),
    "approved",
    not_by=("opened_by",),
    tone="primary",
)
PUBLISH_CLEAN_UP = Verb(
    "publish_clean_up", "公布清理结果", "公布清理结果", frozenset({SYSTEM}), ("approved",), "published"
)
CLEAN_UPS = (OPEN_CLEAN_UP, DECIDE_CLEAN_UP, APPROVE_CLEAN_UP, PUBLISH_CLEAN_UP)
VERBS = (
    REPEAL,
    AMEND,
    LAPSE,
    WAIVE,
    FOLLOW_LATER,
    RECHECK,
    REGISTER,
    RELATE,
    UNRELATE,
    RELATE_PUBLIC,
    UNRELATE_PUBLIC,
    REINSTATE,
    DRAFT_LIST,
    *CLEAN_UPS,
)
