"""The same text found twice: the original stands before its reprints (pure)."""

from collections.abc import Iterable
from typing import Protocol

from search.script import fold


class Text(Protocol):
    """What has to be known of a result; Hit is one."""

    kind: str
    title: str
    doc_number: str
    formed_on: object
    published_on: object


def same(one: Text, other: Text) -> bool:
    """Whether two results are one text: they bear one number, or one title of which one lacks the number, or one title
    and one date. Notices that only repeat a title from year to year are different texts; so is an interpretation."""
    if "interpretation" in (one.kind, other.kind):
        return False
    if one.doc_number and other.doc_number:
        return fold(one.doc_number) == fold(other.doc_number)
    dated = bool(one.formed_on) and one.formed_on == other.formed_on
    return fold(one.title) == fold(other.title) and (bool(one.doc_number or other.doc_number) or dated)


def originals_first(results: Iterable[Text]) -> list[Text]:
    """The results in their order, but within the places that one text takes the original first: it bears the number, is
    filed as a policy, and was made public earliest."""
    found = list(results)
    groups: list[list[int]] = []
    for place, result in enumerate(found):
        group = next((g for g in groups if same(found[g[0]], result)), None)
        groups.append([place]) if group is None else group.append(place)
    ordered = list(found)
    for group in groups:
        for place, result in zip(group, sorted((found[p] for p in group), key=_lateness), strict=True):
            ordered[place] = result
    return ordered


def _lateness(result: Text) -> tuple:
    return not result.doc_number, result.kind != "policy", str(result.published_on or "9999")
