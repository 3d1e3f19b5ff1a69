"""Taking the papers of closed cases out for the archive (Art 45); each case's record says so."""

from datetime import datetime

from django.db import transaction

from accounts.access import holds
from accounts.actors import Actor
from accounts.verbs import Refused
from agencies.models import Agency
from applications import verbs
from applications.actions.recording import entered
from applications.models import Application
from audit.record import record


@transaction.atomic
def archive(application: Application, actor: Actor, *, at: datetime) -> Application:
    """Leave to take out the papers of one closed case, identity data included; recorded. Raises Refused."""
    application = entered(verbs.ARCHIVE, application, actor)
    record(actor, verbs.ARCHIVE.word, application, at=at)
    return application


@transaction.atomic
def archive_year(agency: Agency, year: int, actor: Actor, *, at: datetime) -> list[Application]:
    """The same for every closed case of an agency whose number is of that year. Raises Refused when there is none."""
    if actor.user is None or not holds(actor.user, agency, verbs.ARCHIVE.roles):
        raise Refused(f"您不是{agency}的申请经办人，不能导出它的归档材料。")
    found = Application.objects.filter(agency=agency, number__startswith=f"YSQ-{year}-")
    closed = list(found.filter(state__in=verbs.ARCHIVE.source).select_related("agency").order_by("number"))
    if not closed:
        raise Refused(f"{agency} {year} 年没有已经办结的申请。")
    for application in closed:
        record(actor, verbs.ARCHIVE.word, application, at=at, detail={"batch": year})
    return closed
