"""What may be done to a publication: one row per verb. The drafter does not review or approve (four eyes, Art 17)."""

from accounts.roles import ADMIN, EDITOR, HEAD, REVIEWER, SUPERVISOR, SYSTEM
from accounts.verbs import Verb

WRITERS = frozenset({EDITOR, REVIEWER, HEAD})
CHECKERS = frozenset({REVIEWER, HEAD})
PUBLISHERS = frozenset({EDITOR, REVIEWER, HEAD})
UNPUBLISHED = ("draft", "submitted", "referred", "reviewed", "approved")
FOUR_EYES = ("drafted_by", "edited_by")

ADD_AGENCY = Verb("add_agency", "新增机关", "新增机关", frozenset({ADMIN}), reason=True)
PLACE_AGENCY = Verb("place_agency", "调整机关", "调整机关", frozenset({ADMIN}), reason=True)
EDIT_AGENCY = Verb(
    "edit_agency",
    "修改机关信息",
    "修改机关信息",
    frozenset({EDITOR, HEAD, ADMIN}),
    reason=True,
    tone="primary",
)
FOUND_AGENCY = Verb("found_agency", "载入机关", "载入机关", frozenset({SYSTEM}))
DRAFT = Verb("draft", "起草", "起草信息", WRITERS | {SYSTEM}, target="draft")
EDIT = Verb("edit", "修改", "修改信息", WRITERS, source=UNPUBLISHED, target="draft")
MASK = Verb("mask", "遮盖个人信息", "遮盖个人信息", WRITERS, source=UNPUBLISHED, target="draft")
MASK_FILE = Verb("mask_file", "遮盖附件", "遮盖附件里的个人信息", WRITERS, source=UNPUBLISHED, target="draft")
ATTACH = Verb("attach", "添加附件", "添加附件", WRITERS | {SYSTEM}, source=UNPUBLISHED, target="draft")
DETACH = Verb("detach", "删除附件", "删除附件", WRITERS, source=UNPUBLISHED, target="draft")
SUBMIT = Verb("submit", "提交审查", "提交审查", WRITERS | {SYSTEM}, ("draft",), "submitted", tone="primary")
REVIEW_SECRECY = Verb(
    "review_secrecy",
    "保密审查",
    "保密审查",
    CHECKERS | {SYSTEM},
    ("submitted",),
    "reviewed",
    not_by=FOUR_EYES,
)
REVIEW_PRIVACY = Verb(
    "review_privacy",
    "个人信息检查",
    "个人信息检查",
    CHECKERS | {SYSTEM},
    ("submitted",),
    "reviewed",
    not_by=FOUR_EYES,
)
REVIEW_WORDING = Verb(
    "review_wording",
    "文字校对",
    "文字校对",
    CHECKERS | {SYSTEM},
    ("submitted",),
    "reviewed",
    not_by=FOUR_EYES,
)
APPROVE = Verb(
    "approve",
    "批准",
    "批准发布",
    CHECKERS | {SYSTEM},
    ("reviewed",),
    "approved",
    not_by=FOUR_EYES,
    tone="primary",
    effect="记录由您批准这一版。批准不能收回；发布前发现问题的，退回修改。",
)
SEND_BACK = Verb(
    "send_back",
    "退回修改",
    "退回修改",
    CHECKERS | {SYSTEM},
    ("submitted", "referred", "reviewed", "approved"),
    "draft",
    reason=True,
    effect="稿件回到起草人的待办，起草人会看到您写的理由。",
)
PUBLISH = Verb(
    "publish",
    "发布",
    "发布",
    PUBLISHERS | {SYSTEM},
    ("approved",),
    "published",
    tone="primary",
    effect="公众马上能看到，首次发布日期以后不能改。内容有错的可以更正，整份有错的可以撤回。",
)
WITHDRAW = Verb(
    "withdraw",
    "撤回",
    "撤回",
    CHECKERS | {SUPERVISOR, SYSTEM},
    ("published",),
    "withdrawn",
    reason=True,
    tone="danger",
    effect="原地址马上改为显示撤回说明，您写的理由会原样公开；撤回后不能恢复。",
)
IMPORT = Verb("import", "导入", "导入信息", frozenset({ADMIN, SYSTEM}), target="published")
REIMPORT = Verb(
    "reimport", "更新导入", "更新导入的信息", frozenset({ADMIN, SYSTEM}), ("published",), "published"
)
REASSESS = Verb(
    "reassess",
    "再次评估",
    "评估不予公开信息",
    CHECKERS | {SYSTEM},
    UNPUBLISHED,
    reason=True,
)
DECIDE_SECRECY = Verb(
    "decide_secrecy",
    "确定能否公开",
    "确定能否公开",
    frozenset({SUPERVISOR, SYSTEM}),
    ("referred",),
    "submitted",
    reason=True,
    not_by=FOUR_EYES,
)
PUBLISH_URGENTLY = Verb(
    "publish_urgently",
    "紧急发布",
    "紧急发布",
    frozenset({HEAD}),
    ("submitted", "reviewed"),
    "published",
    reason=True,
    not_by=FOUR_EYES,
    tone="danger",
    effect="公众马上能看到；校对和审批要在下一个工作日前补办。",
)
FOLLOW_UP = Verb(
    "follow_up",
    "补办校对和审批",
    "补办校对和审批",
    CHECKERS,
    ("published",),
    reason=True,
    not_by=(*FOUR_EYES, "urgent_by"),
)

