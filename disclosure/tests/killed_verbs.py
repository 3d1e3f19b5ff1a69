"""The verbs that test_survival interrupts; each is one transaction."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from accounts.actors import Actor, applicant
from accounts.models import User
from agencies.models import Agency
from applications import actions
from publishing import actions as publishing
from publishing.models import Publication

AT = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FORM = {
    "kind": "citizen",
    "name": "王申请",
    "id_kind": "resident",
    "id_number": "11010519491231002X",
    "phone": "0999-6210101",
    "wanted": "2025年城乡低保资金分配到各乡镇的明细表",
}


def submit(key: str) -> None:
    actions.receive(FORM, agency=Agency.objects.get(slug=key), channel="online", actor=applicant(), at=AT)


def publish(key: str) -> None:
    publication = Publication.objects.get(pk=key)
    publishing.publish(publication, Actor.of(User.objects.get(username="editor")), at=AT)


def publish_due(key: str) -> None:
    publishing.publish_due(AT + timedelta(days=1))


VERBS = {"submit": submit, "publish": publish, "publish_due": publish_due}


def run(verb: str, key: str, wrapper) -> None:
    with connection.execute_wrapper(wrapper):
        VERBS[verb](key)
