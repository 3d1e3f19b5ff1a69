"""Two people edit one item: what the second did not touch takes the newest value, what they wrote stays."""

from django.http import QueryDict

from agencies.models import Agency
from catalog.actions import FIELDS

LISTS = {"channels", "levels"}


def merged(data: QueryDict, old: dict, now: dict, version: int) -> QueryDict:
    """The posted data on top of the newest version.

    `old`, `now`: snapshots of the version that the editor had read and of the newest one. Saving again with
    `version` is then a decision made before the newest content.
    """
    data = data.copy()
    for name in FIELDS:
        if old[name] != now[name] and _posted(data, name) == _plain(old[name], name):
            data.setlist(name, _as_posted(now[name]))
    names = set(Agency.objects.filter(pk__in=_numbers(data)).values_list("name", flat=True))
    if old["agencies"] != now["agencies"] and names == set(old["agencies"]):
        newest = Agency.objects.filter(name__in=now["agencies"])
        data.setlist("agencies", [str(pk) for pk in newest.values_list("pk", flat=True)])
    data["version"] = str(version)
    return data


def _posted(data: QueryDict, name: str):
    return set(data.getlist(name)) if name in LISTS else data.get(name, "").replace("\r\n", "\n").strip()


def _plain(value, name: str):
    return set(value) if name in LISTS else "" if value is None else str(value).strip()


def _as_posted(value) -> list[str]:
    return list(value) if isinstance(value, list) else ["" if value is None else str(value)]


def _numbers(data: QueryDict) -> list[str]:
    return [pk for pk in data.getlist("agencies") if pk.isascii() and pk.isdigit()]