SCHEDULE = Verb("schedule", "定时发布", "定时发布", PUBLISHERS, ("approved",))
UNSCHEDULE = Verb("unschedule", "取消定时发布", "取消定时发布", PUBLISHERS | {SYSTEM}, ("approved",))
END_NOTICE = Verb("end_notice", "公示期满", "公示期满，撤下个人信息", frozenset({SYSTEM}), ("published",))
CORRECT = Verb("correct", "更正", "提出更正", WRITERS, ("published",), reason=True)
DECIDE_CORRECTION = Verb("decide_correction", "核准更正", "核准更正", CHECKERS, ("published",), reason=True)

REVERSE_PENALTY = Verb(
    "reverse_penalty",
    "登记变更、撤销",
    "登记处罚决定变更、撤销",
    WRITERS | {SYSTEM},
    ("published",),
    reason=True,
)
STAGED = ("draft", "submitted", "referred", "reviewed", "approved", "published")
ASSIGN_STAGE = Verb("assign_stage", "确定责任机关", "确定项目信息的责任机关", WRITERS | {SYSTEM}, STAGED)
FILL_STAGE = Verb("fill_stage", "放入项目信息", "放入项目信息", WRITERS | {SYSTEM}, STAGED)
CLEAR_STAGE = Verb("clear_stage", "移出项目信息", "移出项目信息", WRITERS | {SYSTEM}, STAGED)

ADD_WORD = Verb("add_word", "增加用词规则", "增加用词规则", frozenset({SUPERVISOR}))
RETIRE_WORD = Verb("retire_word", "停用", "停用用词规则", frozenset({SUPERVISOR}), reason=True)

SET_NOTICE_FIELD = Verb(
    "set_notice_field", "规定公示内容", "规定公示可以显示的个人信息", frozenset({SUPERVISOR}), reason=True
)

REVIEWS = {"secrecy": REVIEW_SECRECY, "privacy": REVIEW_PRIVACY, "wording": REVIEW_WORDING}
VERBS = (
    ADD_AGENCY,
    PLACE_AGENCY,
    EDIT_AGENCY,
    FOUND_AGENCY,
    DRAFT,
    EDIT,
    MASK,
    MASK_FILE,
    ATTACH,
    DETACH,
    SUBMIT,
    REVIEW_SECRECY,
    REVIEW_PRIVACY,
    REVIEW_WORDING,
    APPROVE,
    SEND_BACK,
    PUBLISH,
    WITHDRAW,
    IMPORT,
    REIMPORT,
    REASSESS,
    DECIDE_SECRECY,
    PUBLISH_URGENTLY,
    FOLLOW_UP,
    SCHEDULE,
    UNSCHEDULE,
    END_NOTICE,
    CORRECT,
    DECIDE_CORRECTION,
    REVERSE_PENALTY,
    ASSIGN_STAGE,
    FILL_STAGE,
    CLEAR_STAGE,
    ADD_WORD,
    RETIRE_WORD,
    SET_NOTICE_FIELD,
)
