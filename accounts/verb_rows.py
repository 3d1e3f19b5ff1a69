"""What happens to accounts, for the audit log."""

from accounts import roles
from accounts.verbs import Verb

SIGN_IN = Verb("sign_in", "登录", "登录", frozenset(roles.LABELS))
SIGN_OUT = Verb("sign_out", "退出", "退出登录", frozenset(roles.LABELS))
WRONG_CODE = Verb("wrong_code", "动态码不对", "登录动态码不对", frozenset(roles.LABELS))
ENROL = Verb("enrol", "绑定动态码", "绑定登录动态码", frozenset(roles.LABELS))
CHANGE_PASSWORD = Verb("change_password", "修改密码", "修改密码", frozenset(roles.LABELS))
SET_PASSWORD = Verb("set_password", "重设密码", "重设他人密码", frozenset({roles.ADMIN}))
CHANGE_ACCOUNT = Verb("change_account", "维护账号", "维护账号", frozenset({roles.ADMIN}))
CHANGE_ROLES = Verb("change_roles", "授予或收回角色", "授予或收回角色", frozenset({roles.SECURITY}))
RESET_DEVICE = Verb("reset_device", "解除动态码", "解除动态码绑定", frozenset({roles.SECURITY}))
UNLOCK = Verb("unlock", "解除锁定", "解除登录锁定", frozenset({roles.SECURITY}))
EXPORT_AUDIT = Verb("export_audit", "导出审计记录", "导出审计记录", frozenset({roles.AUDITOR}))
VERBS = (
    SIGN_IN,
    SIGN_OUT,
    WRONG_CODE,
    ENROL,
    CHANGE_PASSWORD,
    SET_PASSWORD,
    CHANGE_ACCOUNT,
    CHANGE_ROLES,
    RESET_DEVICE,
    UNLOCK,
    EXPORT_AUDIT,
)
