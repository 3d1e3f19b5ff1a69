"""How strictly staff are let in: presets for the levels of 网络安全等级保护 (GB/T 22239-2019), chosen by settings (pure).

The standard asks for identification with complexity and regular change of what is known, lock-out, an end of idle
sessions, and at level three for two ways of telling who somebody is (8.1.4.1). It names no numbers: these are the
ones that assessors commonly accept, and each can be set on its own.
"""

from typing import NamedTuple


class Level(NamedTuple):
    """`length` in characters; `classes` of capitals, small letters, digits and others; `days` a password lasts (0: for
    ever); `remembered`: latest passwords not taken again; `idle` in minutes; `failures` until a lock of `lock` minutes."""

    length: int
    classes: int
    days: int
    remembered: int
    idle: int
    failures: int
    lock: int
    two_step: bool


LEVELS = {
    "trial": Level(8, 1, 0, 0, 480, 5, 30, False),
    "2": Level(8, 3, 180, 3, 30, 5, 30, True),
    "3": Level(10, 3, 90, 5, 20, 5, 30, True),
}
