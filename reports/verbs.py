"""Every change to an annual report's figures: one row a verb."""

from accounts.roles import CLERK, HEAD, SYSTEM
from accounts.verbs import Verb

STAFF = frozenset({CLERK, HEAD})
HEADS = frozenset({HEAD})

OPEN = Verb("open_report", "开始编制", "开始编制年度报告", frozenset({SYSTEM}) | STAFF, target="open")
DRAFT = Verb("draft_report", "起草", "起草年度报告数据", STAFF, ("open", "draft"), "draft", tone="primary")
SIGN = Verb(
    "sign_report",
    "签发",
    "签发年度报告数据",
    HEADS,
    ("draft",),
    "signed",
    not_by=("drafted_by",),
    tone="primary",
)
REVISE = Verb("revise_report", "更正", "更正年度报告数据", STAFF, ("signed",), reason=True)
ANNOUNCE = Verb("announce_report", "拟公布", "拟公布年度报告", HEADS, ("signed",), tone="primary")

VERBS = (OPEN, DRAFT, SIGN, REVISE, ANNOUNCE)
