"""What every template may use: the site, the reader's theme, the main navigation, which surface this is."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from disclosure.addresses import address
from disclosure.deskframe import frame_of

ELDER_COOKIE = "elder"
CONTRAST_COOKIE = "contrast"
CONTRASTS = frozenset({"yb"})  # yellow on black

UNSET = {
    "name": "政务公开平台",
    "government": "",
    "sponsor": "",  # 主办单位
    "organizer": "",  # 承办单位
    "phone": "",
    "address": "",
    "hours": "",
    "domain": "",
    "id_code": "",  # 政府网站标识码, ten digits
    "icp": "",  # ICP 备案号
    "police": "",  # 公安备案号
    "mark_url": "",  # 党政机关网站标识
    "report_url": "",  # 我为政府网站找错
    "interaction_url": "",  # 互动交流 of the existing site
    "service_url": "",  # 办事服务 of the existing site
    "emblem": "",  # static path of the emblem: empty unless the operator is a government that must show it
    "demo": True,
}

ENTRIES = (
    ("home", "首页", "home"),
    ("info", "政府信息公开", "agencies:index"),
    ("catalog", "基层政务公开", "catalog:index"),
    ("policies", "政策文件", "interpretation:policies"),
    ("interpretations", "政策解读", "interpretation:interpretations"),
    ("apply", "依申请公开", "applications:start"),
)


class Theme(NamedTuple):
    """How this reader wants the page: elder (bigger and simpler), contrast ("yb" or "")."""

    elder: bool
    contrast: str


class Entry(NamedTuple):
    """One entry of the main navigation."""

    name: str
    label: str
    url: str


def theme_of(request: HttpRequest) -> Theme:
    """The theme kept in the reader's cookies; anything unknown counts as the standard theme."""
    contrast = request.COOKIES.get(CONTRAST_COOKIE, "")
    return Theme(request.COOKIES.get(ELDER_COOKIE) == "on", contrast if contrast in CONTRASTS else "")


def navigation() -> list[Entry]:
    """The main navigation: only what this surface serves."""
    entries = [Entry(name, label, address(url)) for name, label, url in ENTRIES]
    return [entry for entry in entries if entry.url]


def portal(request: HttpRequest) -> dict:
    """Context processor. Reads neither session nor user unless a page draws `desk`: public pages stay cacheable."""
    return {
        "site": {**UNSET, **getattr(settings, "SITE", {})},
        "theme": theme_of(request),
        "navigation": navigation(),
        "surface_desk": getattr(settings, "SURFACE", "all") != "public",
        # On the desk surface public pages are elsewhere, if anywhere.
        "surface_public": settings.SURFACE != "desk" or bool(settings.PUBLIC_URL),
        "search_url": address("search:results"),
        "desk": SimpleLazyObject(lambda: frame_of(request)),
    }
