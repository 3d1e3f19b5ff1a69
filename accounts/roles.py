"""Who people are at work. A role is held in an agency; supervisors and administrators in the government."""

ADMIN = "admin"
SECURITY = "security"
AUDITOR = "auditor"
EDITOR = "editor"
REVIEWER = "reviewer"
CLERK = "clerk"
HEAD = "head"
SUPERVISOR = "supervisor"
COWORKER = "coworker"
# Never held by an account:
APPLICANT = "applicant"
SYSTEM = "system"

LABELS = {
    ADMIN: "系统管理员",
    SECURITY: "安全管理员",
    AUDITOR: "安全审计员",
    EDITOR: "信息编辑",
    REVIEWER: "信息审核",
    CLERK: "申请经办",
    HEAD: "公开工作机构负责人",
    COWORKER: "协办科室人员",
    SUPERVISOR: "政务公开主管部门",
}
CHOICES = list(LABELS.items())
# Roles that reach every agency when held in the government.
COUNTY_WIDE = frozenset({ADMIN, SUPERVISOR})
# Three people (GB/T 22239-2019, 8.1.5): one account holds at most one of these.
ADMINISTRATORS = frozenset({ADMIN, SECURITY, AUDITOR})
