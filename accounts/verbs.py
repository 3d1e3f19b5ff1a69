"""A verb is one row: who may do it, from which state, to which state, what the button and the log say.

Each room lists its own in `<room>/verbs.py`. The guard, the buttons, the audit word and the page of
roles all read the same row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts import roles
from accounts.access import holds
from accounts.actors import Actor


class Refused(Exception):
    """A verb that may not be done now; `message` is a sentence for the person, `fields` names inputs."""

    def __init__(self, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields or {}


@dataclass(frozen=True)
class Verb:
    """`roles` may do it, held in the subject's agency; `source`: states it may start from (empty: any);
    `target`: the state it leads to (None: unchanged); `not_by`: attributes of the subject naming people
    who may not do it (four eyes); `reason`: a reason must be given; `tone`: primary, quiet or danger;
    `effect`: what the button does that cannot be taken back, said beside it."""

    name: str
    label: str
    word: str
    roles: frozenset[str]
    source: tuple[str, ...] = ()
    target: str | None = None
    reason: bool = False
    not_by: tuple[str, ...] = ()
    tone: str = "quiet"
    effect: str = ""


def objection(verb: Verb, subject: Any, actor: Actor) -> str:
    """Why the verb may not be done, as a sentence; empty when it may."""
    if not _has_role(verb, subject, actor):
        return f"您没有“{verb.label}”的权限：需要{_role_names(verb)}。"
    if verb.source and subject.state not in verb.source:
        return f"现在不能“{verb.label}”：它的状态已经改变，请刷新后再看。"
    if actor.user is not None and any(
        getattr(subject, f"{name}_id") == actor.user.pk for name in verb.not_by
    ):
        done = "起草" if len(verb.not_by) == 1 else "起草、审批过"
        return f"“{verb.label}”要由另一位同事来做：{done}的人不能审批自己的稿件。"
    return ""


def guard(verb: Verb, subject: Any, actor: Actor, *, reason: str = "") -> None:
    """Raises Refused when the verb may not be done by this actor on this subject now."""
    if sentence := objection(verb, subject, actor):
        raise Refused(sentence)
    if verb.reason and not reason.strip():
        raise Refused(f"“{verb.label}”要写明理由。", {"reason": "写明理由"})


def allowed(verbs: Iterable[Verb], subject: Any, actor: Actor) -> list[Verb]:
    """The verbs whose buttons this actor sees on this subject."""
    return [verb for verb in verbs if not objection(verb, subject, actor)]


def _has_role(verb: Verb, subject: Any, actor: Actor) -> bool:
    if actor.role is not None:
        return actor.role in verb.roles
    return actor.user is not None and holds(actor.user, subject.agency, verb.roles)


def _role_names(verb: Verb) -> str:
    return "、".join(roles.LABELS[role] for role in roles.LABELS if role in verb.roles) or "系统"
