"""What happens to accounts, for the audit log."""

from accounts import roles
from accounts.verbs import Verb

SIGN_IN = Verb("sign_in", "登录", "登录", frozenset(roles.LABELS))
SIGN_OUT = Verb("sign_out", "退出", "退出登录", frozenset(roles.LABELS))
VERBS = (SIGN_IN, SIGN_OUT)
