"""How many people read a draft before it is approved: presets of the county (Art 17; 三审三校 is practice). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """`readers` people pass secrecy, privacy and wording; with `approver_apart` the approver is none of them, and a head."""

    name: str
    label: str
    readers: int
    approver_apart: bool = False


STANDARD = Preset("standard", "起草、修改过稿件的人不审查、不批准；审查和批准可以由同一个人做", 1)
THREE = Preset("three", "三审三校：初审、复审由两人分别审校，终审由负责人审定", 2, approver_apart=True)
PRESETS = {preset.name: preset for preset in (STANDARD, THREE)}


def chosen(name: str) -> Preset:
    """The preset of that name; KeyError for an unknown one."""
    return PRESETS[name]


def passed_by(results: Iterable[tuple[object, str]]) -> set:
    """The people whose last word is a pass, of (person, result) in order of time."""
    last = dict(results)
    return {person for person, result in last.items() if result == "pass"}
