"""What happens to duties by itself, for the audit log."""

from accounts import roles
from accounts.verbs import Verb

RECOUNT = Verb("recount", "重算期限", "按放假安排重算期限", frozenset({roles.SYSTEM}))
VERBS = (RECOUNT,)
