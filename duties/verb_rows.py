"""What happens to duties by itself, for the audit log."""

from accounts import roles
from accounts.verbs import Verb

RECOUNT = Verb("recount", "重算期限", "按放假安排重算期限", frozenset({roles.SYSTEM}))
LOAD_HOLIDAYS = Verb(
    "load_holidays", "录入放假安排", "录入放假安排", frozenset({roles.ADMIN}), tone="primary"
)
VERBS = (RECOUNT, LOAD_HOLIDAYS)
