"""The catalogue's deadlines: an item whose renewal is due (the period is an editable preset)."""

from accounts import roles
from duties.kinds import Kind, Step

RENEWAL = "item_renewal"

_PUBLISHERS = frozenset({roles.EDITOR})
_LEADERS = frozenset({roles.EDITOR, roles.HEAD})

KINDS = (
    Kind(
        name=RENEWAL,
        label="事项到期更新",
        roles=_PUBLISHERS,
        steps=(
            Step("soon", "更新期限将到", -5, _PUBLISHERS),
            Step("due", "今天应更新", 0, _PUBLISHERS),
            Step("overdue", "已超过更新期限", 1, _LEADERS),
            Step("escalated", "超期未更新，报主管部门", 10, _LEADERS | {roles.SUPERVISOR}),
        ),
    ),
)
