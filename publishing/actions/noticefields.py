"""Which personal fields public notices show: set by the supervising office, each with its basis (个人信息保护法 6, 51)."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.verbs import Refused, guard
from audit.record import record
from publishing import personal, verbs
from publishing.actions.wordlists import of_government
from publishing.models import NoticeField

WORDS = dict(personal.TREATMENTS)


@transaction.atomic
def set_notice_field(
    actor: Actor, *, field: str, treatment: str, reason: str, at: datetime, kind=None, item=None
) -> NoticeField:
    """A new rule for one field of a kind of notice or of a catalogue item, in place of the one that held; `reason` is its basis.

    Raises Refused without a basis, without exactly one of kind and item, or where only a name has a surname to show.
    """
    guard(verbs.SET_NOTICE_FIELD, of_government(), actor, reason=reason)
    if (kind is None) == (item is None):
        raise Refused("选公示类别或者公开事项，二者选一。", {"kind": "二者选一"})
    if treatment == personal.SURNAME and field != "name":
        raise Refused("“只显示姓”只用于姓名。", {"treatment": "只用于姓名"})
    NoticeField.objects.filter(kind=kind, item=item, field=field, retired_at=None).update(retired_at=at)
    rule = NoticeField.objects.create(
        kind=kind, item=item, field=field, treatment=treatment, source=reason.strip()
    )
    told = {"field": personal.LABELS[field], "treatment": WORDS[treatment]}
    record(actor, verbs.SET_NOTICE_FIELD.word, rule, at=at, reason=reason, detail=told)
    return rule
