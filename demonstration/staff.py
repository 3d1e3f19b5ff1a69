"""The seven accounts of the demonstration, and the agencies in which they work."""

import secrets
from dataclasses import dataclass, replace

from django.contrib.auth.hashers import make_password

from accounts import roles
from accounts.actors import Actor
from accounts.models import Membership, User
from agencies.models import Agency

PEOPLE = (
    ("admin", "何管理", roles.ADMIN),
    ("editor", "周编辑", roles.EDITOR),
    ("reviewer", "吴审核", roles.REVIEWER),
    ("clerk", "李经办", roles.CLERK),
    ("head", "赵负责", roles.HEAD),
    ("coworker", "孙协办", roles.COWORKER),
    ("supervisor", "郑督导", roles.SUPERVISOR),
)


@dataclass(frozen=True)
class Staff:
    """The people as actors, by username. Their one role is said with them: the guard need not look it up 2,000 times."""

    admin: Actor
    editor: Actor
    reviewer: Actor
    clerk: Actor
    head: Actor
    coworker: Actor
    supervisor: Actor


def hire(password: str) -> Staff:
    """Creates the accounts. County-wide roles are held in the government, the others in every agency,
    so that each case of the demonstration can be worked by the same few people."""
    government = Agency.objects.government()
    everywhere = list(Agency.objects.active())
    hashed = make_password(password)  # once: it is made slow on purpose
    actors, posts = {}, []
    for username, name, role in PEOPLE:
        user = User(username=username, name=name, password=hashed)
        user.is_superuser = role == roles.ADMIN
        user.save(force_insert=True)
        held_in = [government] if role in roles.COUNTY_WIDE else everywhere
        posts += [Membership(user=user, agency=agency, role=role) for agency in held_in]
        actors[username] = replace(Actor.of(user), role=role)
    Membership.objects.bulk_create(posts)
    return Staff(**actors)


def new_password() -> str:
    """A random one that can be read out: four groups of four letters and digits without look-alikes."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
