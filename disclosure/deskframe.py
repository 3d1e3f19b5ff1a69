"""What frames every page of the desk: who is signed in, for which agency, and the rooms they may enter."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.http import HttpRequest

from accounts import roles
from accounts.models import Membership
from disclosure.addresses import address
from disclosure.waiting import pressing, waiting_of
from duties.models import Notice

ANYONE = frozenset(roles.LABELS)
REQUESTS = frozenset({roles.CLERK, roles.HEAD, roles.REVIEWER, roles.SUPERVISOR})
PUBLISHING = frozenset({roles.EDITOR, roles.REVIEWER, roles.HEAD, roles.SUPERVISOR})


class Room(NamedTuple):
    """A way into a room's desk: shown to holders of one of `roles`; pages beside that of `also` belong to it too."""

    label: str
    url: str
    icon: str
    roles: frozenset[str]
    also: str = ""


ROOMS = (
    Room("待办", "desk:start", "check", ANYONE),
    Room("申请办理", "desk_applications:index", "apply", REQUESTS),
    Room("更正申请", "desk_applications:corrections", "check", REQUESTS),
    Room("协办", "desk_applications:help", "link", frozenset({roles.COWORKER})),
    Room("信息发布", "desk_publishing:index", "policy", PUBLISHING, "desk_interpretation:new_policy"),
    Room("政策解读", "desk_interpretation:index", "explain", PUBLISHING),
    Room("公开目录", "desk_catalog:index", "list", frozenset({roles.EDITOR, roles.ADMIN, roles.SUPERVISOR})),
    Room(
        "机关信息", "desk_publishing:agencies", "building", frozenset({roles.EDITOR, roles.HEAD, roles.ADMIN})
    ),
    Room(
        "搜索统计",
        "desk_search:searches",
        "search",
        frozenset({roles.EDITOR, roles.REVIEWER, roles.HEAD, roles.SUPERVISOR, roles.ADMIN}),
    ),
    Room("年度报告", "desk_reports:index", "sheet", REQUESTS),
    Room("提醒", "desk_duties:inbox", "bell", ANYONE),
    Room("监督", "supervision", "track", frozenset({roles.SUPERVISOR, roles.ADMIN})),
    Room("放假安排", "desk_duties:holidays", "sheet", frozenset({roles.ADMIN})),
    Room("办理口径", "desk_applications:practice", "list", frozenset({roles.ADMIN})),
    Room("账号与系统", "admin:index", "building", frozenset({roles.ADMIN, roles.SECURITY})),
    Room("审计记录", "desk_audit:entries", "sheet", frozenset({roles.AUDITOR})),
)


class Link(NamedTuple):
    """One entry of the desk's navigation."""

    label: str
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Frame:
    """The desk's frame for one person; empty before signing in."""

    links: list[Link] = field(default_factory=list)
    agency_name: str = ""
    role_name: str = ""
    notices: int = 0

    @property
    def root(self) -> tuple[str, str]:
        """Where the crumbs of the desk begin."""
        return ("工作台", address("desk:start"))


def _rooms(held: set[str]) -> list[tuple[Room, str]]:
    """Rooms open to these roles, with their addresses."""
    rooms = [(room, address(room.url)) for room in ROOMS if room.roles & held]
    return [(room, url) for room, url in rooms if url]


def _links(path: str, rooms: list[tuple[Room, str]], counts: dict[str, int]) -> list[Link]:
    """The navigation; the room with the longest matching address is where the person is."""
    folders = [(url, url) for _, url in rooms]
    folders += [(address(room.also).rpartition("/new/")[0], url) for room, url in rooms if room.also]
    _, here = max((each for each in folders if path.startswith(each[0])), default=("", ""))
    return [Link(room.label, url, room.icon, url == here, counts.get(room.url, 0)) for room, url in rooms]


def frame_of(request: HttpRequest) -> Frame:
    """The frame for the signed-in person; a few small queries, made only when a desk page draws it."""
    if not request.user.is_authenticated:
        return Frame()
    held = list(Membership.objects.filter(user=request.user).select_related("agency"))
    notices = Notice.objects.filter(user=request.user, read_at=None).count()
    agencies = dict.fromkeys(m.agency.short_name or m.agency.name for m in held)
    labels = dict.fromkeys(m.get_role_display() for m in held)
    shown = "、".join(agencies) if len(agencies) <= 2 else f"{next(iter(agencies))}等 {len(agencies)} 个机关"
    rooms = _rooms({m.role for m in held})
    counts = {"desk:start": pressing(waiting_of(request)), "desk_duties:inbox": notices}
    return Frame(_links(request.path, rooms, counts), shown, "、".join(labels), notices)
