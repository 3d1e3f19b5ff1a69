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
WATCH = Verb("watch", "监测更新", "开始监测事项更新", STAFF_OR_SYSTEM, source=(Item.CURRENT,))

VERBS = (ADOPT, IMPORT, EDIT, RETIRE, WATCH)
