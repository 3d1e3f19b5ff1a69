"""What may be done to a policy beyond the life of its publication: one row per verb."""

from accounts.roles import HEAD, REVIEWER, SUPERVISOR, SYSTEM
from accounts.verbs import Verb

OFFICE = frozenset({REVIEWER, HEAD, SYSTEM})

REPEAL = Verb("repeal", "登记废止", "登记废止", OFFICE, ("published",), reason=True, tone="danger")
AMEND = Verb("amend", "登记修改", "登记修改", OFFICE, ("published",), reason=True)
WAIVE = Verb("waive", "不再解读", "免予解读", OFFICE | {SUPERVISOR}, ("published",), reason=True)
VERBS = (REPEAL, AMEND, WAIVE)
