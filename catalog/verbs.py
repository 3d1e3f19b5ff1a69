"""What may be done to items of the catalogue, by whom."""

from accounts import roles
from accounts.verbs import Verb
from catalog.models import Item

STAFF = frozenset({roles.ADMIN})
STAFF_OR_SYSTEM = frozenset({roles.ADMIN, roles.SYSTEM})

ADOPT = Verb("adopt", "采用参考事项", "采用参考事项", STAFF_OR_SYSTEM)
IMPORT = Verb("import", "导入目录", "导入目录表格", STAFF_OR_SYSTEM, tone="primary")
EDIT = Verb("edit", "修改事项", "修改目录事项", STAFF, source=(Item.CURRENT,), reason=True, tone="primary")
RETIRE = Verb("retire", "停用事项", "停用目录事项", STAFF, source=(Item.CURRENT,), reason=True, tone="danger")
RESTORE = Verb("restore", "恢复事项", "恢复目录事项", STAFF, source=(Item.RETIRED,), reason=True)
MOVE = Verb("move", "移动事项", "移动目录事项", STAFF, source=(Item.CURRENT,))
ADD = Verb("add", "新增事项", "新增目录事项", STAFF, reason=True, tone="primary")
WATCHERS = frozenset({roles.ADMIN, roles.SUPERVISOR, roles.SYSTEM})
WATCH = Verb("watch", "监测更新", "开始监测事项更新", WATCHERS, source=(Item.CURRENT,))
EXCUSE = Verb("excuse", "登记不适用", "登记事项不适用", WATCHERS, source=(Item.CURRENT,), reason=True)
APPLY_AGAIN = Verb("apply_again", "恢复适用", "恢复事项适用", WATCHERS, source=(Item.CURRENT,))
ADD_DOMAIN = Verb("add_domain", "新增领域", "新增领域", STAFF, reason=True, tone="primary")
EDIT_DOMAIN = Verb("edit_domain", "修改领域", "修改领域", STAFF, reason=True, tone="primary")

VERBS = (ADOPT, IMPORT, ADD, EDIT, RETIRE, RESTORE, MOVE, WATCH, EXCUSE, APPLY_AGAIN, ADD_DOMAIN, EDIT_DOMAIN)
